#include "bot/rehearsal/habits.hpp"

namespace waymark::rehearsal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;

constexpr habits keen{.id = "keen",
                      .name = "Keen",
                      .in_words = "Answers nearly everything, mostly the same day, and tells the bot of meetings.",
                      .answers = .93,
                      .answers_again = .9,
                      .soonest = 2min,
                      .latest = 10h,
                      .presses = .85,
                      .first_choice = .85,
                      .declines = .05,
                      .skips = .01,
                      .short_answers = .06,
                      .edits = .05,
                      .asks_why = .03,
                      .snoozes = .01,
                      .less = .002,
                      .stops = .0005,
                      .meets = .95,
                      .notes_meetings = .5};

constexpr habits busy{
    .id = "busy",
    .name = "Busy",
    .in_words = "Answers two questions of three, after hours or days, and asks for quiet now and then.",
    .answers = .66,
    .answers_again = .6,
    .soonest = 20min,
    .latest = days(5),
    .presses = .9,
    .first_choice = .65,
    .declines = .2,
    .skips = .05,
    .short_answers = .25,
    .edits = .01,
    .asks_why = .02,
    .snoozes = .06,
    .less = .01,
    .stops = .003,
    .meets = .75,
    .notes_meetings = .15};

constexpr habits with(habits all, std::string_view id, std::string_view name, std::string_view in_words) {
    all.id = id;
    all.name = name;
    all.in_words = in_words;
    return all;
}

constexpr habits drifting() {
    auto out = with(keen, "drifting", "Drifting after a good start",
                    "Keen for a third of the time; then answers one question in eight and hardly meets.");
    out.fades_after = .33;
    out.answers_faded = .12;
    return out;
}

constexpr habits silent_mentor() {
    auto out = with(busy, "silent_mentor", "Silent mentor", "Joins, and then answers one question in ten, after days.");
    out.fades_after = .06;
    out.answers_faded = .1;
    out.soonest = 3h;
    out.latest = days(8);
    out.meets = .25;
    return out;
}

constexpr habits over_eager() {
    auto out = with(keen, "over_eager", "Over-eager",
                    "Answers everything at once, presses twice, corrects, and writes more than was asked.");
    out.answers = 1;
    out.answers_again = 1;
    out.soonest = 10s;
    out.latest = 20min;
    out.edits = .25;
    out.asks_why = .2;
    out.presses_twice = true;
    return out;
}

constexpr habits traveller() {
    auto out = with(keen, "traveller", "Travels across zones",
                    "Like the keen ones, in another time zone every few weeks and back again.");
    out.travels = true;
    return out;
}

constexpr habits holiday() {
    auto out = with(keen, "holiday", "On holiday",
                    "Like the keen ones, but away twice for two to four weeks; says so every second time.");
    out.goes_away = true;
    return out;
}

constexpr habits leaver() {
    auto out = with(
        keen, "leaver", "Leaves",
        "Like the keen ones, until one day: the account is closed, or \"stop\" is written, or nothing comes any more.");
    out.leaves = true;
    return out;
}

constexpr std::array<habits, persona_count> all{keen,         busy,        drifting(), silent_mentor(),
                                                over_eager(), traveller(), holiday(),  leaver()};

}  // namespace

const habits& habits_of(persona one) {
    return all.at(static_cast<std::size_t>(one));
}

}  // namespace waymark::rehearsal
