// Who is believed at the door in Microsoft Teams, and that what Teams says twice is done once.
#include "tests/service/support/teams_service.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

instant now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

struct TeamsDoors : teams_service {
    using teams_service::teams_service;
    [[nodiscard]] int status(const json& activity, const std::string& authorization) {
        return teams_caller(home.port(), teams).post(activity, authorization).status;
    }
    /// A token with one claim written otherwise; null leaves it out.
    std::string with_claim(const std::string& name, const json& value) {
        std::string out;
        const auto service = ann.sender().service_url;
        teams.with_sign_in([&](teams_sign_in& it) {
            auto claims = it.claims(service, now());
            claims.erase(name);
            if (!value.is_null()) claims[name] = value;
            out = it.authorization_with(claims, it.key());
        });
        return out;
    }
    std::string signed_by_a_stranger() {
        std::string out;
        const auto service = ann.sender().service_url;
        teams.with_sign_in(
            [&](teams_sign_in& it) { out = it.authorization_with(it.claims(service, now()), new_rsa_key()); });
        return out;
    }
    void expect_help_is_answered() {
        ann.type("help");
        EXPECT_NE(ann.wait_for(help_words, patience), "") << home.log();
    }
};

TEST_F(TeamsDoors, OnlyTheBotConnectorIsBelievedAndOnlyForThisBotAndThisService) {
    home.start();
    const auto hello = said(ann.sender(), "help");
    const auto an_hour_ago = std::chrono::floor<std::chrono::seconds>(now() - 1h).time_since_epoch().count();
    const std::vector<std::string> strangers{"",
                                             "Bearer nonsense",
                                             "Bearer an-access-token-of-the-tests-1",
                                             signed_by_a_stranger(),
                                             with_claim("aud", "0b07c0de-9999-4222-8333-444455556666"),
                                             with_claim("iss", "https://attacker.example"),
                                             with_claim("exp", an_hour_ago),
                                             with_claim("exp", nullptr),
                                             with_claim("serviceurl", "https://attacker.example/"),
                                             with_claim("serviceurl", nullptr)};
    for (const auto& one : strangers) EXPECT_EQ(status(hello, one), 401) << one;
    auto elsewhere = hello;
    elsewhere["serviceUrl"] = "https://attacker.example/";
    EXPECT_NE(status(elsewhere, teams.authorization("https://attacker.example/")), 200)
        << "our token must never go there";
    EXPECT_EQ(stored("SELECT count(*) FROM accepted"), 0);
    EXPECT_EQ(status(hello, teams.authorization(ann.sender().service_url)), 200);
    EXPECT_EQ(stored("SELECT count(*) FROM accepted"), 2) << "what she said, and the language of her Teams";
    EXPECT_EQ(loopback_connection(home.port()).get("/api/messages").status, 405);
}

TEST_F(TeamsDoors, PeopleOfOtherTenantsAreTurnedAway) {
    home.start();
    auto partner = ann.sender();
    partner.tenant = "7e4a4700-0002-4bbb-8ccc-0123456789ab";
    partner.service_url = teams.service_url(partner.tenant);
    EXPECT_EQ(post(said(partner, "help")).status, 403);
    EXPECT_EQ(stored("SELECT count(*) FROM accepted"), 0);
}

TEST_F(TeamsDoors, WithoutAnyKeyTeamsIsAskedToComeAgain) {
    fail("keys", "503_empty", false, 100);
    home.start();
    EXPECT_EQ(post(said(ann.sender(), "help")).status, 503);
    EXPECT_THAT(home.admin("/readyz").body, HasSubstr("warning"));
    EXPECT_EQ(stored("SELECT count(*) FROM accepted"), 0);
}

TEST_F(TeamsDoors, WhatIsDeliveredAgainIsDoneOnceWhateverItIsCalled) {
    home.write("programme.yaml", programme(1, closing_nudge));
    home.start();
    ASSERT_NE(ann.wait_for("Would you like to begin?", patience), "") << home.log();
    const auto press = ann.press_of("Yes, let us begin");
    EXPECT_EQ(post(press).status, 200);
    for (const auto& again : {redelivered(press), renamed(press), renamed(press)}) EXPECT_EQ(post(again).status, 200);
    ASSERT_NE(ann.wait_for("What did you two achieve together?", patience), "") << home.log();
    EXPECT_EQ(stored(acts_taken), 1);

    const auto answer = said(ann.sender(), "The day the demo ran");
    EXPECT_EQ(post(answer).status, 200);
    EXPECT_EQ(post(redelivered(answer)).status, 200);
    const auto change = edited(ann.sender(), id_of_message(answer), "The day the demo ran at last");
    EXPECT_EQ(post(change).status, 200);
    EXPECT_EQ(post(redelivered(change)).status, 200);
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); }));
    EXPECT_EQ(stored(acts_taken), 3);
    EXPECT_EQ(times_shown(ann, "What did you two achieve together?"), 1);
    EXPECT_EQ(times_shown(ann, "What did you learn from"), 1);
}

TEST_F(TeamsDoors, AnInvokeIsAnsweredInItsShapeAndAgainWhenItComesAgain) {
    home.write("programme.yaml", programme(1, closing_nudge));
    home.start();
    ASSERT_NE(ann.wait_for("Would you like to begin?", patience), "") << home.log();
    const auto press = ann.press_of("Yes, let us begin");
    const auto invoke = executed(ann.sender(), press["replyToId"].get<std::string>(), press["value"]);
    for (const auto& one : {invoke, redelivered(invoke), renamed(invoke), renamed(invoke)}) {
        const auto began = std::chrono::steady_clock::now();
        const auto answered = post(one);
        EXPECT_EQ(answered.status, 200);
        EXPECT_EQ(json::parse(answered.body).value("statusCode", 0), 200) << answered.body;
        EXPECT_LT(std::chrono::steady_clock::now() - began, 3s);
    }
    ASSERT_NE(ann.wait_for("What did you two achieve together?", patience), "") << home.log();
    EXPECT_EQ(stored(acts_taken), 1);
    auto unknown = invoke;
    unknown["name"] = "brand/new";
    EXPECT_EQ(post(unknown).status, 501);
}

TEST_F(TeamsDoors, WhoeverInstallsTheAppIsWelcomedOnce) {
    home.start();
    const auto first = installation_update(ann.sender(), "add");
    for (const auto& one : {first, redelivered(first), members_added(ann.sender())}) EXPECT_EQ(post(one).status, 200);
    EXPECT_TRUE(soon([&] { return !ann.shown().empty(); })) << home.log();
    EXPECT_EQ(post(installation_update(ann.sender(), "add-upgrade")).status, 200);
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); }));
    EXPECT_EQ(ann.shown().size(), 1U);
}

TEST_F(TeamsDoors, NobodysWordsAndNoSecretAndNoTokenStandInTheLog) {
    home.more_settings = "log:\n  level: debug\n";
    home.start();
    ann.type("help, my private canary 7313");
    EXPECT_NE(ann.wait_for("", patience), "");
    EXPECT_EQ(status(said(ann.sender(), "another canary 7313"), "Bearer canary-token-7313"), 401);
    EXPECT_EQ(home.stop(), 0);
    for (const auto& secret : {std::string("7313"), teams.app().secret, std::string("an-access-token"),
                               teams.authorization(ann.sender().service_url).substr(7, 60)})
        EXPECT_THAT(home.log(), Not(HasSubstr(secret)));
}

// ---- other registrations

teams_registration single_tenant() {
    teams_registration app;
    app.authority = teams_tenant;
    return app;
}

struct SingleTenantApp : TeamsDoors {
    SingleTenantApp() : TeamsDoors(single_tenant()) {}
};

TEST_F(SingleTenantApp, GetsItsTokensFromItsOwnTenant) {
    home.start();
    EXPECT_THAT(home.admin("/readyz").body, Not(HasSubstr("warning")));
    expect_help_is_answered();
}

struct AppWithCertificate : TeamsDoors {
    explicit AppWithCertificate(const certificate_and_key& own = self_signed("app", key_kind::rsa))
        : TeamsDoors(registration(own), own.key) {}
    static teams_registration registration(const certificate_and_key& own) {
        auto app = single_tenant();
        app.certificate = own.certificate;
        return app;
    }
};

TEST_F(AppWithCertificate, ProvesThatItHasTheKey) {
    home.start();
    EXPECT_THAT(home.admin("/readyz").body, Not(HasSubstr("warning")));
    expect_help_is_answered();
}

teams_registration of_the_government() {
    teams_registration app;
    app.authority = "MicrosoftServices.onmicrosoft.us";
    app.issuer = "https://api.botframework.us";
    app.scope = "https://api.botframework.us/.default";
    return app;
}

/// Only addresses are named, since this fake is not where Microsoft's cloud is; the rest follows from the cloud.
struct GovernmentCloud : ::testing::Test {
    GovernmentCloud() {
        programme_wishes wishes;
        wishes.in_teams = everybody(1);
        home.write("programme.yaml", programme_text(wishes));
    }
    static platform_settings settings(const fake_teams& teams) {
        auto out = settings_for(teams);
        std::string kept = "teams:\n  cloud: gcc_high\n";
        std::istringstream lines(out.lines);
        for (std::string line; std::getline(lines, line);)
            for (const auto* key : {"app_id", "openid_metadata", "token_service", "service_hosts", "first_service_url",
                                    "ca_file", "app_secret_env"})
                if (line.starts_with("  " + std::string(key) + ":")) kept += line + "\n";
        out.lines = kept + "  tenants: [" + teams_tenant + "]\n";
        return out;
    }
    fake_teams teams{of_the_government()};
    installation home{"government_cloud", {settings(teams)}};
    teams_participant ann{teams_mentor_of(1), home, teams};
};

TEST_F(GovernmentCloud, IsSpokenToByItsOwnNames) {
    home.start();
    EXPECT_THAT(home.admin("/readyz").body, Not(HasSubstr("warning")));
    ann.type("help");
    EXPECT_NE(ann.wait_for(help_words, patience), "") << home.log();
}

/// As with Microsoft's Agents Playground: nobody has a token.
struct AnonymousMode : ::testing::Test {
    AnonymousMode() {
        programme_wishes wishes;
        wishes.in_teams = everybody(1);
        home.write("programme.yaml", programme_text(wishes));
        teams.with_sign_in([](teams_sign_in& it) { it.admit_everybody(); });
    }
    fake_teams teams;
    platform_settings settings{"teams:\n  anonymous: true\n  ca_file: teams_authority.pem\n",
                               {},
                               {{"teams_authority.pem", teams.authority()}}};
    installation home{"anonymous_mode", {settings}};
    teams_participant ann{teams_mentor_of(1), home, teams};
};

TEST_F(AnonymousMode, WorksOnThisMachineWithoutATokenEitherWay) {
    home.start();
    teams_caller caller(home.port(), teams);
    EXPECT_EQ(caller.post(said(ann.sender(), "help"), "").status, 200);
    EXPECT_NE(ann.wait_for(help_words, patience), "") << home.log();
    EXPECT_EQ(teams.times_called("token"), 0);
    auto elsewhere = said(ann.sender(), "help");
    elsewhere["serviceUrl"] = "https://attacker.example/";
    EXPECT_NE(caller.post(elsewhere, "").status, 200);
}

}  // namespace
}  // namespace waymark::testing
