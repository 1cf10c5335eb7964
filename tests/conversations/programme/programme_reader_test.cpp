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
    auto one = read_programme("programme.yaml", source, shipped_flows(), problems);
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
    EXPECT_EQ(look.when, nudge_rule::trigger::in_stage);
    EXPECT_THAT(look.stages, testing::ElementsAre("growing"));
    EXPECT_EQ(look.length, 30 * 24h);
    EXPECT_EQ(look.start.name, "checkpoint");
    EXPECT_GE(look.start.version, 1);
    EXPECT_THAT(look.roles, ElementsAre("mentor", "mentee"));
    EXPECT_EQ(look.to, "both");
    EXPECT_EQ(look.weight, priority::low);
    EXPECT_EQ(look.good_for, 5 * 24h);
    EXPECT_EQ(look.reason, (translated{{"en", "A month has passed since you found your goal."}}));
    const auto& closing = one.nudges[1];
    EXPECT_EQ(closing.when, nudge_rule::trigger::before_end);
    EXPECT_EQ(closing.length, 6 * 7 * 24h);
    EXPECT_EQ(closing.weight, priority::high);
    EXPECT_EQ(closing.good_for, span::zero());
    const auto& quiet = one.nudges[2];
    EXPECT_EQ(quiet.when, nudge_rule::trigger::silent_for);
    EXPECT_EQ(quiet.rhythms, 1.5);
    EXPECT_THAT(quiet.stages, testing::ElementsAre("growing"));
    EXPECT_EQ(quiet.to, "waiting_person");
    EXPECT_EQ(quiet.weight, priority::normal);
    EXPECT_THAT(quiet.roles, ElementsAre("waiting", "quiet"));
    EXPECT_EQ(quiet.without, "");
    EXPECT_EQ(in_language(quiet.reason, "es-MX", one.language), "Lleva tiempo en silencio.");
    EXPECT_EQ(in_language(quiet.reason, "pt", one.language), "It has been quiet for longer than you two agreed.");
}

TEST(ProgrammeReader, ReadsTheOtherMomentsAndWhatIsMissing) {
    const auto with = [](const std::string& when) {
        auto source = std::string(whole);
        const std::string old = "when: { before_end: 6 weeks }";
        source.replace(source.find(old), old.size(), "good_for: 1 week\n    when: " + when);
        return read(source).nudges.at(1);
    };
    using trigger = nudge_rule::trigger;
    auto rule = with("{ after_start: 6 weeks, in_stage: groundwork, without: goal }");
    EXPECT_EQ(rule.when, trigger::after_start);
    EXPECT_EQ(rule.length, 6 * 7 * 24h);
    EXPECT_THAT(rule.stages, testing::ElementsAre("groundwork"));
    EXPECT_EQ(rule.without, "goal");
    rule = with("{ before_end: 6 weeks, in_stage: [groundwork, growing] }");
    EXPECT_EQ(rule.when, trigger::before_end);
    EXPECT_THAT(rule.stages, testing::ElementsAre("groundwork", "growing"));
    rule = with("{ every_meetings: 3 }");
    EXPECT_EQ(rule.when, trigger::every_meetings);
    EXPECT_EQ(rule.meetings, 3);
    rule = with("{ on: 2026-09-01 }");
    EXPECT_EQ(rule.when, trigger::on);
    EXPECT_EQ(rule.day, std::chrono::year(2026) / 9 / 1);
    rule = with("{ in_stage: groundwork, for: 2 weeks, without: meeting }");
    EXPECT_EQ(rule.when, trigger::in_stage);
    EXPECT_EQ(rule.length, 2 * 7 * 24h);
    EXPECT_EQ(rule.without, "meeting");
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
    (void)read_programme("programme.yaml", source, shipped_flows(), problems);  // only the problems count
    std::vector<std::string> codes;
    for (const auto& one : problems) codes.push_back(one.code);
    EXPECT_THAT(codes, ElementsAre("P024", "P022", "P021"));
}

TEST(ProgrammeReader, AnUnreadablePersonMakesNobodyElseUnknown) {
    auto source = whole;
    source.replace(source.find("id: bo,"), 7, "id: Bo,");
    std::vector<diagnostic> problems;
    (void)read_programme("programme.yaml", source, shipped_flows(), problems);  // only the problems count
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

}  // namespace
}  // namespace waymark
