// Reads what people can always write, in any talk and without one: help, back, snooze, "pause until 1 July".
// Internal to turn/.
#pragma once

#include <optional>
#include <string>
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
    forget,       ///< "delete my data"
    who_reads,    ///< "who can read this"
    export_data,  ///< "export my data"
    my_profile,   ///< what they want to learn and offer
    leave_list,   ///< they want no match any more
    settings,     ///< when and about what they are written to
    place         ///< where they want to be written to; not one word, and so none of `always_words`
};

struct understood {
    wish what = wish::help;
    std::optional<instant> until;    ///< snooze and pause, when it was said with them
    std::string no_such_day{};       ///< or the day that was, when the calendar has none like it
    std::optional<address> place{};  ///< the account that is meant
};

/// The wish that is the whole of this text; empty when it is anything else, such as an answer.
[[nodiscard]] std::optional<understood> read_wish(const turn_work& work, const person_state& from,
                                                  std::string_view text);

/// What people write to the bot itself while a question waits; see asides.hpp. In the order of the keys in words.cpp.
enum class aside {
    person,         ///< "can I talk to a human", "I need help"
    partner_reads,  ///< "will Bo read this?", and about a boss
    change,         ///< "can I change my answer"
    unclear,        ///< "what do you mean?"
    no_time,        ///< "not now"
    enough,         ///< "I don't want to do this any more"
    bot,            ///< "are you a bot?"
    nothing         ///< "none", "no idea": an answer left out
};

/// The aside that is the whole of this text. "{partner}" in the lists stands for the name of a partner.
[[nodiscard]] std::optional<aside> read_aside(const turn_work& work, const person_state& from, std::string_view text);

/// "Hello", "thanks": what nobody minds that it is not kept.
[[nodiscard]] bool is_small_talk(const turn_work& work, const person_state& from, std::string_view text);

/// As short as wishes and the answers to the bot's own questions are.
[[nodiscard]] bool is_short(std::string_view text);

/// "31 February" when that was written, with whatever stands around dates; empty when it was anything else.
[[nodiscard]] std::string read_no_such_day(const turn_work& work, const person_state& from, std::string_view text);

/// "2 weeks", "until 1 July", "for a day": the moment at which it is over. A date begins at midnight where the person
/// is. Empty when it is none of these.
[[nodiscard]] std::optional<instant> read_until(const turn_work& work, const person_state& from, std::string_view text);

}  // namespace waymark
