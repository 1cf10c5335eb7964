// Events, messages and states with anything in them, for tests of what must hold for all of them. The same seed gives
// the same values.
#pragma once

#include <functional>
#include <random>

#include "conversations/engine/pair_state.hpp"
#include "conversations/person/person_state.hpp"

namespace waymark {

class random_states {
  public:
    explicit random_states(unsigned seed) : random_(seed) {}

    /// From `low` to `high`, both included.
    [[nodiscard]] std::int64_t number(std::int64_t low, std::int64_t high);
    [[nodiscard]] bool yes() { return number(0, 1) == 1; }
    /// Valid UTF-8, often empty; with quotes, line breaks, NUL and signs of other scripts.
    [[nodiscard]] std::string text();
    [[nodiscard]] instant moment();
    [[nodiscard]] inbound_event event();
    [[nodiscard]] message_content content();
    [[nodiscard]] answer answered();
    [[nodiscard]] pair_state pair();
    [[nodiscard]] person_state person();

  private:
    template <class Make>
    auto some(const Make& make) -> std::vector<std::invoke_result_t<const Make&>>;
    template <class Make>
    auto perhaps(const Make& make) -> std::optional<std::invoke_result_t<const Make&>>;
    template <class Enum>
    Enum one_of(Enum last);
    template <class Id>
    Id id();
    int count() { return static_cast<int>(number(-1, 4)); }
    control some_control();
    std::vector<text_run> runs();
    conversation talk();
    lane walk();
    kept_text kept();
    offer offered();
    nudge_sent nudge();

    std::mt19937 random_;
};

}  // namespace waymark
