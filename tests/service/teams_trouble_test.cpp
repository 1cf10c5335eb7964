// Teams holds back, fails, forgets to say that it took a message, ends our token, moves house, or will not have us:
// what arrives, how often, and who is told.
#include "tests/service/support/teams_service.hpp"

namespace waymark::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct TeamsTrouble : teams_service {
    /// Asks for help, and says how often it is shown once nothing is under way any more.
    std::ptrdiff_t answers_to_help() {
        ann.type("help");
        EXPECT_NE(ann.wait_for(help_words, patience), "") << home.log();
        EXPECT_TRUE(soon([&] { return nothing_is_under_way(); })) << home.log();
        return times_shown(ann, help_words);
    }
    /// Both are to be asked whether they would like to begin; nobody has written to the bot yet.
    void start_with_nudges() {
        home.write("programme.yaml", programme(1, closing_nudge));
        home.start();
    }
};

constexpr auto invitation = "Would you like to begin?";

TEST_F(TeamsTrouble, WhatIsHeldBackArrivesOnceAndNotBeforeItMay) {
    teams_fault fault;
    fault.operation = "send";
    fault.answer = "429_Throttled_retry_after";
    fault.retry_after = 3;
    teams.fail(fault);
    home.start();
    const auto began = std::chrono::steady_clock::now();
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_GE(std::chrono::steady_clock::now() - began, 3s);
    EXPECT_EQ(teams.times_called("limited"), 0);
}

TEST_F(TeamsTrouble, WhatSurelyDidNotArriveIsSentAgain) {
    for (const auto* answer : {"429_Throttled_no_retry_after", "429_no_json", "412_PreconditionFailed"})
        fail("send", answer);
    home.start();
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_THAT(given_up(), IsEmpty());
}

// Teams cannot be asked whether it has a message.
TEST_F(TeamsTrouble, AnAnswerThatMayHaveArrivedIsSentOnceMoreAndNotOftener) {
    fail("send", "502_html", true);
    home.start();
    ann.type("help");
    EXPECT_TRUE(soon([&] { return times_shown(ann, help_words) == 2; })) << home.log();
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); }));
    EXPECT_EQ(times_shown(ann, help_words), 2);
    EXPECT_THAT(given_up(), IsEmpty());
}

TEST_F(TeamsTrouble, AnAnswerThatDidNotArriveIsShownOnceWhateverTheGatewaySays) {
    home.start();
    int asked = 0;
    for (const auto* answer : {"502_html", "502_json", "503_empty", "504_html", "500_ServiceError", "close"}) {
        fail("send", answer);
        EXPECT_EQ(answers_to_help(), ++asked) << answer;
    }
    EXPECT_THAT(given_up(), IsEmpty());
}

TEST_F(TeamsTrouble, ANudgeThatMayHaveArrivedIsListedAndNeverSentTwice) {
    teams_fault fault;
    fault.operation = "send";
    fault.answer = "502_html";
    fault.done = true;
    fault.user = ann.user();
    teams.fail(fault);
    fault.answer = "504_html";
    fault.done = false;
    fault.user = bo.user();
    teams.fail(fault);
    start_with_nudges();
    EXPECT_NE(ann.wait_for(invitation, patience), "") << home.log();
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); })) << home.log();
    EXPECT_EQ(times_shown(ann, invitation), 1);
    EXPECT_EQ(times_shown(bo, invitation), 0) << "nobody knows that it did not arrive";
    EXPECT_THAT(given_up(), ::testing::UnorderedElementsAre("mentee0001 unknown_unresolved",
                                                            "mentor0001 "
                                                            "unknown_unresolved"));
}

TEST_F(TeamsTrouble, AnEndedTokenIsReplacedByOneForAllWhoWait) {
    constexpr int pairs = 10;
    home.write("programme.yaml", programme(pairs));
    home.start();
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_EQ(teams.times_called("token"), 1);
    teams.with_sign_in([](teams_sign_in& it) { it.end_tokens(); });
    std::vector<teams_participant> all;
    for (int i = 1; i <= pairs; ++i) all.emplace_back(teams_mentee_of(i), home, teams);
    for (auto& one : all) one.type("help");
    for (auto& one : all) EXPECT_NE(one.wait_for(help_words, patience), "") << home.log();
    EXPECT_EQ(teams.times_called("token"), 2);
    EXPECT_GE(teams.times_called("denied"), 1);
    EXPECT_LE(teams.times_called("denied"), pairs);
}

TEST_F(TeamsTrouble, ATokenIsRenewedBeforeItEnds) {
    teams.with_sign_in([](teams_sign_in& it) { it.give_tokens_for(4s); });
    home.start();
    EXPECT_EQ(answers_to_help(), 1);
    std::this_thread::sleep_for(4s);
    EXPECT_EQ(answers_to_help(), 2);
    EXPECT_GE(teams.times_called("token"), 2);
    EXPECT_EQ(teams.times_called("denied"), 0);
}

TEST_F(TeamsTrouble, WithoutATokenMessagesComeLateButTheyCome) {
    fail("token", "503_empty", false, 3);
    home.start();
    EXPECT_THAT(home.admin("/readyz").body, HasSubstr("warning"));
    EXPECT_EQ(home.admin("/readyz").status, 200) << "activities are taken all the same";
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_THAT(given_up(), IsEmpty());
}

TEST_F(TeamsTrouble, WhereThePeopleMoveOurMessagesGoTo) {
    home.start();
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_EQ(teams.truth()["shown"].back()["base"], "/emea/" + teams_tenant);
    teams.with_world([](teams_world& world) { world.move_to("amer", "404_ConversationNotFound"); });
    EXPECT_EQ(answers_to_help(), 2);
    EXPECT_EQ(teams.truth()["shown"].back()["base"], "/amer/" + teams_tenant) << "she wrote from there";
    EXPECT_THAT(given_up(), IsEmpty());
}

// She has not written since: the bot has to find her by itself.
TEST_F(TeamsTrouble, ANudgeFindsWhoeverHasMovedWithoutAWord) {
    home.start();
    EXPECT_EQ(answers_to_help(), 1);
    EXPECT_EQ(home.stop(), 0);
    teams.with_world([](teams_world& world) { world.move_to("amer", "404_ConversationNotFound"); });
    home.write("programme.yaml", programme(1, closing_nudge));
    const auto applied = home.run({"programme", "apply", "--yes", "--config", home.path("waymark.yaml").string()});
    ASSERT_EQ(applied.status, 0) << applied.text;
    home.start();
    EXPECT_NE(ann.wait_for(invitation, patience), "") << home.log();
    EXPECT_EQ(times_shown(ann, invitation), 1);
}

struct refusal_words {
    const char* refusal;
    const char* reason;
    const char* words;
};

struct TeamsRefusals : TeamsTrouble, ::testing::WithParamInterface<refusal_words> {
    /// What the contact will be told on their next day.
    [[nodiscard]] std::string for_the_contact() const {
        return database_view(home.database).opened("person", "WHERE id = 'sam'").at(0);
    }
    [[nodiscard]] std::int64_t lines_for_the_contact() const {
        const std::string line = "I cannot reach";
        const auto text = for_the_contact();
        std::int64_t out = 0;
        for (auto at = text.find(line); at != std::string::npos; at = text.find(line, at + 1)) ++out;
        return out;
    }
};

TEST_P(TeamsRefusals, AreListedAndTheContactIsToldOnce) {
    teams.with_world([&](teams_world& world) { world.refuse(bo.user(), GetParam().refusal); });
    start_with_nudges();
    EXPECT_TRUE(soon([&] { return lines_for_the_contact() == 1; })) << home.log();
    EXPECT_THAT(for_the_contact(), HasSubstr(GetParam().words));
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); })) << home.log();
    EXPECT_THAT(given_up(), ElementsAre("mentee0001 " + std::string(GetParam().reason)));
    EXPECT_TRUE(bo.shown().empty());
    EXPECT_NE(ann.wait_for(invitation, patience), "") << "others are not concerned";

    teams.with_world([&](teams_world& world) { world.refuse(bo.user(), ""); });
    bo.install();
    EXPECT_TRUE(soon([&] { return !bo.shown().empty(); })) << "who comes back is spoken to again\n" << home.log();
    EXPECT_EQ(lines_for_the_contact(), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Of, TeamsRefusals,
    ::testing::Values(
        refusal_words{"403_not_installed_personal", "not_installed", "they do not have the Waymark app"},
        refusal_words{"403_ForbiddenOperationException", "not_installed", "they do not have the Waymark app"},
        refusal_words{"403_BotNotInConversationRoster", "not_installed", "they do not have the Waymark app"},
        refusal_words{"403_ConversationBlockedByUser", "blocked", "they have blocked me"},
        refusal_words{"403_MessageWritesBlocked", "blocked", "they have blocked me"}),
    [](const auto& one) { return std::string(one.param.refusal).substr(4); });

}  // namespace
}  // namespace waymark::testing
