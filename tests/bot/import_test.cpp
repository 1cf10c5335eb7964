// Lists of people and pairs: what an admin's spreadsheet becomes, and what is said about its mistakes.
#include "bot/commands/import.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "tests/bot/admin_folder.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto programme_text = R"(programme: six
version: 1
title: Six months
language: en
zone: Europe/Madrid
contact: maria
slack_workspace: T0ACME0001
nudges:
  - { id: first_words, when: { in_stage: invited }, start: joining, to: both, reason: You have been suggested. }
people:
  - { id: maria, first_name: Maria, slack: U0MARIA001 }
)";

struct Import : admin_folder {
    Import() : admin_folder(programme_text) {}
    import_wishes wishes(const std::string& text, bool apply) const {
        write("list.csv", text);
        return {path("list.csv"), path("waymark.yaml"), {}, apply};
    }
    int people(const std::string& text, bool apply = true) {
        fresh();
        return people_import(wishes(text, apply), out, said);
    }
    int pairs(const std::string& text, bool apply = true) {
        fresh();
        return pairs_import(wishes(text, apply), out, said);
    }
};

constexpr auto two_people =
    "id,first_name,full_name,slack\nann,Ann,Ann Serrano,U0ANN00001\nbo,Bo,Bo Lindqvist,U0BO000001\n";

TEST_F(Import, SaysWhatWouldChangeAndChangesNothing) {
    EXPECT_EQ(people(two_people, false), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(HasSubstr("new      ann: first name Ann, full name Ann Serrano, slack U0ANN00001\n"),
                                 HasSubstr("list.csv: 2 new, 0 changed, 0 as they were."), HasSubstr("--apply")));
    EXPECT_TRUE(known(person_id{"ann"}).people.empty());
}

TEST_F(Import, TheSameListTwiceChangesNothing) {
    ASSERT_EQ(people(two_people), exit_clean) << said.str();
    const auto before = known(person_id{"ann"});
    EXPECT_EQ(before.people.at({"ann"}).programme.text, "six");
    EXPECT_EQ(people(two_people), exit_clean);
    EXPECT_THAT(out.str(), AllOf(HasSubstr("0 new, 0 changed, 2 as they were."), Not(HasSubstr("Done"))));
    EXPECT_EQ(known(person_id{"ann"}).people, before.people);
}

TEST_F(Import, ShowsWhatItWasBefore) {
    ASSERT_EQ(people(two_people), exit_clean);
    EXPECT_EQ(people("id,first_name,slack\nbo,Bodil,U0BO000002\n"), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("changed  bo: first name Bodil (was Bo), slack U0BO000002 (was U0BO000001)\n"));
    EXPECT_EQ(known(person_id{"bo"}).people.at({"bo"}).addresses.at(0).user, "U0BO000002");
}

// As Excel writes it: a byte order mark, semicolons, Windows lines, a name over two lines, an empty row at the end.
TEST_F(Import, WhatTheListSaysAndDoesNotBecomeSoIsNamed) {
    ASSERT_EQ(people("id,first_name,full_name,zone,slack\nann,Ann,Ann Serrano,Europe/Madrid,U0ANN00001\n"
                     "bo,Bo,,,U0BO000001\n"),
              exit_clean);
    ASSERT_EQ(people("id,first_name,full_name,zone,slack\nann,Anna,Ann Ruiz,America/New_York,U0ANN00001\n"),
              exit_clean);
    EXPECT_THAT(out.str(),
                AllOf(HasSubstr("changed  ann: first name Anna (was Ann)\n"),
                      HasSubstr("kept     ann: full name stays Ann Serrano; the list says Ann Ruiz\n"),
                      HasSubstr("kept     ann: zone stays Europe/Madrid; the list says America/New_York\n")));
    ASSERT_EQ(pairs("mentor,mentee,starts\nann,bo,2027-01-11\n"), exit_clean) << said.str();
    ASSERT_EQ(pairs("mentor,mentee,starts\nann,bo,2027-02-01\n"), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr(": starts stays 2027-01-11; the list says 2027-02-01\n"));
}

TEST_F(Import, ReadsWhatSpreadsheetsWrite) {
    EXPECT_EQ(people("id,first_name,slack\r\nann,Ann,U0ANN00001\r\nann,Ann,U0ANN00002\r\n", false), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("list.csv:3:1: error P020"), HasSubstr("in line 2")))
        << "as Excel ends lines";
    EXPECT_EQ(people("\xEF\xBB\xBFID;First name;Full name;Slack\r\nann;Ann;\"Ann\r\nSerrano\";U0ANN00001\r\n;;;\r\n"),
              exit_clean)
        << said.str();
    EXPECT_EQ(known(person_id{"ann"}).people.at({"ann"}).full_name, "Ann Serrano");
    EXPECT_EQ(people("id\tfirst_name\tslack\ncy\t\"Cy \"\"the\"\" Great\"\tU0CY000001\n"), exit_clean) << said.str();
    EXPECT_EQ(known(person_id{"cy"}).people.at({"cy"}).first_name, "Cy \"the\" Great");
}

TEST_F(Import, EveryBadRowIsNamedAndNothingIsHalfImported) {
    EXPECT_EQ(people("id,first_name,slack,zone\nann,Ann,U0ANN00001,\nBo,Bo,U0BO000001,\ncy,,xyz,Europe/Madrit\n"
                     "di,Di,U0ANN00001,\ned,Ed,U0ED000001,,more\n"),
              exit_errors);
    EXPECT_THAT(
        said.str(),
        AllOf(HasSubstr("list.csv:3:1: error P014: \"Bo\" cannot be the short name of a person"),
              HasSubstr("list.csv:4:1: error P012: a person needs \"first_name\"\ncy,,xyz,Europe/Madrit\n^ fill in "
                        "the column \"first_name\", such as Ann"),
              HasSubstr("list.csv:4:5: error P014: \"xyz\""), HasSubstr("list.csv:4:9: error P024"),
              HasSubstr("list.csv:5:7: error P051: this is already the account of \"ann\""),
              HasSubstr("list.csv:6:19: error P013: this row has more cells than there are columns")));
    EXPECT_TRUE(known(person_id{"ann"}).people.empty());
}

TEST_F(Import, AMissingColumnIsSaidOnceAndAnUnknownOneIsNotUsed) {
    EXPECT_EQ(people("id,firstname,slack\nann,Ann,U0ANN00001\nbo,Bo,U0BO000001\n"), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("list.csv:1:4: error L002: the column \"firstname\" is not used"),
                                  HasSubstr("did you mean \"first_name\"?"),
                                  HasSubstr("list.csv:1:1: error P012: this list needs a column \"first_name\"")));
    EXPECT_THAT(said.str(), Not(HasSubstr("list.csv:2")));
}

TEST_F(Import, AnyKindOfAccountWillDoAndIsSaidInTheWordsOfATable) {
    EXPECT_EQ(people("id,first_name\nann,Ann\n"), exit_errors);
    EXPECT_THAT(said.str(),
                HasSubstr("list.csv:1:1: error P012: this list needs a column \"slack\", \"teams\" or \"email\"\n"));
    EXPECT_EQ(people("id,first_name,slack,email\nann,Ann,,\n"), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("list.csv:2:1: error P050: there is no way to write to this person\n"),
                                  HasSubstr("^ fill in one of the columns \"slack\", \"teams\" and \"email\"\n")));
}

TEST_F(Import, WhatIsNoTableIsRefused) {
    EXPECT_EQ(people("id,first_name,slack\nann,\"Ann\"x,U0ANN00001\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:2:5: error L001: the quotes of this cell do not fit"));
    EXPECT_EQ(people("id,first_name,slack\nann,\"Ann,U0ANN00001\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error L001"));
    EXPECT_EQ(people("id,first_name,slack\nzoe,Zo\xEB,U0ZOE00001\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:2:5: error L001: these letters are not UTF-8"));
    EXPECT_EQ(people(""), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error L001: there is nothing in this file"));
}

TEST_F(Import, WhoStandsInAProgrammeFileIsChangedThere) {
    EXPECT_EQ(people("id,first_name,slack\nmaria,Mary,U0MARIA001\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:2:1: error P020: \"maria\" stands in a programme file"));
}

TEST_F(Import, AListForEverybodyMayNameWhoStandsInAProgrammeFile) {
    EXPECT_EQ(people("id,first_name,slack\nmaria,Maria,U0MARIA001\n"), exit_clean) << said.str();
    EXPECT_THAT(said.str(), HasSubstr("list.csv:2:1: warning L005: \"maria\" stands in a programme file, so this row"));
    EXPECT_THAT(out.str(), HasSubstr("0 new, 0 changed, 0 as they were."));
}

TEST_F(Import, TheSameTwoPeopleAreNoSecondPair) {
    ASSERT_EQ(people(two_people), exit_clean);
    ASSERT_EQ(pairs("id,mentor,mentee\nfirst,ann,bo\n"), exit_clean) << said.str();
    EXPECT_EQ(pairs("mentor,mentee,starts\nann,bo,2027-01-11\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error P030: these two are already a pair: \"first\""));
    EXPECT_EQ(pairs("id,mentor,mentee,ends\nfirst,ann,bo,2027-06-30\n"), exit_clean) << said.str();
}

TEST_F(Import, APairWhoseDaysAreNotNamedIsPointedOut) {
    ASSERT_EQ(people(two_people), exit_clean);
    ASSERT_EQ(pairs("mentor,mentee,starts,ends\nann,bo,,\n"), exit_clean) << said.str();
    EXPECT_THAT(said.str(), AllOf(HasSubstr("warning L006: \"ann_and_bo\" has no first day, so it begins today"),
                                  HasSubstr("has no last day, so nobody leads it to a closing")));
    EXPECT_EQ(pairs("mentor,mentee,Start\nbo,ann,2027-01-11\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error L002: the column \"Start\" is not used"));
}

TEST_F(Import, DaysAreReadAsSpreadsheetsWriteThemWithDots) {
    ASSERT_EQ(people(two_people), exit_clean);
    EXPECT_EQ(pairs("mentor;mentee;starts;ends\nann;bo;07.12.2026;7.6.2027\n"), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("starts 2026-12-07, ends 2027-06-07\n"));
}

TEST_F(Import, AnAccountOfSomebodyElseIsRefused) {
    ASSERT_EQ(people(two_people), exit_clean);
    EXPECT_EQ(people("id,first_name,slack\nanna,Anna,U0ANN00001\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error P051: this is already the account of \"ann\""));
}

// One Waymark may serve several workspaces.
TEST_F(Import, TheIdOfSomebodyInAnotherWorkspaceIsRefused) {
    ASSERT_EQ(people(two_people), exit_clean);
    std::string elsewhere = programme_text;
    elsewhere.replace(elsewhere.find("T0ACME0001"), 10, "T0FARAWAY1");
    write("programme.yaml", elsewhere);
    EXPECT_EQ(people("id,first_name,slack\nann,Ann,U0ANN00009\n", false), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("error P051: \"ann\" is somebody in another workspace"));
}

TEST_F(Import, PairsAreEnrolledWithTheirTimers) {
    ASSERT_EQ(people(two_people), exit_clean);
    EXPECT_EQ(pairs("mentor,mentee,starts,ends\nann,bo,2026-11-30,2027-05-30\n"), exit_clean) << said.str();
    EXPECT_THAT(out.str(),
                HasSubstr("new      ann_and_bo: mentor ann, mentee bo, starts 2026-11-30, ends 2027-05-30\n"));
    const auto now = known(pair_id{"ann_and_bo"});
    EXPECT_EQ(now.pairs.at({"ann_and_bo"}).programme.text, "six");
    EXPECT_THAT(now.people.at({"bo"}).pairs, ::testing::ElementsAre(pair_id{"ann_and_bo"}));
    EXPECT_TRUE(open_sqlite(path("w.db")).at->next_due().value());
    EXPECT_EQ(pairs("mentor,mentee,ends\nann,bo,2027-06-30\n"), exit_clean);
    EXPECT_THAT(out.str(), HasSubstr("changed  ann_and_bo: ends 2027-06-30 (was 2027-05-30)\n"));
}

TEST_F(Import, PairsOfNobodyOfOneselfOrOfOthersAreRefused) {
    ASSERT_EQ(people(two_people), exit_clean);
    ASSERT_EQ(pairs("id,mentor,mentee\nfirst,ann,bo\n"), exit_clean);
    EXPECT_EQ(pairs("id,mentor,mentee,ends\none,ann,boo,\ntwo,ann,ann,\nthree,bo,ann,5/30/2027\n"), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("list.csv:2:9: error P021: there is no person called \"boo\""),
                                  HasSubstr("list.csv:3:9: error P031: nobody is their own mentor"),
                                  HasSubstr("list.csv:4:14: error P014: \"5/30/2027\" is not a date of the calendar")));
    // somebody with two mentors stands in two rows: the mistake is shown in its own
    ASSERT_EQ(people("id,first_name,slack\ncy,Cy,U0CY000001\n"), exit_clean) << said.str();
    EXPECT_EQ(pairs("id,mentor,mentee\nsecond,cy,ann\nfirst,bo,ann\n"), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:3:1: error P020: \"first\" is the pair of ann and bo"));
}

// Columns that were mixed up; or two people who do help each other, so it is done all the same.
TEST_F(Import, APairTheOtherWayRoundIsPointedOut) {
    ASSERT_EQ(people(two_people), exit_clean);
    ASSERT_EQ(pairs("mentor,mentee,starts,ends\nann,bo,2026-11-30,2027-05-30\n"), exit_clean);
    EXPECT_EQ(said.str(), "");
    EXPECT_EQ(pairs("mentor,mentee,starts,ends\nbo,ann,2026-11-30,2027-05-30\n"), exit_clean);
    EXPECT_EQ(said.str(), path("list.csv") +
                              ":2:1: warning L003: these two are already a pair the other way round: "
                              "\"ann_and_bo\"\nbo,ann,2026-11-30,2027-05-30\n^ who is the mentor? If each of them is "
                              "the other's, leave it so\n");
    EXPECT_THAT(out.str(), HasSubstr("new      bo_and_ann: mentor bo, mentee ann"));
    ASSERT_EQ(people("id,first_name,slack\ncy,Cy,U0CY000001\ndi,Di,U0DI000001\n"), exit_clean);
    EXPECT_EQ(pairs("mentor,mentee\ncy,di\ndi,cy\n", false), exit_clean);
    EXPECT_THAT(said.str(), HasSubstr("list.csv:3:1: warning L003: these two are already a pair the other way round: "
                                      "\"cy_and_di\"\n"));
    ASSERT_EQ(pairs("mentor,mentee\ncy,di\n"), exit_clean);
    EXPECT_EQ(pairs("mentor,mentee\ncy,di\ndi,cy\n", false), exit_clean);
    EXPECT_EQ(said.str().find("L003"), said.str().rfind("L003")) << "said once a row";
}

TEST_F(Import, SaysWhatIsInTheWay) {
    EXPECT_EQ(people_import({path("none.csv"), path("waymark.yaml"), {}, true}, out, said), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("none.csv cannot be read"));
    auto other = wishes(two_people, true);
    other.programme = "seven";
    EXPECT_EQ(people_import(other, out, said), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("say which programme is meant (--programme NAME): six."));
    const auto running = open_sqlite(path("w.db"));
    EXPECT_EQ(people(two_people), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("is using this database"));
}

}  // namespace
}  // namespace waymark
