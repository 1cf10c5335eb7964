// What somebody answers to a question, by its kind: presses a button, picks from a list or a calendar, or types.
#pragma once

#include <optional>

#include "bot/rehearsal/cast.hpp"
#include "bot/rehearsal/chance.hpp"
#include "bot/rehearsal/questions.hpp"

namespace waymark::rehearsal {

/// What is known to whoever answers.
struct answering {
    const player& who;
    const bot_texts& texts;
    chance& luck;
    instant now;
    bool has_met = false;   ///< the pair has met lately
    std::int64_t mark = 0;  ///< of what they write
};

/// A question of a conversation.
[[nodiscard]] inbound_content answer_to(const outgoing& message, const asked_question& asks, const answering& by);
/// A question of the bot's own, such as for how long it shall be silent. `asked` is its control.
[[nodiscard]] inbound_content answer_to(const control& asked, const answering& by);

/// Of the words that people may write for this ("word.skip"), the first.
[[nodiscard]] std::string word_for(const bot_texts& texts, const std::string& language, const std::string& key);

}  // namespace waymark::rehearsal
