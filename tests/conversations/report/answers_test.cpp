// Answers that the programme may count, and pairs with and without a rule: counted under the rules of everything else.
#include <gmock/gmock.h>

#include "conversations/person/zone.hpp"
#include "conversations/programme/hold_out.hpp"
#include "conversations/report/report.hpp"

namespace waymark::reporting {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

instant on(const char* day) {
    return from_local(*parse_date(day), 12 * 60, "UTC");
}

/// Pairs since January, of two people each, and a question of each kind.
struct Answers : ::testing::Test {
    programme of;
    report_facts facts;

    Answers() {
        of.id = {"six"};
        facts.of = &of;
        facts.questions = {
            {"look/going", "How is it going?", "A look", true, false, {{"well", "Well"}, {"slow", "Slowly"}}, {}},
            {"look/helps", "What helps?", "A look", true, true, {{"time", "Time"}, {"words", "Words"}}, {}},
            {"look/more", "Anything else?", "A look", false, false, {}, {}}};
        for (int i = 0; i < 12; ++i) add_pair("mentor" + std::to_string(i), "mentee" + std::to_string(i));
    }
    void add_pair(const std::string& mentor, const std::string& mentee) {
        pair_state pair;
        pair.id = {"pair" + std::to_string(facts.pairs.size())};
        pair.mentor = {mentor};
        pair.mentee = {mentee};
        pair.stage = "growing";
        pair.started = on("2026-01-05");
        pair.stage_since = on("2026-01-06");
        facts.pairs.push_back(pair);
    }
    counted_answer& answers(std::size_t pair, const std::string& question, std::set<std::string> picked,
                            const char* day = "2026-02-10") {
        counted_answer one{question, facts.pairs.at(pair).id, facts.pairs.at(pair).mentee,
                           "talk.1", std::move(picked),       false,
                           on(day)};
        return facts.answers.emplace_back(std::move(one));
    }
    shown_table shown(const std::string& question, const char* now = "2026-03-02", grouping by = grouping::none) {
        const timelines all(facts);
        const auto months = whole_months(facts, on(now));
        report_wishes how;
        how.by = by;
        how.first = how.last = months.size() - 1;
        const auto report = make_report(all, months, how);
        return *std::ranges::find(report.answers, "answers/" + question, &shown_table::figure);
    }
    static std::vector<std::optional<std::int64_t>> counts(const shown_table& table) {
        std::vector<std::optional<std::int64_t>> out;
        for (const auto& one : table.rows.front().parts) out.push_back(one.count);
        return out;
    }
};

TEST_F(Answers, AreCountedByOptionAndNamedByTheirQuestion) {
    for (std::size_t i = 0; i < 7; ++i) answers(i, "look/going", {"well"});
    for (std::size_t i = 7; i < 12; ++i) answers(i, "look/going", {"slow"});
    const auto table = shown("look/going");
    EXPECT_EQ(table.title, "How is it going?");
    EXPECT_EQ(table.conversation, "A look");
    EXPECT_EQ(table.rows.front().total, 12);
    EXPECT_EQ(table.rows.front().parts[0].name, "Well");
    EXPECT_THAT(counts(table), ElementsAre(7, 5));
}

TEST_F(Answers, OfAFewAreHiddenWithTheNextSmallestAndLookLikeNone) {
    for (std::size_t i = 0; i < 8; ++i) answers(i, "look/going", {"well"});
    for (std::size_t i = 8; i < 12; ++i) answers(i, "look/going", {"slow"});
    EXPECT_THAT(counts(shown("look/going")), ElementsAre(std::nullopt, std::nullopt)) << "four people";
    facts.answers.clear();
    for (std::size_t i = 0; i < 12; ++i) answers(i, "look/going", {"well"});
    EXPECT_THAT(counts(shown("look/going")), ElementsAre(std::nullopt, std::nullopt));
    facts.answers.clear();
    EXPECT_THAT(counts(shown("look/going")), ElementsAre(std::nullopt, std::nullopt));
    EXPECT_EQ(shown("look/going").rows.front().total, std::nullopt);
}

TEST_F(Answers, OfAPersonTheLastOneCountsAtTheEndOfTheMonth) {
    for (std::size_t i = 0; i < 12; ++i) answers(i, "look/going", {"well"}, "2026-01-20");
    for (std::size_t i = 0; i < 6; ++i) answers(i, "look/going", {"slow"}, "2026-02-20");
    EXPECT_THAT(counts(shown("look/going")), ElementsAre(6, 6));
    EXPECT_EQ(shown("look/going", "2026-02-02").rows.front().total, 12) << "as it was in January";
}

TEST_F(Answers, WithSeveralChoicesEachChoiceIsAQuestionOfItsOwn) {
    for (std::size_t i = 0; i < 6; ++i) answers(i, "look/helps", {"time"});
    for (std::size_t i = 6; i < 12; ++i) answers(i, "look/helps", {"time", "words"});
    const auto table = shown("look/helps");
    EXPECT_EQ(table.rows.front().total, 12);
    EXPECT_THAT(counts(table), ElementsAre(std::nullopt, 6)) << "all picked the first: whoever did not would be few";
    EXPECT_EQ(table.rows.front().parts[1].percent, 50);
}

TEST_F(Answers, OfFreeTextOnlyHowManyIsSaid) {
    for (std::size_t i = 0; i < 5; ++i) answers(i, "look/more", {});
    const auto table = shown("look/more");
    ASSERT_THAT(table.rows.front().parts, SizeIs(1));
    EXPECT_EQ(table.rows.front().parts[0].name, "answered");
    EXPECT_EQ(table.rows.front().total, 5);
}

TEST_F(Answers, OfOnePersonInManyPairsAreOfOnePerson) {
    facts.pairs.clear();
    for (int i = 0; i < 6; ++i) add_pair("ann", "mentee" + std::to_string(i));
    for (std::size_t i = 0; i < 6; ++i) answers(i, "look/going", {"well"}).by = {"ann"};
    EXPECT_EQ(shown("look/going").rows.front().total, std::nullopt);
    for (auto& one : facts.answers) one.by = {};
    EXPECT_EQ(shown("look/going").rows.front().total, std::nullopt) << "when nobody knows whose they are, neither";
}

TEST_F(Answers, WhoseAuthorsAreForgottenCountOn) {
    for (std::size_t i = 0; i < 6; ++i) answers(i, "look/going", {"well"}).by = {};
    for (std::size_t i = 6; i < 12; ++i) answers(i, "look/going", {"slow"}).by = {};
    answers(0, "look/going", {"slow"}, "2026-01-20").talk = "an earlier talk";
    facts.answers.back().by = {};
    EXPECT_THAT(counts(shown("look/going")), ElementsAre(6, 6));
}

TEST_F(Answers, OfASmallZoneAreNotNamed) {
    for (std::size_t i = 0; i < 12; ++i) answers(i, "look/going", {i < 6 ? "well" : "slow"});
    person_state one;
    one.id = facts.pairs[0].mentor;
    one.zone = "Asia/Tokyo";
    facts.people = {one};
    for (const auto& row : shown("look/going", "2026-03-02", grouping::zone).rows)
        EXPECT_NE(row.group, "different zones");
}

flow two_questions() {
    flow out;
    out.ref = {"ending", 1};
    out.title.text = "How to go on";
    const auto add = [&](const std::string& id, const std::string& text, audience seen_by) {
        flow_step step;
        step.id = id;
        step.ask.emplace();
        step.ask->text.text = text;
        step.ask->seen_by = seen_by;
        step.ask->answer.kind = answer_kind::choice;
        step.ask->answer.options = {{"a", {"k", "With {partner.first_name}", {}}}};
        out.steps.push_back(std::move(step));
    };
    add("reason", "Why?", audience::programme);
    add("wish", "What would you and {partner.first_name} like?", audience::programme);
    add("secret", "What else?", audience::me);
    flow_step ended;
    ended.id = "ended";
    ended.does.emplace_back(action::end_pair{{"reason", {}}});
    out.steps.push_back(std::move(ended));
    return out;
}

TEST(CountedQuestions, AreThoseForTheProgrammeWithoutNamesAndNoReasonForAnEnding) {
    flow_library flows;
    flows.add(two_questions());
    const auto all = counted_questions(flows);
    ASSERT_THAT(all, SizeIs(1)) << "reasons are counted with the endings";
    EXPECT_EQ(all[0].id, "ending/wish");
    EXPECT_EQ(all[0].title, "What would you and … like?");
    EXPECT_EQ(all[0].conversation, "How to go on");
    EXPECT_EQ(all[0].options.at(0).label, "With …");
    EXPECT_EQ(place_names(flows).at("ending/wish"), "How to go on: What would you and … like?");
}

struct Shares : Answers {
    Shares() {
        nudge_rule rule;
        rule.id = "a_look";
        rule.hold_out = 50;
        of.nudges = {rule};
        for (int i = 12; i < 40; ++i) add_pair("mentor" + std::to_string(i), "mentee" + std::to_string(i));
    }
    [[nodiscard]] shown_report report(const char* now = "2026-02-02") const {
        const timelines all(facts);
        const auto months = whole_months(facts, on(now));
        report_wishes how;
        how.first = how.last = months.size() - 1;
        return make_report(all, months, how);
    }
    [[nodiscard]] bool gets_it(const pair_state& pair) const { return !is_held_out(of.nudges[0], pair.id); }
    /// So many of those who do, or do not, find a goal on this day.
    void find_goals(bool who_get_it, int how_many, const char* day) {
        for (auto& pair : facts.pairs) {
            if (gets_it(pair) != who_get_it || !pair.kept.empty() || how_many-- <= 0) continue;
            kept_text goal;
            goal.kind = "goal";
            goal.at = on(day);
            pair.kept.push_back(goal);
        }
    }
    static const shown_row* row(const shown_report& in, const std::string& figure, const std::string& group) {
        const auto& rows = std::ranges::find(in.compared, figure, &shown_table::figure)->rows;
        const auto found = std::ranges::find(rows, group, &shown_row::group);
        return found == rows.end() ? nullptr : &*found;
    }
};

TEST_F(Shares, PairsWithAndWithoutARuleStandSideBySide) {
    std::int64_t without = 0;
    for (auto& pair : facts.pairs) {
        without += is_held_out(of.nudges[0], pair.id) ? 1 : 0;
        if (!is_held_out(of.nudges[0], pair.id)) pair.met = {on("2026-01-20")};
    }
    const auto all = report();
    ASSERT_THAT(all.shared, SizeIs(1));
    EXPECT_EQ(all.shared[0].percent_without, 50);
    ASSERT_NE(row(all, "met", "without a_look"), nullptr);
    EXPECT_EQ(row(all, "met", "without a_look")->total, without);
    ASSERT_NE(row(all, "met", "with a_look"), nullptr);
    EXPECT_EQ(row(all, "met", "with a_look")->total, 40 - without);
    EXPECT_EQ(row(all, "meetings", "with a_look")->total, 40 - without);
    EXPECT_EQ(row(all, "meetings", "without a_look"), nullptr) << "there were none, or a few";
}

// In February only those with the rule change: of the others nothing new is shown.
TEST_F(Shares, BothSidesAreOfTheNewestMonthThatBothCanShow) {
    find_goals(true, 4, "2026-01-10");
    find_goals(false, 4, "2026-01-10");
    find_goals(true, 4, "2026-02-10");
    const auto goals_of = [](const shown_row* one) { return one->parts.at(0).count; };
    const auto months_of = [&](const char* now) {
        const auto all = report(now);
        const auto *with = row(all, "goals", "with a_look"), *without = row(all, "goals", "without a_look");
        EXPECT_NE(with, nullptr);
        EXPECT_NE(without, nullptr);
        EXPECT_EQ(goals_of(with), goals_of(without));
        return std::pair(with->when, without->when);
    };
    const auto both = [](const std::string& month) { return std::pair(month, month); };
    EXPECT_EQ(months_of("2026-03-02"), both("2026-01"));
    find_goals(true, 4, "2026-03-10");
    find_goals(false, 5, "2026-03-10");
    const auto all = report("2026-04-02");
    EXPECT_EQ(row(all, "goals", "with a_look")->when, "2026-03");
    EXPECT_EQ(row(all, "goals", "without a_look")->when, "2026-03");
    EXPECT_EQ(std::ranges::find(all.overall, "goals", &shown_table::figure)->rows.front().when, "2026-03");
}

TEST_F(Shares, OfASmallShareNothingIsSaid) {
    of.nudges[0].hold_out = 3;
    const auto all = report();
    EXPECT_EQ(row(all, "met", "without a_look"), nullptr);
    EXPECT_EQ(row(all, "met", "with a_look"), nullptr) << "it would tell about those few";
}

TEST_F(Shares, ThatAreNotHeldOutAreNoMatter) {
    of.nudges[0].hold_out = 0;
    EXPECT_THAT(report().shared, IsEmpty());
    EXPECT_THAT(report().compared, IsEmpty());
}

TEST_F(Answers, BeforeTheFirstMonthIsOverItsWholeWeeksCount) {
    std::vector<std::string> names;
    for (const auto& one : first_weeks(facts, on("2026-01-20"))) names.push_back(one.name);
    EXPECT_THAT(names, ElementsAre("2026-01-11", "2026-01-18"));
    EXPECT_THAT(first_weeks(facts, on("2026-07-20")), SizeIs(3)) << "whenever it is asked";
    EXPECT_THAT(first_weeks(facts, on("2026-01-11")), IsEmpty());
    const timelines all(facts);
    report_wishes how;
    how.weeks = first_weeks(facts, on("2026-01-20"));
    const auto report = make_report(all, {}, how);
    EXPECT_THAT(report.happenings, IsEmpty());
    const auto stages = std::ranges::find(report.standings, "stages", &shown_table::figure);
    EXPECT_EQ(stages->rows.front().total, 12);
    EXPECT_EQ(stages->rows.front().when, "2026-01-11") << "nothing has changed since";
}

// Otherwise a report of the month would be a second cut, a few days after that of the week.
TEST_F(Answers, WhatAWeekHasShownCountsForItsMonth) {
    const auto with_goal = [&](std::size_t pair, const char* day) {
        kept_text goal;
        goal.kind = "goal";
        goal.at = on(day);
        facts.pairs[pair].kept.push_back(goal);
    };
    for (std::size_t i = 0; i < 6; ++i) with_goal(i, "2026-01-08");
    with_goal(6, "2026-01-28");
    const timelines all(facts);
    report_wishes how;
    how.weeks = first_weeks(facts, on("2026-02-02"));
    const auto report = make_report(all, whole_months(facts, on("2026-02-02")), how);
    const auto goals = std::ranges::find(report.standings, "goals", &shown_table::figure);
    EXPECT_EQ(goals->rows.front().when, "2026-01-11");
    EXPECT_EQ(goals->rows.front().parts[0].count, 6);
}

TEST_F(Answers, AProgrammeOfAFewIsKnownAsSuch) {
    const auto too_few = [&] {
        const timelines all(facts);
        return make_report(all, {}, {}).too_few;
    };
    EXPECT_FALSE(too_few());
    facts.pairs.resize(3);
    EXPECT_TRUE(too_few());
}

}  // namespace
}  // namespace waymark::reporting
