// The kinds of people a rehearsal is played with, and what each of them usually does. Every figure is stated here and
// nowhere else; the report repeats them in words.
#pragma once

#include <array>
#include <string_view>

#include "conversations/time.hpp"

namespace waymark::rehearsal {

enum class persona { keen, busy, drifting, silent_mentor, over_eager, traveller, holiday, leaver };
constexpr std::size_t persona_count = 8;

/// Probabilities are from 0 to 1.
struct habits {
    std::string_view id;        ///< "keen", as the report's data name it
    std::string_view name;      ///< as people read it
    std::string_view in_words;  ///< one sentence for whoever reads the report
    double answers = 0;         ///< a question that has come for the first time
    double answers_again = 0;   ///< one that has come again, or with a reminder
    span soonest{}, latest{};   ///< how long they take for it, when awake
    double presses = 0;         ///< where there is something to press, instead of typing it
    double first_choice = 0;    ///< takes the first of the choices; else any of them
    double declines = 0;        ///< where declining is offered
    double skips = 0;
    double short_answers = 0;  ///< so short that the bot may ask once more
    double edits = 0;          ///< changes a typed answer some minutes later
    double asks_why = 0;       ///< the rest is for each message that came unasked
    double snoozes = 0;        ///< for a day or a week
    double less = 0;
    double stops = 0;
    double meets = 0;            ///< in one rhythm, as far as it is up to them
    double notes_meetings = 0;   ///< tells the bot of a meeting
    double fades_after = 1;      ///< this share of the agreed time has passed; from then on only
    double answers_faded = 0;    ///< this for each question
    bool presses_twice = false;  ///< and writes more than anybody has asked for
    bool travels = false;        ///< changes the time zone every few weeks
    bool goes_away = false;      ///< some weeks of holiday, announced or not
    bool leaves = false;         ///< at some moment in the middle, with or without a word
};

[[nodiscard]] const habits& habits_of(persona one);

/// Who is paired with whom: pair after pair, and from the beginning again.
struct story {
    persona mentor, mentee;
};
constexpr std::array<story, 12> stories{{
    {persona::keen, persona::keen},
    {persona::busy, persona::keen},
    {persona::silent_mentor, persona::keen},
    {persona::busy, persona::drifting},
    {persona::keen, persona::over_eager},
    {persona::traveller, persona::busy},
    {persona::holiday, persona::keen},
    {persona::busy, persona::leaver},
    {persona::keen, persona::traveller},
    {persona::drifting, persona::busy},
    {persona::leaver, persona::keen},
    {persona::busy, persona::holiday},
}};

}  // namespace waymark::rehearsal
