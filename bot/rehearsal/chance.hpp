// Chance for rehearsals: a small generator of its own, because the same seed must give the same year with every
// standard library. (splitmix64, by Sebastiano Vigna.)
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "conversations/stable_hash.hpp"
#include "conversations/time.hpp"

namespace waymark::rehearsal {

class chance {
  public:
    /// Who shares a seed but not a name draws something else.
    chance(std::uint64_t seed, std::string_view name) : state_(seed * 0x9e3779b97f4a7c15U ^ stable_hash(name)) {}

    [[nodiscard]] std::uint64_t next() {
        auto mixed = state_ += 0x9e3779b97f4a7c15U;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
    /// From 0 up to, but never, 1.
    [[nodiscard]] double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    [[nodiscard]] bool happens(double probability) { return unit() < probability; }
    /// From 0 to `count` - 1; `count` is at least 1.
    [[nodiscard]] std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    template <class List>
    [[nodiscard]] const auto& one_of(const List& list) {
        return list[below(std::size(list))];
    }
    /// Between two lengths of time, the short ones as likely as the long ones: people answer in minutes or in days.
    [[nodiscard]] span between(span least, span most) {
        const auto stretch = static_cast<double>(most.count()) / static_cast<double>(least.count());
        const auto length = static_cast<double>(least.count()) * std::pow(stretch, unit());
        return std::chrono::floor<std::chrono::seconds>(span(static_cast<span::rep>(length)));
    }

  private:
    std::uint64_t state_;
};

}  // namespace waymark::rehearsal
