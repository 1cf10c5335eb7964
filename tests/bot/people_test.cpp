// `waymark people list` and `waymark people tell-unmatched`.
#include "bot/commands/people.hpp"

#include <gmock/gmock.h>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/match.hpp"
#include "bot/startup.hpp"
#include "conversations/person/zone.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
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
people:
  - { id: maria, first_name: Maria, full_name: Maria Fuentes, slack: U0MARIA001 }
  - { id: ed, first_name: Ed, slack: U0ED000001, wants: [law] }
)";

struct People : admin_folder {
    People() : admin_folder(programme_text) {
        write("people.csv",
              "id,first_name,full_name,slack,wants,offers\nann,Ann,Ann Serrano,U0ANN00001,,public speaking\n"
              "bo,Bo,,U0BO000001,public speaking,\ncy,Cy,,U0CY000001,sales,\ndi,Di,,U0DI000001,,\n");
        EXPECT_EQ(people_import({path("people.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean);
        EXPECT_EQ(match({path("waymark.yaml"), {}, {}, path("pairs.csv")}, out, said), exit_clean) << said.str();
        EXPECT_EQ(pairs_import({path("pairs.csv"), path("waymark.yaml"), {}, true}, out, said), exit_clean)
            << said.str();
        fresh();
    }
    people_wishes wishes(bool apply = false) { return {path("waymark.yaml"), {}, apply}; }
    int told(bool apply) {
        fresh();
        return tell_unmatched(wishes(apply), out, said);
    }
    person_state person(const std::string& id) const {
        const person_id who{id};
        return known(who).people.at(who);
    }
    void change(const std::string& id, void (*how)(person_state&)) const {
        const auto opened = open_sqlite(path("w.db"));
        const person_id who{id};
        const auto step = [&](world before) {
            turn_outcome after;
            after.people = {before.people.at(who)};
            how(after.people.front());
            return after;
        };
        ASSERT_TRUE(opened.at->turn(turn_owner(who), step, {}, instant()).has_value());
    }
};

TEST_F(People, AreListedWithWhereTheyStandAndNothingTheySaid) {
    change("di", [](person_state& di) { di.member = {membership::kind::asked, instant()}; });
    EXPECT_EQ(people_list(wishes(), out, said), exit_clean) << said.str();
    EXPECT_EQ(out.str(),
              "Six months (six): 6 people\n"
              "ann (Ann Serrano): in a pair: ann_and_bo\n"
              "bo (Bo): in a pair: ann_and_bo\n"
              "cy (Cy): waits for a match\n"
              "di (Di): asked whether to take part, since 1970-01-01 00:00 UTC\n"
              "ed (Ed): waits for a match\n"
              "maria (Maria Fuentes): the contact\n");
    EXPECT_THAT(out.str(), AllOf(Not(HasSubstr("sales")), Not(HasSubstr("speaking")), Not(HasSubstr("U0"))));
}

TEST_F(People, BeforeTheFirstStartThePairsOfTheFileAreShownAndThatNothingHasBegun) {
    write("programme.yaml",
          std::string(programme_text) + "pairs:\n  - { id: maria_and_ed, mentor: maria, mentee: ed }\n");
    const std::string not_yet =
        "Waymark has not run with this database yet: the pairs of the programme file begin with its "
        "first start.\n";
    for (const bool with_database : {true, false}) {
        if (!with_database) std::filesystem::remove(path("w.db"));
        fresh();
        EXPECT_EQ(people_list(wishes(), out, said), exit_clean) << said.str();
        EXPECT_THAT(out.str(), AllOf(HasSubstr(not_yet), HasSubstr("ed (Ed): in a pair: maria_and_ed\n"),
                                     HasSubstr("maria (Maria Fuentes): in a pair: maria_and_ed\n")));
        EXPECT_EQ(told(false), exit_clean);
        EXPECT_THAT(out.str(), Not(HasSubstr("ed (Ed)"))) << "there is a match for them";
    }
    auto scripts = read_scripts({{}, {path("programme.yaml")}}, said);
    ASSERT_TRUE(scripts) << said.str();
    ASSERT_TRUE(get_ready(std::move(*scripts), open_sqlite(path("w.db")).at, instant(), said)) << said.str();
    fresh();
    EXPECT_EQ(people_list(wishes(), out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(Not(HasSubstr(not_yet)), HasSubstr("ed (Ed): in a pair: maria_and_ed\n")));
}

TEST_F(People, WhoCannotBeReachedAreListedWithTheReason) {
    change("cy", [](person_state& cy) {
        cy.reachable = false;
        cy.lost = {{{"teams", {"tenant"}, "cy"}, "not_installed"}};
    });
    change("bo", [](person_state& bo) { bo.lost = {{{"slack", {"T0"}, "bo"}, "user_disabled"}}; });
    change("di", [](person_state& di) {
        di.reachable = false;
        di.lost = {{{"slack", {"T0"}, "di"}, "some_new_code"}};
    });
    EXPECT_EQ(people_list(wishes(), out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                AllOf(HasSubstr("cy (Cy): cannot be written to (Teams: they do not have the Waymark app)\n"),
                      HasSubstr("bo (Bo): in a pair: ann_and_bo (Slack: their account is closed or not there any "
                                "more)\n"),
                      HasSubstr("di (Di): cannot be written to (Slack: it refuses my messages to them, "
                                "some_new_code)\n")));
}

TEST_F(People, WithoutAMatchAreNamedFirstAndToldOnlyWhenThatIsSaid) {
    EXPECT_EQ(told(false), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(HasSubstr("cy (Cy): waits"), HasSubstr("ed (Ed): waits"), Not(HasSubstr("bo")),
                                 HasSubstr("say --apply")));
    EXPECT_FALSE(person("cy").member.told_of_no_match);
    EXPECT_EQ(told(true), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("They hear in their own hours"));
    for (const char* who : {"cy", "ed"}) {
        EXPECT_TRUE(person(who).member.told_of_no_match) << who;
        EXPECT_EQ(person(who).waiting.size() + person(who).sent.size(), 1U) << who;
    }
    EXPECT_FALSE(person("bo").member.told_of_no_match);
    EXPECT_EQ(told(true), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("Nobody waits for a match who has not heard of it"));
}

TEST_F(People, WhoLeftTheListOrWantsNoMessagesAreNotTold) {
    change("cy", [](person_state& cy) { cy.member.is = membership::kind::left; });
    EXPECT_EQ(told(false), exit_clean);
    EXPECT_THAT(out.str(), Not(HasSubstr("cy")));
    change("cy", [](person_state& cy) {
        cy.member.is = membership::kind::joined;
        cy.stopped = true;
    });
    EXPECT_EQ(told(true), exit_clean);
    EXPECT_THAT(out.str(), Not(HasSubstr("cy")));
    EXPECT_FALSE(person("cy").member.told_of_no_match);
}

TEST_F(People, WhoJoinedByThemselvesAreMatchedWithWhatTheySaidAndWhoLeftAreNot) {
    change("di", [](person_state& di) {
        di.member = {membership::kind::joined, instant(), {}, true};
        di.profile.offers = {"sales"};
    });
    EXPECT_EQ(match({path("waymark.yaml"), {}, {}, {}}, out, said), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Di (di) for Cy (cy)"));
    change("di", [](person_state& di) { di.member.is = membership::kind::left; });
    fresh();
    EXPECT_EQ(match({path("waymark.yaml"), {}, {}, {}}, out, said), exit_clean) << said.str();
    EXPECT_THAT(said.str(), HasSubstr("di wants no match any more and is left out"));
    EXPECT_THAT(out.str(), Not(HasSubstr("Di (di) for")));
}

}  // namespace
}  // namespace waymark
