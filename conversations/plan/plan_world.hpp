// What a store keeps, for the one pair of a transcript: states as written JSON, answers as rows of their own, timers.
// Every turn reads what the last one wrote.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>

#include "conversations/turn.hpp"

namespace waymark {

class plan_world {
  public:
    struct timer {
        turn_owner owner;
        instant due;
    };

    void put(const person_state& person);
    void put(const pair_state& pair);

    [[nodiscard]] world load() const;
    /// Writes an outcome of this owner's turn. Returns what of it did not survive the writing, or nothing.
    [[nodiscard]] std::optional<std::string> write(const turn_owner& owner, const turn_outcome& outcome, instant now);
    /// The timer that is due first.
    [[nodiscard]] std::optional<timer> first_timer() const;

  private:
    using answer_key = std::tuple<conversation_id, std::string, person_id>;
    [[nodiscard]] std::optional<std::string> lost_in(const turn_outcome& outcome) const;
    void write_answers(const turn_outcome& outcome);

    std::map<person_id, std::string> people_;
    std::map<pair_id, std::string> pairs_;
    std::map<answer_key, answer> answers_;
    std::map<std::string, timer> timers_;
};

}  // namespace waymark
