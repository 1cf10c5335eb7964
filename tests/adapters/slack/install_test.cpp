// People install the app in their browser: the way to Slack and back, and the pages they see on it.
#include "adapters/slack/oauth.hpp"
#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/slack/install_calls.hpp"

namespace waymark {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using fault = waymark::testing::slack_fault;
using kind = send_outcome::kind;
using std::chrono::minutes;

TEST_F(slack_installs, begins_at_slack_with_a_state_that_is_tied_to_this_browser) {
    const auto begun = get("/slack/install");
    EXPECT_EQ(begun.status, 302U);
    EXPECT_THAT(header_of(begun, "Location"),
                AllOf(HasSubstr("/oauth/v2/authorize?client_id=1111.2222&scope=app_mentions%3Aread%2Cchat%3Awrite"),
                      HasSubstr("redirect_uri=https%3A%2F%2Fbot.example.org%2Fhere%2Fslack%2Foauth_redirect")));
    const auto state = state_in(begun);
    EXPECT_GE(state.size(), 32U) << "128 bits are 32 such digits";
    EXPECT_EQ(header_of(begun, "Set-Cookie"),
              "__Host-waymark-slack=" + state + "; Max-Age=600; Path=/; Secure; HttpOnly; SameSite=Lax");
    EXPECT_NE(state, state_in(get("/slack/install")));
}

TEST_F(slack_installs, what_slack_grants_is_kept_and_used_and_whoever_waits_there_is_told) {
    EXPECT_EQ(run(adapter_->send(message_to("T0ACME0001", "too early"))).is, kind::account_dead);
    const auto done = install(acme_);
    EXPECT_EQ(done.status, 200U);
    ASSERT_EQ(done.events.size(), 1U);
    EXPECT_EQ(summary(done),
              "200 installed | -@T0ACME0001 - app added key slack/T0ACME0001/app_added/" + std::to_string(to_us(now_)));
    EXPECT_THAT(done.body, AllOf(HasSubstr("<html lang=\"en\">"),
                                 HasSubstr("<h1>Beacon &lt;3 is installed in Acme "
                                           "&amp; Sons</h1>"),
                                 HasSubstr("slack_workspace: T0ACME0001"), Not(HasSubstr("<script"))));
    EXPECT_THAT(done.body_if_unkept,
                AllOf(HasSubstr("<h1>Beacon &lt;3 could not keep this</h1>"), HasSubstr("it is not installed yet")));
    EXPECT_THAT(header_of(done, "Content-Security-Policy"), HasSubstr("default-src 'none'; style-src 'sha256-"));
    EXPECT_THAT(header_of(done, "Set-Cookie"), HasSubstr("Max-Age=0"));
    EXPECT_EQ(run(adapter_->send(message_to("T0ACME0001", "hello"))).is, kind::sent);
    const auto stored = kept("T0ACME0001");
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->bot, "B0BOTID001");
    EXPECT_EQ(stored->rights, "chat:write,im:history,im:write,users:read");
    EXPECT_EQ(stored->expires, never);
    start();
    EXPECT_EQ(run(adapter_->send(message_to("T0ACME0001", "after a restart", "id-2"))).is, kind::sent);
    EXPECT_THAT(shown_in("T0ACME0001"), ::testing::SizeIs(2));
}

TEST_F(slack_installs, nobody_can_put_their_own_answer_into_somebody_elses_browser) {
    const auto mine = get("/slack/install");
    const auto theirs = get("/slack/install");
    const auto answer = "/slack/oauth_redirect?code=" + allow(acme_) + "&state=" + state_in(mine);
    for (const auto& cookie : {std::string(), std::string("__Host-waymark-slack="), cookie_of(theirs),
                               cookie_of(mine) + "0", "x" + cookie_of(mine)}) {
        const auto refused = served(get(answer, {{"Cookie", cookie}}));
        EXPECT_EQ(refused.status, 400U) << cookie;
        EXPECT_EQ(refused.counted_as, "install_elsewhere");
        EXPECT_THAT(refused.body, HasSubstr("another browser"));
    }
    EXPECT_THAT(book_.all, IsEmpty());
    EXPECT_EQ(served(get(answer, {{"Cookie", cookie_of(mine)}})).counted_as, "installed") << "and its own still works";
}

TEST_F(slack_installs, a_state_is_good_for_ten_minutes_and_for_once) {
    auto begun = get("/slack/install");
    const auto back = [&](const std::string& code) {
        return served(
            get("/slack/oauth_redirect?code=" + code + "&state=" + state_in(begun), {{"Cookie", cookie_of(begun)}}));
    };
    now_ += minutes(10);
    EXPECT_EQ(back(allow(acme_)).counted_as, "install_expired");
    begun = get("/slack/install");
    now_ += minutes(9);
    EXPECT_EQ(back(allow(acme_)).counted_as, "installed");
    const auto again = back(allow(acme_));
    EXPECT_EQ(again.counted_as, "install_expired");
    EXPECT_THAT(again.body, HasSubstr("href=\"https://bot.example.org/here/slack/install\""));
    begun = get("/slack/install");
    start();
    EXPECT_EQ(back(allow(acme_)).counted_as, "install_expired") << "a restart forgets attempts, and says so";
}

TEST_F(slack_installs, attempts_do_not_fill_the_memory) {
    slack::attempts all;
    for (std::size_t i = 0; i <= slack::attempts::most; ++i) all.begin(std::to_string(i), now_);
    EXPECT_EQ(all.size(), slack::attempts::most);
    EXPECT_FALSE(all.end("0", now_)) << "the oldest is forgotten";
    EXPECT_TRUE(all.end("1", now_));
    EXPECT_FALSE(all.end("1", now_));
}

TEST_F(slack_installs, whoever_comes_without_our_state_is_sent_on_our_own_way) {
    const auto reply = served(get("/slack/oauth_redirect?code=" + allow(acme_)));
    EXPECT_EQ(reply.status, 302U);
    EXPECT_THAT(header_of(reply, "Location"), HasSubstr("/oauth/v2/authorize"));
    EXPECT_THAT(book_.all, IsEmpty()) << "the code is not taken";
}

TEST_F(slack_installs, what_goes_wrong_is_said_in_words_of_the_browsers_language) {
    const auto back = [&](const std::string& more) {
        const auto begun = get("/slack/install");
        return served(get("/slack/oauth_redirect?state=" + state_in(begun) + more,
                          {{"Cookie", cookie_of(begun)}, {"Accept-Language", "it, es-MX;q=0.8, en"}}));
    };
    auto reply = back("&error=access_denied");
    EXPECT_THAT(reply.body, AllOf(HasSubstr("lang=\"es\""), HasSubstr("no se ha instalado")));
    EXPECT_EQ(reply.counted_as, "install_refused");
    EXPECT_EQ(back("&code=never-granted").counted_as, "install_code_used");
    fail(fault::kind::server_error, "oauth.v2.access");
    reply = back("&code=x");
    EXPECT_EQ(reply.counted_as, "install_unreachable");
    EXPECT_EQ(reply.status, 502U);
    fail_with("bad_client_secret", "oauth.v2.access");
    reply = back("&code=x");
    EXPECT_EQ(reply.counted_as, "install_settings");
    EXPECT_THAT(reply.body, HasSubstr("bad_client_secret"));
    fake_.with_world([](auto& world) { world.installs().app = "A0OTHER001"; });
    EXPECT_EQ(back("&code=" + allow(acme_)).counted_as, "install_other_app");
    EXPECT_THAT(book_.all, IsEmpty());
    for (const auto* odd : {"/slack/oauth_redirect?%zz", "/slack/oauth_redirect?state=<script>&code=1"})
        EXPECT_THAT(served(get(odd)).body, Not(HasSubstr("<script>"))) << odd;
}

TEST_F(slack_installs, an_organization_is_told_where_its_workspaces_are_chosen) {
    testing::slack_place org{"", "", "E0ACMEORG1", "Acme Org", true};
    const auto done = install(org);
    EXPECT_THAT(done.body,
                AllOf(HasSubstr("One step is left"),
                      HasSubstr("href=\"https://app.slack.com/manage/E0ACMEORG1/integrations/profile/A0MENTOR01/"
                                "workspaces/add\"")));
    EXPECT_EQ(done.events.at(0).from, slack::place_of("E0ACMEORG1"));
    EXPECT_EQ(run(adapter_->send(message_to("E0ACMEORG1", "hello"))).is, kind::sent);
    const auto click = slack_fixtures::bytes("interactions/block_actions_org_team_null.form");
    EXPECT_EQ(slack_fixtures::receive_signed(*adapter_, "/slack/interactions", click).events.at(0).from.tenant.text,
              "E0ACMEORG1");
    const auto granted = slack_fixtures::bytes("events/team_access_granted.json");
    const auto resumed = slack_fixtures::receive_signed(*adapter_, "/slack/events", granted);
    EXPECT_EQ(summary(resumed).substr(0, 30), "200 app_added | -@E0ACMEORG1 -");
}

TEST_F(slack_installs, the_pages_exist_only_where_the_app_can_be_installed) {
    EXPECT_EQ(slack_fixtures::receive(*adapter_, "/slack/install", "", {}, now_, "POST").status, 405U);
    EXPECT_THAT(adapter_->paths(), ::testing::Contains("/slack/oauth_redirect"));
    adapter_ = create_slack_adapter(settings());
    EXPECT_THAT(adapter_->paths(), Not(::testing::Contains("/slack/install")));
}

}  // namespace
}  // namespace waymark
