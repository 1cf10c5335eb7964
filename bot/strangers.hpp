// Those nobody knows: who of them may join a programme, and who is answered. A flood of their messages is not answered
// by another one: once a minute is enough for whoever only writes.
//
// Threads: belongs to the store's thread, where turns are taken.
#pragma once

#include <algorithm>
#include <functional>
#include <map>

#include "conversations/turn.hpp"

namespace waymark {

class strangers {
  public:
    static constexpr auto between_answers = std::chrono::minutes(1);
    static constexpr std::size_t most_remembered = 10'000;  ///< accounts; more than that at a time are not answered

    /// waymark::newcomer with the script book bound; without it, whoever is unknown stays so.
    using newcomer_function = std::function<std::optional<person_id>(const inbound_event&)>;
    explicit strangers(newcomer_function called) : called_(std::move(called)) {}

    [[nodiscard]] std::optional<person_id> newcomer(const inbound_event& event) const {
        return called_ ? called_(event) : std::nullopt;
    }
    /// See waymark::passer_by; empty as well when they were answered a moment ago. A window that opened for them, and a
    /// page, are always filled.
    [[nodiscard]] std::optional<person_id> passer_by(const inbound_event& event, instant now) {
        auto name = waymark::passer_by(event);
        const bool looks = std::holds_alternative<inbound::opened>(event.what) || !event.surface.empty();
        return name && (looks || may_answer(event.from, now)) ? name : std::nullopt;
    }

  private:
    bool may_answer(const address& who, instant now) {
        if (quiet_until_.size() >= most_remembered)
            std::erase_if(quiet_until_, [now](const auto& one) { return one.second <= now; });
        if (quiet_until_.size() >= most_remembered) return false;
        auto& until = quiet_until_[who];
        if (until > now) return false;
        until = now + between_answers;
        return true;
    }

    newcomer_function called_;
    std::map<address, instant> quiet_until_{};
};

}  // namespace waymark
