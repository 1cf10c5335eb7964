// The keys with which the Bot Connector signs are replaced while people talk, cannot be fetched, or are named by
// strangers.
#include "tests/service/support/closing_story.hpp"
#include "tests/service/support/teams_service.hpp"

namespace waymark::testing {
namespace {

using ::testing::IsEmpty;

instant now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

struct TeamsKeys : teams_service {
    /// A token of ours by the key of before; by the one that signs now; and by one that nobody has heard of.
    std::string by_the_old_key() {
        std::string out;
        const auto service = ann.sender().service_url;
        teams.with_sign_in([&](teams_sign_in& it) { out = it.authorization_by_the_old_key(service, now()); });
        return out;
    }
    std::string by_a_key_that_nobody_knows(const std::string& app = {}) {
        std::string out;
        const auto service = ann.sender().service_url;
        teams.with_sign_in([&](teams_sign_in& it) {
            auto claims = it.claims(service, now());
            if (!app.empty()) claims["aud"] = app;
            out = it.authorization_with(claims, it.key(), "key-" + std::to_string(next_serial()));
        });
        return out;
    }
    void replace_the_key(bool keep_the_old_one) {
        teams.with_sign_in([&](teams_sign_in& it) { it.rotate_keys(keep_the_old_one); });
    }
    int status(const std::string& authorization) {
        return teams_caller(home.port(), teams).post(said(ann.sender(), "help"), authorization).status;
    }
    void expect_help_is_answered() {
        const auto before = times_shown(ann, help_words);
        ann.type("help");
        EXPECT_TRUE(soon([&] { return times_shown(ann, help_words) == before + 1; })) << home.log();
    }
};

TEST_F(TeamsKeys, ANewOneIsLearntByItsFirstTokenInTheMiddleOfAClosing) {
    const delivery_habits repeating{.repeated = 0.5, .renamed = 0.5, .remembered = 0.3, .doubled = 1};
    teams_participant mentor{teams_mentor_of(1), home, teams, repeating, 1};
    teams_participant mentee{teams_mentee_of(1), home, teams, repeating, 2};
    closing_story story{mentor, mentee, home};
    int acts = 0;
    story.before_acts = [&] {
        if (++acts == 5) replace_the_key(true);
    };
    home.write("programme.yaml", closing_programme(everybody(1)));
    home.start();
    story.play();
    story.wait_until_all_is_said();
    ASSERT_GT(acts, 10) << "most of it was signed with the new key";
    story.expect_all_is_as_it_should_be(database_view(home.database));
    EXPECT_EQ(teams.times_called("keys"), 2) << "at the start, and for the new key";
    EXPECT_EQ(status(by_the_old_key()), 200) << "Microsoft still lists it";
    EXPECT_EQ(teams.times_called("keys"), 2);
}

TEST_F(TeamsKeys, ThatAreOffTheListAreBelievedNoMore) {
    home.start();
    expect_help_is_answered();
    const auto seen_before = teams.authorization(ann.sender().service_url);
    EXPECT_EQ(status(seen_before), 200);
    replace_the_key(false);
    EXPECT_EQ(status(seen_before), 200) << "nobody has heard of the new one yet";
    ann.type("help");
    EXPECT_TRUE(soon([&] { return nothing_is_under_way(); }));
    EXPECT_EQ(teams.times_called("keys"), 2);
    EXPECT_EQ(status(by_the_old_key()), 401);
    EXPECT_EQ(status(seen_before), 401) << "though it was verified once";
    EXPECT_EQ(teams.times_called("keys"), 2) << "not again within the hour";
}

TEST_F(TeamsKeys, TheOldOnesAreBelievedWhileMicrosoftCannotBeAskedForNewOnes) {
    home.start();
    expect_help_is_answered();
    fail("metadata", "503_empty", false, 1000);
    replace_the_key(true);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(status(teams.authorization(ann.sender().service_url)), 401);
    EXPECT_EQ(teams.times_failed("503_empty"), 1) << "tried once";
    for (int i = 0; i < 3; ++i) EXPECT_EQ(status(by_the_old_key()), 200);
    EXPECT_TRUE(soon([&] { return times_shown(ann, help_words) == 4; })) << home.log();
    EXPECT_EQ(teams.times_called("keys"), 1);
    teams.stop_failing();
    EXPECT_EQ(home.stop(), 0);
    home.start();
    expect_help_is_answered();
}

TEST_F(TeamsKeys, ThatNobodyKnowsMakeNobodyFetchAtWill) {
    home.start();
    expect_help_is_answered();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(status(by_a_key_that_nobody_knows("another-bot")), 401);
    EXPECT_EQ(teams.times_called("keys"), 1) << "these do not even claim to be for us";
    for (int i = 0; i < 5; ++i) EXPECT_EQ(status(by_a_key_that_nobody_knows()), 401);
    EXPECT_EQ(teams.times_called("keys"), 2) << "the one of this hour";
    replace_the_key(true);
    EXPECT_EQ(status(teams.authorization(ann.sender().service_url)), 401) << "whoever knows our id can use that one up";
    EXPECT_EQ(status(by_the_old_key()), 200) << "but everybody else is still understood";
    EXPECT_EQ(teams.times_called("keys"), 2);
    EXPECT_EQ(home.stop(), 0);
    home.start();
    expect_help_is_answered();
    EXPECT_EQ(teams.times_called("keys"), 3) << "a restart learns it at once";
}

}  // namespace
}  // namespace waymark::testing
