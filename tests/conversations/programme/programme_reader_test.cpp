#include "conversations/programme/programme_reader.hpp"

#include <gmock/gmock.h>

#include "tests/conversations/programme/shipped_flows.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

std::string shown(const std::vector<diagnostic>& problems, const std::string& source) {
    std::string out;
    for (const auto& one : problems) out += show(one, source);
    return out;
}

programme read(const std::string& source) {
    std::vector<diagnostic> problems;
    auto one = read_programme("programme.yaml", source, shipped_flows(), shipped_texts(), problems);
    EXPECT_EQ(shown(problems, source), "");
    return one.value_or(programme{});
}

const std::string whole = R"(
programme: small
version: 3
title: A small programme
language: en
zone: Europe/Madrid
contact: mo
slack_workspace: T012AB3CD
rhythm: 3 weeks
person:
  budget: { week: 3, day: 2, apart: 6h }
  quiet: "20:30-08:15"
  working_days: [sun, mon, tue, wed, thu]
  spread: 30min
nudges:
  - id: a_look
    when: { in_stage: growing, for: 30d }
    start: checkpoint
    to: both
    priority: low
    good_for: 5d
    reason: A month has passed since you found your goal.
  - id: closing_time
    when: { before_end: 6 weeks }
    start: closing
    to: both
    priority: high
    reason: Your time together ends in about six weeks.
  - id: quiet_pair
    when: { silent_for: 1.5 rhythms, in_stage: growing }
    start: drift_question
    to: waiting_person
    reason: { en: It has been quiet for longer than you two agreed., es: Lleva tiempo en silencio. }
people:
  - { id: mo, first_name: Mo, full_name: Mo Farias, slack: U012AB3CD }
  - { id: ann, first_name: Ann, zone: America/New_York, language: es, slack: W99, playground: ann }
  - { id: bo, first_name: Bo, playground: bo }
pairs:
  - { id: ann_and_bo, mentor: ann, mentee: bo, starts: 2026-01-12, ends: 2026-07-10 }
  - { id: bo_and_ann, mentor: bo, mentee: ann }
)";

TEST(ProgrammeReader, ReadsTheHeadAndWhenPeopleMayBeWrittenTo) {
    const auto one = read(whole);
    EXPECT_EQ(one.id.text, "small");
    EXPECT_EQ(one.version, 3);
    EXPECT_EQ(one.title, "A small programme");
    EXPECT_EQ(one.language, "en");
    EXPECT_EQ(one.zone, "Europe/Madrid");
    EXPECT_EQ(one.contact.text, "mo");
    EXPECT_EQ(one.contact_name, "Mo Farias");
    EXPECT_EQ(one.rhythm, 21 * 24h);
    const gate_settings expected{20 * 60 + 30, 8 * 60 + 15, {1, 2, 3, 4, 7}, 3, 2, 6h, 30min};
    EXPECT_EQ(one.gate, expected);
}

TEST(ProgrammeReader, ReadsTheThreeKindsOfNudges) {
    const auto one = read(whole);
    ASSERT_EQ(one.nudges.size(), 3U);
    const auto& look = one.nudges[0];
    EXPECT_EQ(look.id, "a_look");
    EXPECT_EQ(look.when.is, trigger::moment::in_stage);
    EXPECT_THAT(look.when.stages, testing::ElementsAre("growing"));
    EXPECT_EQ(look.when.length, 30 * 24h);
    EXPECT_EQ(look.start.name, "checkpoint");
    EXPECT_GE(look.start.version, 1);
    EXPECT_THAT(look.roles, ElementsAre("mentor", "mentee"));
    EXPECT_EQ(look.to, "both");
    EXPECT_EQ(look.weight, priority::low);
    EXPECT_EQ(look.good_for, 5 * 24h);
    EXPECT_EQ(look.reason, (translated{{"en", "A month has passed since you found your goal."}}));
    const auto& closing = one.nudges[1];
    EXPECT_EQ(closing.when.is, trigger::moment::before_end);
    EXPECT_EQ(closing.when.length, 6 * 7 * 24h);
    EXPECT_EQ(closing.weight, priority::high);
    EXPECT_EQ(closing.good_for, span::zero());
    const auto& quiet = one.nudges[2];
    EXPECT_EQ(quiet.when.is, trigger::moment::silent_for);
    EXPECT_EQ(quiet.when.rhythms, 1.5);
    EXPECT_THAT(quiet.when.stages, testing::ElementsAre("growing"));
    EXPECT_EQ(quiet.to, "waiting_person");
    EXPECT_EQ(quiet.weight, priority::normal);
    EXPECT_THAT(quiet.roles, ElementsAre("waiting", "quiet"));
    EXPECT_THAT(quiet.when.without, IsEmpty());
    EXPECT_EQ(in_language(quiet.reason, "es-MX", one.language), "Lleva tiempo en silencio.");
    EXPECT_EQ(in_language(quiet.reason, "pt", one.language), "It has been quiet for longer than you two agreed.");
}

/// What is read of this moment.
trigger moment_of(const std::string& when) {
    auto source = std::string(whole);
    const std::string old = "when: { before_end: 6 weeks }";
    source.replace(source.find(old), old.size(), "good_for: 1 week\n    when: " + when);
    return read(source).nudges.at(1).when;
}

TEST(ProgrammeReader, ReadsTheOtherMoments) {
    using moment = trigger::moment;
    auto when = moment_of("{ since: start, for: 6 weeks }");
    EXPECT_EQ(when.is, moment::since);
    EXPECT_EQ(when.anchor, "start");
    EXPECT_EQ(when.length, 6 * 7 * 24h);
    EXPECT_EQ(moment_of("{ since: goal }").anchor, "goal");
    EXPECT_EQ(moment_of("{ since: goal }").length, span::zero());
    when = moment_of("{ every_meetings: 3 }");
    EXPECT_EQ(when.is, moment::every_meetings);
    EXPECT_EQ(when.count, 3);
    EXPECT_EQ(moment_of("{ meetings: 2 }").is, moment::meetings);
    when = moment_of("{ on: 2026-09-01 }");
    EXPECT_EQ(when.is, moment::on);
    EXPECT_EQ(when.day, std::chrono::year(2026) / 9 / 1);
    when = moment_of("{ silent_for: 90d, in_stage: growing }");
    EXPECT_EQ(when.is, moment::silent_for);
    EXPECT_EQ(when.rhythms, 0);
    EXPECT_EQ(when.length, 90 * 24h);
    EXPECT_EQ(moment_of("{ pushed: true }").is, moment::pushed);
}

TEST(ProgrammeReader, ReadsWhatMustBeSoAndWhatMustNot) {
    auto when = moment_of("{ since: start, for: 6 weeks, in_stage: groundwork, without: goal, with: meeting }");
    EXPECT_THAT(when.stages, ElementsAre("groundwork"));
    EXPECT_THAT(when.without, ElementsAre(absence{"goal"}));
    EXPECT_THAT(when.with, ElementsAre("meeting"));
    when = moment_of("{ before_end: 6 weeks, in_stage: [groundwork, growing], without: [goal, closing.victories] }");
    EXPECT_THAT(when.stages, ElementsAre("groundwork", "growing"));
    EXPECT_THAT(when.without, ElementsAre(absence{"goal"}, absence{"closing.victories"}));
    when = moment_of("{ every_meetings: 3, without: { meeting: 6 weeks, closing.victories: 10d } }");
    EXPECT_THAT(when.without, ElementsAre(absence{"meeting", 42 * 24h}, absence{"closing.victories", 10 * 24h}));
}

TEST(ProgrammeReader, ReadsTheMomentOfAnAnswer) {
    const auto rules = [](const std::string& nudge) {
        auto source = std::string(whole);
        source.replace(source.find("nudges:\n"), 8, "nudges:\n" + nudge);
        return read(source).nudges.front();
    };
    const auto rule = rules(
        "  - { id: low, when: { answer: pulse.learning, one_of: [1, 2] }, start: stocktake, to: author, reason: R. "
        "}\n");
    EXPECT_EQ(rule.when.is, trigger::moment::answer);
    EXPECT_EQ(rule.when.question, "pulse.learning");
    EXPECT_THAT(rule.when.values, ElementsAre("1", "2"));
    EXPECT_EQ(rule.to, "author");
}

TEST(ProgrammeReader, ReadsALineForTheContactAndAShareThatIsHeldOut) {
    auto source = std::string(whole);
    source.replace(source.find("nudges:\n"), 8, R"(nudges:
  - id: no_goal
    when: { since: start, for: 8 weeks, without: goal }
    good_for: 2 weeks
    hold_out: 20%
    tell_contact: { en: "{pair} have no goal yet.", es: "{pair} todavía no tienen una meta." }
)");
    const auto rule = read(source).nudges.front();
    EXPECT_TRUE(rule.start.name.empty());
    EXPECT_EQ(rule.to, "");
    EXPECT_EQ(rule.hold_out, 20);
    EXPECT_EQ(rule.tell_contact.at("en"), "{pair} have no goal yet.");
    EXPECT_EQ(rule.tell_contact.size(), 2U);
}

TEST(ProgrammeReader, ReadsStagesAndLengthsWithNames) {
    auto source = std::string(whole);
    source.replace(source.find("nudges:\n"), 8, R"(thresholds: { start: 2 rhythms, look_back: 5 weeks }
stages:
  - { from: groundwork, to: goals, when: { meetings: 2 } }
  - { from: goals, to: growing, when: { since: goal, for: look_back } }
nudges:
  - { id: goals_now, when: { in_stage: goals }, start: smart_goal, to: both, reason: R. }
  - { id: growing_now, when: { in_stage: [growing, closing] }, start: checkpoint, to: both, reason: R. }
  - { id: quiet, when: { silent_for: start, in_stage: goals }, start: checkpoint, to: both, good_for: look_back, reason: R. }
)");
    const auto one = read(source);
    ASSERT_EQ(one.stages.size(), 2U);
    EXPECT_EQ(one.stages[0].to, "goals");
    EXPECT_THAT(one.stages[0].when.stages, ElementsAre("groundwork"));
    EXPECT_EQ(one.stages[0].when.is, trigger::moment::meetings);
    EXPECT_EQ(one.stages[0].when.count, 2);
    EXPECT_EQ(one.stages[1].when.length, 5 * 7 * 24h);
    EXPECT_EQ(one.nudges[2].when.rhythms, 2);
    EXPECT_EQ(one.nudges[2].good_for, 5 * 7 * 24h);
}

TEST(ProgrammeReader, ReadsPeopleWithTheirAccounts) {
    const auto one = read(whole);
    ASSERT_EQ(one.people.size(), 3U);
    const auto& mo = one.people[0];
    EXPECT_EQ(mo.full_name, "Mo Farias");
    EXPECT_EQ(mo.zone, "") << "the programme's";
    EXPECT_THAT(mo.addresses, ElementsAre(address{"slack", {"T012AB3CD"}, "U012AB3CD"}));
    const auto& ann = one.people[1];
    EXPECT_EQ(ann.first_name, "Ann");
    EXPECT_EQ(ann.full_name, "Ann");
    EXPECT_EQ(ann.zone, "America/New_York");
    EXPECT_EQ(ann.language, "es");
    EXPECT_THAT(ann.addresses,
                ElementsAre(address{"slack", {"T012AB3CD"}, "W99"}, address{"playground", {"playground"}, "ann"}));
}

TEST(ProgrammeReader, ReadsPairs) {
    const auto one = read(whole);
    ASSERT_EQ(one.pairs.size(), 2U);
    EXPECT_EQ(one.pairs[0].id.text, "ann_and_bo");
    EXPECT_EQ(one.pairs[0].mentor.text, "ann");
    EXPECT_EQ(one.pairs[0].mentee.text, "bo");
    EXPECT_EQ(one.pairs[0].starts, parse_date("2026-01-12"));
    EXPECT_EQ(one.pairs[0].ends, parse_date("2026-07-10"));
    EXPECT_EQ(one.pairs[1].mentor.text, "bo") << "one may learn from the other, and the other way round";
    EXPECT_FALSE(one.pairs[1].ends.has_value());
}

TEST(ProgrammeReader, WhatIsLeftOutIsTheUsual) {
    const auto one = read(R"(
programme: small
version: 1
title: A small programme
language: en
zone: UTC
contact: mo
people: [ { id: mo, first_name: Mo, playground: mo } ]
)");
    EXPECT_EQ(one.gate, gate_settings{});
    EXPECT_EQ(one.rhythm, 28 * 24h);
    EXPECT_THAT(one.pairs, IsEmpty());
    EXPECT_THAT(one.nudges, IsEmpty());
}

TEST(ProgrammeReader, ReadsThatNothingIsHeldBack) {
    const auto one = read(R"(
programme: rehearsal
version: 1
title: A rehearsal
language: en
zone: UTC
contact: mo
person: { budget: { week: 7, day: 7, apart: 0min }, quiet: "00:00-00:00", spread: 0min }
people: [ { id: mo, first_name: Mo, playground: mo } ]
)");
    EXPECT_EQ(one.gate.apart, span::zero());
    EXPECT_EQ(one.gate.spread, span::zero());
    EXPECT_EQ(one.gate.quiet_from_minute, one.gate.quiet_to_minute);
}

// Three errors at three ends of the file come in its order, in one pass.
TEST(ProgrammeReader, ReportsEverythingInTheOrderOfTheFile) {
    auto source = whole;
    source.replace(source.find("Europe/Madrid"), 13, "Europe/Madird");
    source.replace(source.find("start: closing"), 14, "start: clozing");
    source.replace(source.find("mentor: bo"), 10, "mentor: be");
    std::vector<diagnostic> problems;
    (void)read_programme("programme.yaml", source, shipped_flows(), shipped_texts(),
                         problems);  // only the problems count
    std::vector<std::string> codes;
    for (const auto& one : problems) codes.push_back(one.code);
    EXPECT_THAT(codes, ElementsAre("P024", "P022", "P021"));
}

TEST(ProgrammeReader, AnUnreadablePersonMakesNobodyElseUnknown) {
    auto source = whole;
    source.replace(source.find("id: bo,"), 7, "id: Bo,");
    std::vector<diagnostic> problems;
    (void)read_programme("programme.yaml", source, shipped_flows(), shipped_texts(),
                         problems);  // only the problems count
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().code, "P014");
}

TEST(ProgrammeReader, ReadsThousandsOfPeople) {
    std::string people = "people:\n  - { id: mo, first_name: Mo, slack: U0MO }\n";
    std::string pairs = "pairs:\n";
    for (int nth = 0; nth < 5000; ++nth) {
        const auto n = std::to_string(nth);
        for (const std::string who : {"mentor", "mentee"})
            people += "  - { id: " + who + n + ", first_name: A, full_name: A B, zone: Europe/Madrid, slack: U" +
                      (who == "mentor" ? "R" : "E") + n + " }\n";
        pairs += "  - { id: pair" + n + ", mentor: mentor" + n + ", mentee: mentee" + n + ", ends: 2026-07-10 }\n";
    }
    const auto one = read(
        "programme: large\nversion: 1\ntitle: Large\nlanguage: en\nzone: UTC\ncontact: mo\nslack_workspace: T012\n" +
        people + pairs);
    EXPECT_EQ(one.people.size(), 10'001U);
    EXPECT_EQ(one.pairs.size(), 5'000U);
}

TEST(ProgrammeReader, TwoProgrammesCannotShareNamesOfPairsOrAccounts) {
    const auto one = read(whole);
    auto other = one;
    std::vector<diagnostic> problems;
    check_beside("second.yaml", other, one, problems);
    ASSERT_EQ(problems.size(), 3U) << "its name and two pairs; the same person with the same account is fine";
    other.id.text = "other";
    other.pairs.clear();
    other.people[1].id.text = "anna";
    problems.clear();
    check_beside("second.yaml", other, one, problems);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(show(problems[0], ""),
              "second.yaml:1:1: error P051: \"anna\" has the account of \"ann\" in the programme \"small\"\n"
              "  one person has one id in all programmes\n");
}

TEST(ProgrammeReader, PeopleOfDifferentWorkspacesCannotShareAnId) {
    const auto one = read(whole);
    auto other = one;
    other.id.text = "other";
    other.pairs.clear();
    std::vector<diagnostic> problems;
    check_beside("second.yaml", other, one, problems);
    EXPECT_TRUE(problems.empty());
    for (auto& person : other.people)
        for (auto& account : person.addresses) account.tenant.text = "T0FARAWAY1";
    check_beside("second.yaml", other, one, problems);
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(show(problems[0], ""), "second.yaml:1:1: error P051: \"" + one.people[0].id.text +
                                         "\" has an account in another workspace in the programme \"small\"\n"
                                         "  people of different workspaces need different ids\n");
}

}  // namespace
}  // namespace waymark
