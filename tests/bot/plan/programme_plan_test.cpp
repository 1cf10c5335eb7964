// `waymark programme plan`, `simulate`, `status` and `validate`: what a change would mean. They only look.
#include <nlohmann/json.hpp>

#include "bot/holds.hpp"
#include "tests/bot/plan/changing_folder.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct PlannedProgramme : changing_folder {};

TEST_F(PlannedProgramme, ThePlanSaysWhatChangesAndChangesNothing) {
    planned();
    EXPECT_THAT(out.str(),
                HasSubstr("Six months (six): 1 change. What runs now is number 1.\n"
                          "  nudge a_look: comes 9 days after a pair comes into invited (was: 2 days after a "
                          "pair comes into invited)\n"
                          "No talk is under way.\n"));
    EXPECT_THAT(out.str(), HasSubstr("Saved to " + path("plan.json")));
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(PlannedProgramme, ThePlanHasACalendarOfWhatComesWithAndWithoutTheChange) {
    planned();
    const auto now = system_clock().now();
    const auto day = [&](int from_now) {
        return date_text(std::chrono::year_month_day(std::chrono::floor<days>(now + days(from_now))));
    };
    EXPECT_THAT(out.str(), HasSubstr(" without the change).\nDays and hours are in the programme's time (UTC); "));
    EXPECT_THAT(out.str(), HasSubstr(day(2) + "       0         0         2"));
    EXPECT_THAT(out.str(), HasSubstr(day(9) + "       2         2"));
    EXPECT_THAT(out.str(), HasSubstr("Over budget: nobody.\n"));
    EXPECT_THAT(out.str(), HasSubstr("Without a time zone: bo; until it is known, that of the programme counts.\n"));
}

TEST_F(PlannedProgramme, WhatThePlanSaysIsAppliedWhateverTheFileSaysByThen) {
    planned();
    edit(nine_days, "for: 12d");
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("has changed since the plan was made."));
    EXPECT_EQ(length_that_runs(), days(9));
}

TEST_F(PlannedProgramme, StatusSaysWhatRunsAndWhetherTheFileWaits) {
    ASSERT_EQ(status(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Six months (six): nothing was applied yet; the first start applies the file.\n"));
    ASSERT_TRUE(start());
    ASSERT_EQ(status(), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("Six months (six): number 1 runs, since "));
    EXPECT_THAT(out.str(), HasSubstr(" UTC (first start).\n" + path("programme.yaml") +
                                     " says the same.\nPeople in the database: 3. Pairs: 1, 0 of them over.\n"
                                     "On hold: 0 pairs and 0 people.\nNo talk is under way.\n"));
    edit(two_days, nine_days);
    ASSERT_EQ(status(), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("programme.yaml waits with 1 change."));
}

TEST_F(PlannedProgramme, BeforeTheFirstStartThePlanIsOfEverything) {
    EXPECT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                HasSubstr("Six months (six): nothing was applied yet, so all of it is new.\n\nThe next 28 days"));
    EXPECT_THAT(out.str(), HasSubstr("The next 28 days, if nobody writes anything: "));
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(PlannedProgramme, SimulateListsEveryMessageAndNoWordOfIt) {
    ASSERT_TRUE(start());
    fresh();
    ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 4, {}}, out, said), exit_clean) << said.str();
    std::istringstream lines(out.str());
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) all.push_back(line.substr(16));
    EXPECT_THAT(all, ElementsAre("\tUTC\tann\tann_and_bo\ta_look: joining in version 1",
                                 "\tUTC\tbo\tann_and_bo\ta_look: joining in version 1"));
}

constexpr auto for_bo_alone =
    "  - { id: for_bo, when: { in_stage: invited, for: 1d }, start: stocktake, to: mentee, reason: A look for "
    "yourself. }\n"
    "people:\n";

TEST_F(PlannedProgramme, WhatSomebodyGoesThroughAloneIsNotNamed) {
    edit("people:\n", for_bo_alone);
    ASSERT_TRUE(start());
    fresh();
    ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 6, {}}, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("\tbo\tann_and_bo\ta talk of their own\n"));
    EXPECT_THAT(out.str(), AllOf(Not(HasSubstr("stocktake")), Not(HasSubstr("for_bo"))));
}

constexpr auto three_days_of_silence =
    "  - { id: quiet, when: { in_stage: invited, for: 3d }, tell_contact: \"{pair} have not begun.\" }\npeople:\n";

TEST_F(PlannedProgramme, LinesToTheContactAreNamedByContactRuleAndPair) {
    edit("people:\n", three_days_of_silence);
    ASSERT_TRUE(start());
    fresh();
    ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 6, {}}, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("\tUTC\tmaria\t-\tfor Maria, the contact: quiet of ann_and_bo\n"));
    ASSERT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                ContainsRegex("\nMaria, the contact: [0-9]+ messages, at most 1 a day.\nOver budget: nobody.\n"));
    std::ostringstream text;
    text << std::ifstream(path("plan.json")).rdbuf();
    const auto contacts = nlohmann::json::parse(text.str())["with"]["contacts"];
    EXPECT_GT(contacts[0]["messages"], 1);
    EXPECT_EQ(contacts[0]["most_a_day"], 1) << "neither of the two has answered for two weeks: that is one message";
    EXPECT_EQ(contacts[0]["person"], "maria");
}

TEST_F(PlannedProgramme, WhatIsOnHoldIsForecastSoAndSaid) {
    ASSERT_TRUE(start());
    const auto hold = [&](auto kind, const std::string& id) {
        holds all;
        (all.*kind)[id] = system_clock().now();
        ASSERT_EQ(write_holds(holds_file(path("w.db")), all), "");
        fresh();
        ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 4, {}}, out, said), exit_clean) << said.str();
    };
    hold(&holds::pairs, "ann_and_bo");
    EXPECT_EQ(out.str(), "");
    EXPECT_THAT(said.str(), HasSubstr("On hold: the pair ann_and_bo."));
    hold(&holds::programmes, "six");
    EXPECT_EQ(out.str(), "");
    hold(&holds::people, "bo");
    EXPECT_THAT(out.str(), Not(HasSubstr("\tbo\t")));
    ASSERT_EQ(plan(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("\nOn hold: the person bo. The calendar is as if nothing of it were released.\n"));
    hold(&holds::pairs, "somebody_else");
    EXPECT_THAT(out.str(), AllOf(HasSubstr("\tann\t"), HasSubstr("\tbo\t")));
}

TEST_F(PlannedProgramme, WithEverythingOnHoldNothingComes) {
    ASSERT_TRUE(start());
    holds all;
    all.everything = system_clock().now();
    ASSERT_EQ(write_holds(holds_file(path("w.db")), all), "");
    ASSERT_EQ(plan(), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                AllOf(HasSubstr("Everything is on hold"), HasSubstr("if nobody writes anything: 0 messages")));
}

TEST_F(PlannedProgramme, TheSavedPlanIsDataAsDescribed) {
    planned();
    std::ostringstream text;
    text << std::ifstream(path("plan.json")).rdbuf();
    const auto all = nlohmann::json::parse(text.str());
    std::set<std::string> keys;
    for (const auto& [key, value] : all.items()) keys.insert(key);
    EXPECT_THAT(keys, ElementsAre("applied", "changes", "conversations", "days", "file", "format", "made", "members",
                                  "notes", "on_hold", "over_budget", "programme", "talks", "text", "title", "too_much",
                                  "with", "without", "without_zone", "zone"));
    EXPECT_GE(all["with"]["days"].size(), 28U);
    EXPECT_GT(all["without"]["messages"], 0);
    EXPECT_EQ(all["without_zone"], nlohmann::json::array({"bo"}));
}

TEST_F(PlannedProgramme, ValidatePointsAtWhatIsWrongAndNeedsNoDatabase) {
    EXPECT_EQ(programme_validate({{path("programme.yaml")}, {path("mine")}}, out, said), exit_clean) << said.str();
    EXPECT_EQ(out.str(),
              path("programme.yaml") + " is fine: \"Six months\". Nudges: 2. People in the file: 3, pairs: 1.\n");
    fresh();
    edit("mentee: bo", "mentee: boo");
    EXPECT_EQ(programme_validate({{path("programme.yaml")}, {path("mine")}}, out, said), exit_errors);
    EXPECT_THAT(said.str(),
                HasSubstr(path("programme.yaml") + ":17:44: error P021: there is no person called \"boo\""));
    EXPECT_THAT(said.str(), HasSubstr("did you mean \"bo\"?"));
    EXPECT_FALSE(std::filesystem::exists(path("w.db")));
}

}  // namespace
}  // namespace waymark
