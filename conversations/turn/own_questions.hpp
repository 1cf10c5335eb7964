// The bot's own questions, beside those of talks: until when, with whom, which of two. Internal to turn/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn/reply.hpp"

namespace waymark {

enum class own_question {
    snooze,           ///< a day, a week, or until when
    until,            ///< silent until which date
    stop,             ///< everything has stopped; or only what is about one of several partners
    begin,            ///< with whom a talk begins
    talk,             ///< which talk the words just written are for
    enough,           ///< leave this talk, stop writing, or go on
    concern,          ///< whether words that sound like distress are an answer, see asides.hpp
    forget,           ///< whether everything shall be deleted, see leaving.hpp
    join,             ///< whether they want to take part, see joining.hpp
    which_programme,  ///< and in which, when several are open
    profile,          ///< what they want to learn and offer, see own_profile.hpp
    my_profile,       ///< what of it they want to change
    doubt,            ///< whether words that hardly read like an answer are one, see doubt.hpp
    moment            ///< for which of several partners a moment is kept, see keepsakes.hpp
};

/// How it is answered.
enum class own_shape {
    one,      ///< with one of the options, or a date when there are none
    several,  ///< with some of them
    words     ///< in their own words
};

/// What has to be remembered until the answer comes.
struct own_question_context {
    std::string flow;     ///< begin; of concern and doubt: the step that asks; of profile: which question
    std::string text;     ///< talk, concern, doubt, moment: what was written; of profile: "alone" when no other follows
    std::string said_in;  ///< talk, concern, doubt: the message it was written in
};

/// Asks. A date is asked for when there are no options.
void ask_own(turn_work& work, person_state& to, own_question about, std::vector<text_run> text,
             std::vector<option> options, const own_question_context& context = {}, own_shape shape = own_shape::one);

struct own_answer {
    own_question about = own_question::snooze;
    std::string value;  ///< an option's value, or what was written or picked as a date
    std::string label;  ///< what to show in the place of the controls; empty for a date
    own_question_context context;
    message_key asked_in;
    std::vector<std::string> values{};  ///< of several options
};

/// The answer to the question that is open, if the text is one: an option's label or number, or a date.
[[nodiscard]] std::optional<own_answer> typed_own_answer(const turn_work& work, const person_state& from,
                                                         std::string_view text);
/// The answer given with a control; empty when that question is not open any more, or the control is none of ours.
[[nodiscard]] std::optional<own_answer> picked_own_answer(const person_state& from, std::string_view control,
                                                          const std::vector<std::string>& values);
/// The question of the profile that is open; empty when none is, or so old that what is written is more likely about
/// something else. Any words may be its answer.
[[nodiscard]] std::optional<own_answer> open_profile_question(const turn_work& work, const person_state& from);
/// Whether they were asked to take part and have not answered yet.
[[nodiscard]] bool asked_to_join(const person_state& from);
/// Whether one that can be waved aside was asked within the last hour and is open: about a talk, doubtful words,
/// joining and the profile there is more to say than "never mind".
[[nodiscard]] bool just_asked(const turn_work& work, const person_state& from);
/// They let the question go: nothing changes.
void let_own_question_go(turn_work& work, person_state& from);
/// What was typed right after the question is no answer to it, and too short to be taken for one to a talk just like
/// that. Says so once; whatever is written next goes to the talk.
void leave_unread(turn_work& work, person_state& from, const std::string& open_title);
/// Words that wait for the answer to own_question::talk; empty when none do.
[[nodiscard]] own_question_context waiting_words(const person_state& from);
/// The same, and words that wait for the answer to own_question::concern or doubt.
[[nodiscard]] own_question_context held_words(const person_state& from);
void close_own_question(person_state& person);

}  // namespace waymark
