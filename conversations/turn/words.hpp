// Reads what people can always write, in any talk and without one: help, back, snooze, "pause until 1 July".
// Internal to turn/.
#pragma once

#include <optional>
#include <string_view>

#include "conversations/turn/work.hpp"

namespace waymark {

/// In the order of `always_words`.
enum class wish {
    help,
    back,
    skip,
    cancel,
    example,
    snooze,
    pause,
    stop,
    start,
    less,
    why,
    my_data,
    forget,    ///< "delete my data"
    who_reads  ///< "who can read this"
};

struct understood {
    wish what = wish::help;
    std::optional<instant> until;  ///< snooze and pause, when it was said with them
};

/// The wish that is the whole of this text; empty when it is anything else, such as an answer.
[[nodiscard]] std::optional<understood> read_wish(const turn_work& work, const person_state& from,
                                                  std::string_view text);

/// As short as wishes and the answers to the bot's own questions are.
[[nodiscard]] bool is_short(std::string_view text);

/// "2 weeks", "until 1 July", "for a day": the moment at which it is over. A date begins at midnight where the person
/// is. Empty when it is none of these.
[[nodiscard]] std::optional<instant> read_until(const turn_work& work, const person_state& from, std::string_view text);

}  // namespace waymark
