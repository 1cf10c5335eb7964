// Two programmes in words: what is different has a line, and nothing else has one.
#include "conversations/programme/programme_changes.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace waymark {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

nudge_rule rule_of(const std::string& id, trigger::moment when, span length) {
    nudge_rule out;
    out.id = id;
    out.when.is = when;
    out.when.length = length;
    out.when.stages = {"goals", "growing"};
    out.start = {"closing", 1};
    out.roles = {"mentor", "mentee"};
    out.to = "both";
    out.reason = {{"en", "Time to look back."}};
    return out;
}

stage_rule move_of(const std::string& from, const std::string& to, span after) {
    stage_rule out;
    out.to = to;
    out.when.stages = {from};
    out.when.length = after;
    return out;
}

programme_person person_of(const std::string& id) {
    programme_person out;
    out.id = {id};
    out.first_name = out.full_name = id;
    out.zone = "Europe/Madrid";
    out.addresses = {{"slack", {"T0ACME0001"}, "U0" + id}};
    return out;
}

programme six_months() {
    programme out;
    out.id = {"six"};
    out.title = "Six months";
    out.contact = {"maria"};
    out.slack_workspace = "T0ACME0001";
    out.stages = {move_of("invited", "groundwork", days(10)), move_of("growing", "closing", days(100))};
    out.nudges = {rule_of("closing_time", trigger::moment::before_end, days(42)),
                  rule_of("quiet", trigger::moment::silent_for, days(90))};
    out.people = {person_of("maria"), person_of("ann"), person_of("bo")};
    out.pairs = {{{"ann_and_bo"}, {"ann"}, {"bo"}, {}, {}}};
    return out;
}

/// What comes of one change of the programme above, as "about: words".
std::vector<std::string> lines_of(const std::function<void(programme&)>& change) {
    auto after = six_months();
    change(after);
    std::vector<std::string> out;
    for (const auto& one : changes_between(six_months(), after)) out.push_back(one.about + ": " + one.words);
    return out;
}

TEST(ProgrammeChanges, NothingIsSaidOfWhatIsTheSame) {
    EXPECT_THAT(changes_between(six_months(), six_months()), IsEmpty());
}

TEST(ProgrammeChanges, ANudgeSaysWhichPartOfItIsAnother) {
    EXPECT_THAT(
        lines_of([](programme& of) { of.nudges[0].when.length = days(56); }),
        ElementsAre("nudge closing_time: comes 8 weeks before the agreed end, in goals or growing (was: 6 weeks "
                    "before the agreed end, in goals or growing)"));
    EXPECT_THAT(lines_of([](programme& of) { of.nudges[0].start.version = 2; }),
                ElementsAre("nudge closing_time: begins closing in version 2 (was: begins closing in version 1)"));
    EXPECT_THAT(lines_of([](programme& of) { of.nudges[0].good_for = days(14); }),
                ElementsAre("nudge closing_time: good for 2 weeks (was: as long as the conversation is open)"));
    EXPECT_THAT(lines_of([](programme& of) {
                    of.nudges[1].weight = priority::high;
                    of.nudges[1].hold_out = 10;
                }),
                ElementsAre("nudge quiet: priority high (was: normal)",
                            "nudge quiet: left out for 10% of the pairs (was: 0% of the pairs)"));
}

TEST(ProgrammeChanges, ANudgeThatComesOrGoesIsSaidInFull) {
    EXPECT_THAT(lines_of([](programme& of) { of.nudges[1].id = "silence"; }),
                ElementsAre("nudge quiet: is gone; a talk it has begun goes on",
                            "nudge silence: is new: comes after 90 days without a meeting, in goals or growing; begins "
                            "closing in version 1; for both, priority normal; good for as long as the conversation is "
                            "open; why: en \"Time to look back.\""));
}

TEST(ProgrammeChanges, WhatCountsForEverybodyIsSaidInPlainWords) {
    EXPECT_THAT(
        lines_of([](programme& of) {
            of.gate.per_week = 3;
            of.gate.quiet_from_minute = 20 * 60;
            of.gate.working_days = {1, 2, 5};
            of.gate.spread = 0min;
        }),
        ElementsAre("messages: per week, at most 3 (was: 2)", "messages: quiet hours 20:00-09:00 (was: 18:00-09:00)",
                    "messages: working days mon, tue, fri (was: those of each person's region)",
                    "messages: spread over no time (was: 90 minutes)"));
}

TEST(ProgrammeChanges, PeopleAndPairsSayWhatHappensToThem) {
    EXPECT_THAT(lines_of([](programme& of) {
                    of.people.pop_back();
                    of.pairs.pop_back();
                }),
                ElementsAre("person bo: is not named any more; stays known, with all their pairs",
                            "pair ann_and_bo: is not named any more; goes on by the rules of the programme, until its "
                            "end. To say nothing more to it: waymark hold pair ann_and_bo"));
    EXPECT_THAT(
        lines_of([](programme& of) {
            of.people[2].zone = "Europe/Paris";
            of.pairs[0].ends = std::chrono::year(2026) / 7 / 15;
            of.pairs[0].starts = std::chrono::year(2026) / 1 / 15;
        }),
        ElementsAre("person bo: zone \"Europe/Paris\" (was: \"Europe/Madrid\"); counts only where none is known "
                    "yet",
                    "pair ann_and_bo: starts 2026-01-15 (was: no day); without effect: it has begun to count",
                    "pair ann_and_bo: ends 2026-07-15 (was: no day)"));
}

/// Every part of a programme, changed once: none of them may go unnoticed.
const std::vector<std::function<void(programme&)>> every_change{
    [](programme& of) { of.version = 2; },
    [](programme& of) { of.title = "Seven"; },
    [](programme& of) { of.language = "es"; },
    [](programme& of) { of.zone = "Europe/Rome"; },
    [](programme& of) { of.contact = {"ann"}; },
    [](programme& of) { of.slack_workspace = "T0OTHER"; },
    [](programme& of) { of.teams_tenant = "9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f"; },
    [](programme& of) { of.rhythm = days(14); },
    [](programme& of) { of.topics = {"writing"}; },
    [](programme& of) { of.gate.quiet_to_minute = 10 * 60; },
    [](programme& of) { of.gate.per_day = 2; },
    [](programme& of) { of.gate.apart = 1h; },
    [](programme& of) { of.stages[0].to = "goals"; },
    [](programme& of) { of.stages[0].when.length = days(11); },
    [](programme& of) { of.stages[0].when.stages = {"goals"}; },
    [](programme& of) { std::swap(of.stages[0], of.stages[1]); },
    [](programme& of) { of.stages.pop_back(); },
    [](programme& of) { std::swap(of.nudges[0], of.nudges[1]); },
    [](programme& of) { of.nudges[0].when.is = trigger::moment::pushed; },
    [](programme& of) { of.nudges[0].when.stages.pop_back(); },
    [](programme& of) { of.nudges[1].when.rhythms = 1.5; },
    [](programme& of) { of.nudges[1].when.with = {"goal"}; },
    [](programme& of) { of.nudges[1].when.without = {{"meeting", {}}}; },
    [](programme& of) { of.nudges[1].to = "mentor"; },
    [](programme& of) { of.nudges[1].start.name = "checkpoint"; },
    [](programme& of) { of.nudges[1].reason["en"] = "Another."; },
    [](programme& of) { of.nudges[1].reason["es"] = "Otra."; },
    [](programme& of) {
        of.nudges[1].start = {};
        of.nudges[1].tell_contact["en"] = "Look at {pair}.";
    },
    [](programme& of) { of.people[1].first_name = "Anna"; },
    [](programme& of) { of.people[1].full_name = "Anna B"; },
    [](programme& of) { of.people[1].language = "es"; },
    [](programme& of) { of.people[1].addresses[0].user = "U0NEW"; },
    [](programme& of) { of.people[1].addresses[0].tenant = {"T0OTHER"}; },
    [](programme& of) { of.people[1].profile.wants = {"writing"}; },
    [](programme& of) { of.people[1].profile.capacity = 2; },
    [](programme& of) { of.people[1].profile.hours = day_hours{9 * 60, 17 * 60}; },
    [](programme& of) { of.people.push_back(person_of("cy")); },
    [](programme& of) { of.pairs[0].mentor = {"maria"}; },
    [](programme& of) { of.pairs[0].id = {"bo_and_ann"}; },
};

TEST(ProgrammeChanges, NoPartOfAProgrammeChangesUnnoticed) {
    for (std::size_t i = 0; i < every_change.size(); ++i) {
        auto after = six_months();
        every_change[i](after);
        ASSERT_NE(after, six_months()) << "change " << i << " changes nothing";
        EXPECT_THAT(lines_of(every_change[i]), Not(IsEmpty())) << "change " << i;
    }
}

/// Moments are told apart by their words, whatever they are made of.
TEST(ProgrammeChanges, NoTwoMomentsReadTheSame) {
    std::vector<trigger> all(11);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].is = static_cast<trigger::moment>(i);
        all[i].stages = {"growing"};
        all[i].length = days(7);
    }
    all[1].anchor = "start";
    all[5].count = all[6].count = 3;
    all[7].day = std::chrono::year(2026) / 3 / 2;
    all[9].question = "pulse.score";
    all[9].values = {"1", "2"};
    std::set<std::string> words;
    for (const auto& when : all) {
        programme before = six_months(), after = six_months();
        before.nudges[0].when = {};
        after.nudges[0].when = when;
        for (const auto& one : changes_between(before, after)) words.insert(one.words);
    }
    EXPECT_THAT(words, SizeIs(11));
    EXPECT_TRUE(std::ranges::any_of(words, [](const std::string& one) {
        return one.starts_with("comes when pulse.score is answered with 1 or 2, in growing");
    }));
}

}  // namespace
}  // namespace waymark
