// Which message asks what: a person who reads a message sees at once that it is a question and of which kind, while a
// message of its own holds only words. Learned from the states that turns leave behind.
#pragma once

#include <map>
#include <optional>

#include "conversations/turn.hpp"

namespace waymark::rehearsal {

struct asked_question {
    pair_id pair;
    conversation_id talk;
    const flow* script = nullptr;
    const flow_step* step = nullptr;  ///< has `ask`
    person_id who;
};

class open_questions {
  public:
    explicit open_questions(const flow_library& flows) : flows_(flows) {}

    void learn(const turn_outcome& from);
    /// What this message asks; empty when it only tells. Forgets it.
    [[nodiscard]] std::optional<asked_question> take(const message_key& message);

  private:
    const flow_library& flows_;
    std::map<message_key, asked_question> by_message_;
};

/// The choice at this question that notes a meeting of the pair; empty when there is none.
[[nodiscard]] std::string choice_that_notes_a_meeting(const flow& script, const flow_step& at);

}  // namespace waymark::rehearsal
