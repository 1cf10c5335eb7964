// The section "package:" of "teams:".
#include <gmock/gmock.h>

#include "tests/bot/config_reading.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct TeamsPackageConfig : config_reading {
    TeamsPackageConfig() { environment["SECRET"] = teams_secret; }
};

std::string package(const std::string& lines) {
    return teams_section("  package:\n" + lines);
}
constexpr auto developer =
    "    developer: { name: Us, website: https://us.example, privacy: https://us.example/p?a=b%20c, terms: "
    "https://us.example/t }\n";

TEST_F(TeamsPackageConfig, TheAppPackageNeedsOnlyWhoOffersIt) {
    const auto got = read(package(developer));
    EXPECT_EQ(said(package(developer)), "");
    const auto& of = *got.teams->package;
    EXPECT_EQ(of.developer, "Us");
    EXPECT_EQ(of.privacy, "https://us.example/p?a=b%20c");
    EXPECT_EQ(of.accent_color, "#1D5F50");
    EXPECT_THAT(of.scopes, ElementsAre("personal"));
    EXPECT_THAT(said(package("    version: 1.0.0\n")),
                HasSubstr("error C005: package needs developer: who offers the bot, and three pages of theirs\n"));
}

TEST_F(TeamsPackageConfig, TheAppPackageMaySayEverythingItself) {
    const auto got = read(package(std::string(developer) + "    id: A99A99A9-0001-4000-8000-0123456789AB\n"
                                                           "    name: { short: Beacon, full: Beacon for everybody }\n"
                                                           "    description: { short: Short., full: Long. }\n"
                                                           "    accent_color: \"#aB0123\"\n    version: 10.0.2\n"
                                                           "    scopes: [groupChat, personal, team, team]\n"));
    EXPECT_FALSE(any_error(problems));
    const auto& of = *got.teams->package;
    EXPECT_EQ(of.id, "a99a99a9-0001-4000-8000-0123456789ab");
    EXPECT_EQ(of.short_name + of.full_name + of.summary + of.about, "BeaconBeacon for everybodyShort.Long.");
    EXPECT_EQ(of.version, "10.0.2");
    EXPECT_THAT(of.scopes, ElementsAre("personal", "team", "groupChat"));
}

TEST_F(TeamsPackageConfig, WhatTeamsWouldRefuseInThePackageIsSaidBefore) {
    const auto refused = [&](const std::string& line, const std::string& words) {
        EXPECT_THAT(said(package(developer + ("    " + line + "\n"))), HasSubstr(words)) << line;
    };
    for (const auto* version : {"1.0", "1.0.0.0", "1.0.0-beta", "v1.0.0", "01.0.0", "1..0"})
        refused(std::string("version: ") + version,
                "waymark.yaml:7:14: error C027: \"" + std::string(version) + "\" is no version");
    for (const auto* color : {"red", "\"#12345\"", "\"#12345g\""})
        refused(std::string("accent_color: ") + color, "waymark.yaml:7:19: error C027: ");
    refused("scopes: [team]", "waymark.yaml:7:13: error C027: \"personal\" is not among the scopes");
    refused("scopes: [personal, groupchat]", "error C008: \"groupchat\" is not one of: personal, team, groupChat\n");
    refused("id: 00000000-0000-0000-0000-000000000000", "error C018");
    refused("name: { short: " + std::string(31, 'x') + " }",
            "error C027: this has 31 characters, and Teams takes 30\n");
    refused("description: { short: " + std::string(81, 'x') + " }",
            "error C027: this has 81 characters, and Teams takes 80");
    EXPECT_THAT(
        said(package(
            "    developer: { name: Us, website: http://us.example, privacy: us.example, terms: 'https://a b' }\n")),
        AllOf(HasSubstr("C027: \"http://us.example\" is no address"), HasSubstr("C027: \"us.example\" is no address"),
              HasSubstr("C027: \"https://a b\" is no address")));
}

// To YAML it is a comment, and so it is gone before anybody could look at it.
TEST_F(TeamsPackageConfig, AColourWithoutQuotesIsAComment) {
    const auto text = said(package(std::string(developer) + "    accent_color: #4F6BED\n    version: 1.0.0\n"));
    EXPECT_EQ(problems.size(), 1U) << text;
    EXPECT_THAT(text, AllOf(HasSubstr("waymark.yaml:7:"),
                            HasSubstr("error C027: there is no colour here: what stands behind # is a comment\n"),
                            HasSubstr("^ write it in quotes, like \"#1D5F50\"\n")));
}

TEST_F(TeamsPackageConfig, PagesOfTheExampleAreSaidBeforeThePackageIsMade) {
    const auto text =
        said(package("    developer: { name: Us, website: https://us.example, privacy: "
                     "https://mentoring.example.org/privacy, terms: https://myexample.org }\n"));
    EXPECT_EQ(problems.size(), 1U) << text;
    EXPECT_THAT(text, HasSubstr("warning C018: this page is the example's, and not yours\n"));
}

// Characters count and not bytes.
TEST_F(TeamsPackageConfig, TheNameOfTheBotIsOneThatTeamsTakes) {
    std::string accents;
    for (int i = 0; i < 30; ++i) accents += "é";
    EXPECT_EQ(said(teams_section("  bot_name: " + accents + "\n")), "");
    EXPECT_THAT(said(teams_section("  bot_name: " + accents + "é\n")),
                HasSubstr("waymark.yaml:5:13: error C027: this has 31 characters, and Teams takes 30\n"));
}

}  // namespace
}  // namespace waymark
