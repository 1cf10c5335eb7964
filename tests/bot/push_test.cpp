// `waymark push`: a nudge that comes because an admin says so.
#include "bot/commands/push.hpp"

#include <gmock/gmock.h>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/import.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

using ::testing::HasSubstr;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: UTC
contact: maria
slack_workspace: T0ACME0001
nudges:
  - { id: a_look, when: { pushed: true, in_stage: invited }, start: checkpoint, to: both, reason: It is time for a look. }
  - { id: later, when: { pushed: true, in_stage: growing }, start: checkpoint, to: both, reason: It is time for a look. }
  - { id: alone, when: { answer: pulse.learning, one_of: [1] }, start: stocktake, to: author, reason: You said so. }
  - { id: at_its_end, when: { before_end: 2 weeks }, start: checkpoint, to: both, reason: It ends soon. }
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
)";

struct Push : admin_folder {
    Push() : admin_folder(programme_text) {
        write("people.csv",
              "id,first_name,slack\nann,Ann,U0ANN00001\nbo,Bo,U0BO000001\ncy,Cy,U0CY000001\ndi,Di,U0DI000001\n");
        write("pairs.csv", "id,mentor,mentee\none,ann,bo\ntwo,cy,di\n");
        EXPECT_EQ(people_import({path("people.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean);
        EXPECT_EQ(pairs_import({path("pairs.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean)
            << said.str();
    }
    int pushed(const std::string& rule, const std::string& pair = {}, bool yes = true) {
        fresh();
        return push({path("waymark.yaml"), {}, rule, pair, yes}, out, said);
    }
    bool has_begun(const std::string& pair) const {
        const pair_id id{pair};
        return known(id).pairs.at(id).talks.contains("checkpoint");
    }
};

TEST_F(Push, BeginsForAllPairsThatAreWhereItWantsThem) {
    EXPECT_EQ(pushed("a_look"), exit_clean) << said.str();
    EXPECT_EQ(out.str(), "\"a_look\" comes for 2 pairs, in each person's own hours.\n");
    EXPECT_TRUE(has_begun("one"));
    EXPECT_TRUE(has_begun("two"));
    EXPECT_EQ(pushed("later"), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("comes for 0 pairs"));
    EXPECT_THAT(out.str(), HasSubstr("2 pairs rest, have ended, or are not where this nudge wants them."));
}

TEST_F(Push, OnlySaysWhatWouldHappenUnlessToldToDoIt) {
    EXPECT_EQ(pushed("a_look", {}, false), exit_clean) << said.str();
    EXPECT_EQ(out.str(),
              "\"a_look\" would come for 2 pairs, in each person's own hours.\n"
              "Nothing has happened yet. Say the same with --yes to do it.\n");
    EXPECT_FALSE(has_begun("one"));
}

TEST_F(Push, BeginsForOnePairAlone) {
    EXPECT_EQ(pushed("a_look", "two"), exit_clean) << said.str();
    EXPECT_EQ(out.str(), "\"a_look\" comes for 1 pair, in each person's own hours.\n");
    EXPECT_FALSE(has_begun("one"));
    EXPECT_TRUE(has_begun("two"));
}

TEST_F(Push, BeginsNothingThatOnlyWhatSomebodyDidCanBegin) {
    EXPECT_EQ(pushed("alone"), exit_errors);
    EXPECT_EQ(said.str(),
              "waymark: \"alone\" follows from what one person does, and comes to them alone: it cannot be pushed\n");
}

TEST_F(Push, BeginsNothingBeforeTwoHaveJoinedUnlessItIsMeantForThen_2_12) {
    EXPECT_EQ(pushed("at_its_end"), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("comes for 0 pairs"));
    EXPECT_FALSE(has_begun("one"));
}

TEST_F(Push, SaysWhatItDoesNotKnow) {
    EXPECT_EQ(pushed("a_lok"), exit_errors);
    EXPECT_EQ(said.str(), "waymark: the programme \"six\" has no nudge called \"a_lok\"; did you mean \"a_look\"?\n");
    EXPECT_EQ(pushed("closing_time"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("; these wait for a push: a_look, later\n"));
    EXPECT_EQ(pushed("a_look", "three"), exit_errors);
    EXPECT_EQ(said.str(), "waymark: the programme \"six\" has no pair called \"three\" in the database\n");
}

}  // namespace
}  // namespace waymark
