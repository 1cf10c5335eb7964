// `waymark programme apply` and `undo`: a programme changes while it runs, when an admin says so and not before.
#include "bot/commands/hold.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/push.hpp"
#include "tests/bot/plan/changing_folder.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct ChangedProgramme : changing_folder {};

TEST_F(ChangedProgramme, AChangedFileWaitsUntilItIsAppliedAndTheStartSaysSo) {
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

TEST_F(ChangedProgramme, AFileThatOnlyLooksDifferentWaitsForNothing) {
    ASSERT_TRUE(start());
    edit("version: 1\n", "# a word to myself\nversion: 1\n");
    const auto ready = start();
    ASSERT_TRUE(ready);
    EXPECT_THAT(ready->waiting, IsEmpty());
}

TEST_F(ChangedProgramme, WhatRunsAndFitsNoLongerIsPointedAtAndTheStartRefused) {
    ASSERT_TRUE(start());
    edit("  - { id: thanks, when: { pushed: true }, start: thanks, to: both, reason: A word of thanks. }\n", "");
    std::filesystem::remove(folder / "mine/flows/thanks.yaml");
    EXPECT_FALSE(start());
    EXPECT_THAT(said.str(), HasSubstr(path("programme.yaml") + " (as applied on "));
    EXPECT_THAT(said.str(), HasSubstr(":11:50: error P022: there is no conversation called \"thanks\""));
}

TEST_F(ChangedProgramme, ASavedPlanIsDoneExactly) {
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

TEST_F(ChangedProgramme, APlanIsRefusedWhenSomethingElseWasAppliedSince) {
    planned();
    edit("title: Six months", "title: Seven months");
    ASSERT_EQ(apply({}, true), exit_clean) << said.str();
    refuses_because("Number 1 ran when the plan was made, and now number 2 does.\n");
}

TEST_F(ChangedProgramme, APlanOfWhatRunsAlreadyUsesUpNoUndo) {
    ASSERT_TRUE(start()) << said.str();
    ASSERT_EQ(plan(path("plan.json")), exit_clean) << said.str();
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("says runs already, since "));
    EXPECT_EQ(undo(true), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("nothing ran before that"));
}

TEST_F(ChangedProgramme, APlanIsRefusedWhenConversationsHaveChangedSince) {
    planned();
    write_thanks(1, "What went well these days?");
    refuses_because("The conversations or their texts have changed since.\n");
    EXPECT_EQ(length_that_runs(), days(2));
}

TEST_F(ChangedProgramme, APlanIsRefusedWhenPeopleHaveComeSince) {
    planned();
    write("people.csv", "id,first_name,slack\ncy,Cy,U0CY000001\n");
    ASSERT_EQ(people_import({path("people.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean) << said.str();
    refuses_because("People or pairs have come or gone since.\n");
}

TEST_F(ChangedProgramme, APlanIsRefusedWhenWhatIsOnHoldHasChangedSince) {
    const auto of = database_choice{path("waymark.yaml"), {}};
    planned();
    const auto is_moved = "What is on hold has changed since.\n";
    for (const auto& what : std::vector<std::pair<std::string, std::string>>{
             {"everything", ""}, {"programme", "six"}, {"pair", "ann_and_bo"}, {"person", "bo"}}) {
        ASSERT_EQ(hold({of, what.first, what.second}, out, said), exit_clean) << said.str();
        refuses_because(is_moved);
        ASSERT_EQ(release({of, what.first, what.second}, out, said), exit_clean) << said.str();
    }
    write("w.db.holds", "no holds");
    refuses_because(is_moved);
    ASSERT_TRUE(std::filesystem::remove(folder / "w.db.holds"));
    ASSERT_EQ(hold({of, "person", "bo"}, out, said), exit_clean);
    ASSERT_EQ(plan(path("plan.json")), exit_clean);
    ASSERT_EQ(release({of, "person", "bo"}, out, said), exit_clean);
    refuses_because(is_moved);
    ASSERT_EQ(hold({of, "pair", "ann_and_bo"}, out, said), exit_clean);
    refuses_because(is_moved);
    ASSERT_EQ(release({of, "pair", "ann_and_bo"}, out, said), exit_clean);
    ASSERT_EQ(hold({of, "person", "bo"}, out, said), exit_clean);
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << "the same is on hold again: " << said.str();
}

TEST_F(ChangedProgramme, APlanIsRefusedWhenItIsOld) {
    planned();
    const auto now = system_clock().now();
    const auto made = [&](span ago) {
        rewrite_plan("made", time_text(now - ago));
        return time_text(now - ago);
    };
    const auto long_ago = made(days(7) + std::chrono::minutes(2));
    refuses_because("It was made on " + long_ago + ", and is good for 7 days.\n");
    rewrite_plan("days", 1);
    const auto yesterday = made(days(1) + std::chrono::minutes(2));
    refuses_because("It was made on " + yesterday + ", and is good for 1 day.\n");
    rewrite_plan("days", 28);
    (void)made(days(7) - std::chrono::minutes(2));
    EXPECT_EQ(apply(path("plan.json")), exit_clean) << said.str();
}

TEST_F(ChangedProgramme, WhatIsNoPlanIsSaid) {
    planned();
    const auto is_none = [&](const std::string& what) {
        EXPECT_EQ(apply(path("plan.json")), exit_could_not_run) << what;
        EXPECT_THAT(said.str(), HasSubstr("is no plan")) << what;
    };
    for (const auto* no_time :
         {"", "2026-01-05", "2026-01-05T14:03 UTC", "2026-02-30 14:03 UTC", "2026-01-05 24:03 UTC",
          "2026-01-05 14:60 UTC", "2026-01-05 1h:03 UTC", "2026-01-05 14:03 CET"}) {
        rewrite_plan("made", no_time);
        is_none(no_time);
    }
    write("plan.json", "{}");
    is_none("{}");
}

TEST_F(ChangedProgramme, WithoutAPlanItIsDoneOnlyWithAYes) {
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

TEST_F(ChangedProgramme, UndoBringsBackWhatRanBeforeAndTheFileWaits) {
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
    EXPECT_THAT(out.str(), HasSubstr("undoing once more brings back number 2."));
    EXPECT_THAT(out.str(), HasSubstr("The file says something else, and waits until it is applied.\n"));
    EXPECT_EQ(length_that_runs(), days(2));
    EXPECT_EQ(undo(true), exit_clean);
    EXPECT_EQ(length_that_runs(), days(9)) << "an undo can be undone";
}

TEST_F(ChangedProgramme, WhileWaymarkRunsPlansAreMadeAndNothingIsApplied) {
    planned();
    const auto runs = open_sqlite(path("w.db"));
    ASSERT_TRUE(runs.at);
    EXPECT_EQ(plan(), exit_clean) << said.str();
    EXPECT_EQ(status(), exit_clean) << said.str();
    for (const auto& code : {apply(path("plan.json")), apply({}, true), undo(true)})
        EXPECT_EQ(code, exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("is using this database"));
}

TEST_F(ChangedProgramme, TalksInTheMiddleKeepTheirVersion) {
    ASSERT_TRUE(start());
    ASSERT_EQ(push({path("waymark.yaml"), {}, "thanks", {}, true}, out, said), exit_clean) << said.str();
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

TEST_F(ChangedProgramme, AKnownPairKeepsItsPeople) {
    ASSERT_TRUE(start());
    edit("mentor: ann, mentee: bo", "mentor: maria, mentee: bo");
    EXPECT_EQ(plan(), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("\"ann_and_bo\" is the pair of ann and bo; give this pair another id"));
    EXPECT_EQ(apply({}, true), exit_errors);
}

TEST_F(ChangedProgramme, NobodyWhoHadEverythingDeletedIsStoredAgain) {
    ASSERT_TRUE(start());
    turn_outcome gone;
    gone.forgotten = {{"bo"}};
    ASSERT_TRUE(open_sqlite(path("w.db")).at->turn(person_id{"bo"}, [&](const world&) { return gone; }, {}, instant{}));
    edit(two_days, nine_days);
    EXPECT_EQ(plan(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("bo had everything deleted: take them and their pairs out of the file"));
    EXPECT_EQ(apply({}, true), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("bo had everything deleted; take them and their pairs out of the file\n"));
    edit("  - { id: bo, first_name: Bo, slack: U0BO000001 }\n", "");
    edit("pairs:\n  - { id: ann_and_bo, mentor: ann, mentee: bo }\n", "");
    EXPECT_EQ(apply({}, true), exit_clean) << said.str();
}

TEST_F(ChangedProgramme, NewPeopleAndPairsComeWithTheChange) {
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

}  // namespace
}  // namespace waymark
