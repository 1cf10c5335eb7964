// `waymark programme ...`: a programme changes while it runs, when an admin says so and not before.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/programme_apply.hpp"
#include "bot/commands/programme_plan.hpp"
#include "bot/commands/programme_status.hpp"
#include "bot/commands/push.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: UTC
contact: maria
slack_workspace: T0ACME0001
person: { quiet: "00:00-00:00", working_days: [mon, tue, wed, thu, fri, sat, sun], spread: 0min }
nudges:
  - { id: a_look, when: { in_stage: invited, for: 2d }, start: joining, to: both, reason: It is time for a look. }
  - { id: thanks, when: { pushed: true }, start: thanks, to: both, reason: A word of thanks. }
people:
  - { id: maria, first_name: Maria, zone: UTC, slack: U0MARIA001 }
  - { id: ann, first_name: Ann, zone: UTC, slack: U0ANN00001 }
  - { id: bo, first_name: Bo, slack: U0BO000001 }
pairs:
  - { id: ann_and_bo, mentor: ann, mentee: bo }
)";
constexpr auto two_days = "for: 2d", nine_days = "for: 9d";

struct Programme : admin_folder {
    Programme() : admin_folder(programme_text) {
        write("waymark.yaml", "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " + path("w.db") +
                                  "\nprogrammes: [" + path("programme.yaml") + "]\nscripts: [" + path("mine") +
                                  "]\nslack: { signing_secrets_env: [NOT_SET_HERE], bot_token_env: NOT_SET_HERE }\n");
        std::filesystem::create_directories(folder / "mine/flows");
        write_thanks(1, "What went well lately?");
    }
    void write_thanks(int version, const std::string& question) const {
        write("mine/flows/thanks.yaml", "flow: thanks\nversion: " + std::to_string(version) +
                                            "\nlanguage: en\ntitle: A word of thanks\npeople: [mentor, mentee]\n"
                                            "ends_after: 2 weeks\nsteps:\n  - id: good\n    ask: " +
                                            question +
                                            "\n    answer: { kind: text, max_chars: 500 }\n    seen_by: me\n"
                                            "    give_up: { after: 8d, go: end }\n");
    }
    void edit(const std::string& what, const std::string& into) const {
        std::ostringstream all;
        all << std::ifstream(folder / "programme.yaml").rdbuf();
        auto text = all.str();
        ASSERT_NE(text.find(what), std::string::npos);
        write("programme.yaml", text.replace(text.find(what), what.size(), into));
    }
    /// As `waymark run` begins, and ends at once.
    std::optional<ready_to_start> start() {
        fresh();
        auto scripts = read_scripts({{path("mine")}, {path("programme.yaml")}}, said);
        if (!scripts) return {};
        auto at = open_database(path("w.db"), said);
        return at ? get_ready(std::move(*scripts), std::move(at), system_clock().now(), said) : std::nullopt;
    }
    span length_that_runs() {
        const auto ready = start();
        EXPECT_TRUE(ready) << said.str();
        return ready ? ready->book.programmes.at({"six"}).nudges.front().when.length : span{};
    }
    int plan(const std::string& file = {}) {
        fresh();
        return programme_plan({{path("waymark.yaml"), {}}, 28, file}, out, said);
    }
    int apply(const std::string& file = {}, bool yes = false) {
        fresh();
        return programme_apply({{path("waymark.yaml"), {}}, file, yes}, out, said);
    }
    int undo(bool yes) {
        fresh();
        return programme_undo({{path("waymark.yaml"), {}}, {}, yes}, out, said);
    }
    int status() {
        fresh();
        return programme_status({path("waymark.yaml"), {}}, out, said);
    }
    /// Started, changed to nine days, and planned.
    void planned() {
        ASSERT_TRUE(start()) << said.str();
        edit(two_days, nine_days);
        ASSERT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    }
    void refuses_because(const std::string& why) {
        EXPECT_EQ(apply(path("plan.json")), exit_errors);
        EXPECT_THAT(said.str(), HasSubstr("this plan fits no more:\n  " + why));
        EXPECT_THAT(said.str(), HasSubstr("Nothing is changed."));
    }
};

using std::chrono::days;

TEST_F(Programme, AChangedFileWaitsUntilItIsAppliedAndTheStartSaysSo) {
    EXPECT_EQ(length_that_runs(), days(2));
    edit(two_days, nine_days);
    const auto ready = start();
    ASSERT_TRUE(ready) << said.str();
    EXPECT_EQ(ready->book.programmes.at({"six"}).nudges.front().when.length, days(2));
    ASSERT_THAT(ready->waiting, SizeIs(1));
    EXPECT_THAT(
        in_words(ready->waiting.front()),
        HasSubstr(path("programme.yaml") + " has changed, and waits: the programme \"six\" runs as applied on"));
    EXPECT_THAT(in_words(ready->waiting.front()), HasSubstr("waymark programme plan"));
}

TEST_F(Programme, AFileThatOnlyLooksDifferentWaitsForNothing) {
    ASSERT_TRUE(start());
    edit("version: 1\n", "# a word to myself\nversion: 1\n");
    const auto ready = start();
    ASSERT_TRUE(ready);
    EXPECT_THAT(ready->waiting, IsEmpty());
}

TEST_F(Programme, WhatRunsAndFitsNoLongerIsPointedAtAndTheStartRefused) {
    ASSERT_TRUE(start());
    edit("  - { id: thanks, when: { pushed: true }, start: thanks, to: both, reason: A word of thanks. }\n", "");
    std::filesystem::remove(folder / "mine/flows/thanks.yaml");
    EXPECT_FALSE(start());
    EXPECT_THAT(said.str(), HasSubstr(path("programme.yaml") + " (as applied on "));
    EXPECT_THAT(said.str(), HasSubstr(":11:49: error P022: there is no conversation called \"thanks\""));
}

TEST_F(Programme, ThePlanSaysWhatChangesAndChangesNothing) {
    planned();
    EXPECT_THAT(out.str(),
                HasSubstr("Six months (six): 1 change. What runs now is number 1.\n"
                          "  nudge a_look: comes 9 days after a pair comes into invited (was: 2 days after a "
                          "pair comes into invited)\n"
                          "No talk is under way.\n"));
    EXPECT_THAT(out.str(), HasSubstr("Saved to " + path("plan.json")));
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(Programme, ThePlanHasACalendarOfWhatComesWithAndWithoutTheChange) {
    planned();
    const auto now = system_clock().now();
    const auto day = [&](int from_now) {
        return date_text(std::chrono::year_month_day(std::chrono::floor<days>(now + days(from_now))));
    };
    EXPECT_THAT(out.str(), HasSubstr(" without the change). Days and times of UTC.\n"));
    EXPECT_THAT(out.str(), HasSubstr(day(2) + "       0         0         2"));
    EXPECT_THAT(out.str(), HasSubstr(day(9) + "       2         2"));
    EXPECT_THAT(out.str(), HasSubstr("Over budget: nobody.\n"));
    EXPECT_THAT(out.str(), HasSubstr("Without a time zone: bo; until it is known, that of the programme counts.\n"));
}

TEST_F(Programme, ASavedPlanIsDoneExactly) {
    planned();
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Done: this is number 2 now, and runs from the next start of Waymark on.\n"));
    const auto ready = start();
    ASSERT_TRUE(ready) << said.str();
    EXPECT_THAT(ready->waiting, IsEmpty());
    EXPECT_EQ(ready->book.programmes.at({"six"}).nudges.front().when.length, days(9));
    fresh();
    ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 8, {}}, out, said), exit_clean) << said.str();
    EXPECT_EQ(out.str(), "") << "nothing comes before the ninth day";
}

TEST_F(Programme, WhatThePlanSaysIsAppliedWhateverTheFileSaysByThen) {
    planned();
    edit(nine_days, "for: 12d");
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("has changed since the plan was made."));
    EXPECT_EQ(length_that_runs(), days(9));
}

TEST_F(Programme, APlanIsRefusedWhenSomethingElseWasAppliedSince) {
    planned();
    edit("title: Six months", "title: Seven months");
    ASSERT_EQ(apply({}, true), exit_clean) << said.str();
    refuses_because("Number 1 ran when the plan was made, and now number 2 does.\n");
}

TEST_F(Programme, APlanIsRefusedWhenConversationsHaveChangedSince) {
    planned();
    write_thanks(1, "What went well these days?");
    refuses_because("The conversations or their texts have changed since.\n");
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(Programme, APlanIsRefusedWhenPeopleHaveComeSince) {
    planned();
    write("people.csv", "id,first_name,slack\ncy,Cy,U0CY000001\n");
    ASSERT_EQ(people_import({path("people.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean) << said.str();
    refuses_because("People or pairs have come or gone since.\n");
}

TEST_F(Programme, WhatIsNoPlanIsSaid) {
    planned();
    write("plan.json", "{}");
    EXPECT_EQ(apply(path("plan.json")), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("is no plan"));
}

TEST_F(Programme, WithoutAPlanItIsDoneOnlyWithAYes) {
    ASSERT_TRUE(start());
    edit(two_days, nine_days);
    EXPECT_EQ(apply(), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("nudge a_look: comes 9 days after"));
    EXPECT_THAT(out.str(), HasSubstr("Nothing is changed yet. Say the same with --yes to do it.\n"));
    EXPECT_EQ(length_that_runs(), days(2));
    EXPECT_EQ(apply({}, true), exit_clean);
    EXPECT_EQ(length_that_runs(), days(9));
    EXPECT_EQ(apply({}, true), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("says runs already"));
}

TEST_F(Programme, UndoBringsBackWhatRanBeforeAndTheFileWaits) {
    ASSERT_TRUE(start());
    EXPECT_EQ(undo(true), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("nothing ran before that"));
    edit(two_days, nine_days);
    ASSERT_EQ(apply({}, true), exit_clean);
    EXPECT_EQ(undo(false), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("Back to number 1"));
    EXPECT_THAT(out.str(), HasSubstr("comes 2 days after a pair comes into invited (was: 9 days"));
    EXPECT_EQ(length_that_runs(), days(9));
    EXPECT_EQ(undo(true), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("The file says something else, and waits until it is applied.\n"));
    EXPECT_EQ(length_that_runs(), days(2));
    EXPECT_EQ(undo(true), exit_clean);
    EXPECT_EQ(length_that_runs(), days(9)) << "an undo can be undone";
}

TEST_F(Programme, WhileWaymarkRunsPlansAreMadeAndNothingIsApplied) {
    planned();
    const auto runs = open_sqlite(path("w.db"));
    ASSERT_TRUE(runs.at);
    EXPECT_EQ(plan(), exit_clean) << said.str();
    EXPECT_EQ(status(), exit_clean) << said.str();
    for (const auto& code : {apply(path("plan.json")), apply({}, true), undo(true)})
        EXPECT_EQ(code, exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("is using this database"));
}

TEST_F(Programme, TalksInTheMiddleKeepTheirVersion) {
    ASSERT_TRUE(start());
    ASSERT_EQ(push({path("waymark.yaml"), {}, "thanks", {}}, out, said), exit_clean) << said.str();
    write_thanks(2, "What went well, and why?");
    edit(two_days, nine_days);
    ASSERT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("nudge thanks: begins thanks in version 2 (was: begins thanks in version 1)\n"));
    EXPECT_THAT(out.str(),
                HasSubstr("1 talk is under way, and ends as it began (1 by an older version of the conversation).\n"));
    ASSERT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    const auto ready = start();
    ASSERT_TRUE(ready) << said.str();
    const pair_id pair{"ann_and_bo"};
    const auto running = ready->at->load(turn_owner(pair))->pairs.at(pair).running;
    ASSERT_THAT(running, SizeIs(1));
    EXPECT_EQ(running.front().flow, (flow_ref{"thanks", 1}));
    EXPECT_NE(ready->book.flows.find({"thanks", 1}), nullptr);
    EXPECT_EQ(ready->book.programmes.at({"six"}).nudges.back().start, (flow_ref{"thanks", 2}));
}

TEST_F(Programme, AKnownPairKeepsItsPeople) {
    ASSERT_TRUE(start());
    edit("mentor: ann, mentee: bo", "mentor: maria, mentee: bo");
    EXPECT_EQ(plan(), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("\"ann_and_bo\" is the pair of ann and bo; give this pair another id"));
    EXPECT_EQ(apply({}, true), exit_errors);
}

TEST_F(Programme, NewPeopleAndPairsComeWithTheChange) {
    ASSERT_TRUE(start());
    edit("pairs:\n",
         "  - { id: cy, first_name: Cy, zone: UTC, slack: U0CY000001 }\npairs:\n"
         "  - { id: maria_and_cy, mentor: maria, mentee: cy }\n");
    ASSERT_TRUE(start());
    EXPECT_THAT(known(pair_id{"maria_and_cy"}).pairs, IsEmpty());
    ASSERT_EQ(apply({}, true), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("pair maria_and_cy: is new: maria and cy\n"));
    EXPECT_THAT(known(pair_id{"maria_and_cy"}).pairs, SizeIs(1));
}

TEST_F(Programme, StatusSaysWhatRunsAndWhetherTheFileWaits) {
    ASSERT_EQ(status(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Six months (six): nothing was applied yet; the first start applies the file.\n"));
    ASSERT_TRUE(start());
    ASSERT_EQ(status(), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("Six months (six): number 1 runs, since "));
    EXPECT_THAT(out.str(), HasSubstr(" UTC (first start).\n" + path("programme.yaml") +
                                     " says the same.\nPeople: 3. Pairs: 1, 0 of them over.\n"
                                     "On hold: 0 pairs and 0 people.\nNo talk is under way.\n"));
    edit(two_days, nine_days);
    ASSERT_EQ(status(), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("programme.yaml waits with 1 change."));
}

TEST_F(Programme, BeforeTheFirstStartThePlanIsOfEverything) {
    EXPECT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                HasSubstr("Six months (six): nothing was applied yet, so all of it is new.\n\nThe next 28 days"));
    EXPECT_THAT(out.str(), HasSubstr("The next 28 days, if nobody writes anything: "));
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(Programme, SimulateListsEveryMessageAndNoWordOfIt) {
    ASSERT_TRUE(start());
    fresh();
    ASSERT_EQ(programme_simulate({{path("waymark.yaml"), {}}, 4, {}}, out, said), exit_clean) << said.str();
    std::istringstream lines(out.str());
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) all.push_back(line.substr(16));
    EXPECT_THAT(all, ElementsAre("\tUTC\tann\tann_and_bo\ta_look: joining in version 1",
                                 "\tUTC\tbo\tann_and_bo\ta_look: joining in version 1"));
}

TEST_F(Programme, TheSavedPlanIsDataAsDescribed) {
    planned();
    std::ostringstream text;
    text << std::ifstream(path("plan.json")).rdbuf();
    const auto all = nlohmann::json::parse(text.str());
    std::set<std::string> keys;
    for (const auto& [key, value] : all.items()) keys.insert(key);
    EXPECT_THAT(keys, ElementsAre("applied", "changes", "conversations", "days", "file", "format", "made", "members",
                                  "notes", "over_budget", "programme", "talks", "text", "title", "too_much", "with",
                                  "without", "without_zone", "zone"));
    EXPECT_GE(all["with"]["days"].size(), 28U);
    EXPECT_GT(all["without"]["messages"], 0);
    EXPECT_EQ(all["without_zone"], nlohmann::json::array({"bo"}));
}

TEST_F(Programme, ValidatePointsAtWhatIsWrongAndNeedsNoDatabase) {
    EXPECT_EQ(programme_validate({{path("programme.yaml")}, {path("mine")}}, out, said), exit_clean) << said.str();
    EXPECT_EQ(out.str(), path("programme.yaml") + " is fine: \"Six months\". Nudges: 2, people: 3, pairs: 1.\n");
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
