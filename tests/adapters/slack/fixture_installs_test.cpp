// Answers to an installation: what the real installer makes of each, which tokens are used then, and for whom.
#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/adapters/slack/install_calls.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using kind = send_outcome::kind;

json answer_in(const std::string& file) {
    return json::parse(bytes("responses/" + file));
}

class slack_fixture_installs : public slack_installs {
  protected:
    ~slack_fixture_installs() override { adapter_.reset(); }  // before what it asks
    void start_with_fixtures() {
        auto with = oauth_settings();
        with.api = "https://slack.com/api/";
        with.oauth.public_url = "https://bot.example.com/";
        now_ -= minutes(1);  // nothing begins with a burst
        adapter_ = create_slack_adapter(std::move(with), &slack_);
        now_ += minutes(1);
        adapter_->keep_notes_in(book_);
        ASSERT_EQ(run(adapter_->check()), std::nullopt);
    }
    /// Somebody installs the app, with the code of the example, and Slack answers with this file.
    webhook_reply installed_by(const std::string& file) {
        slack_.answers["oauth.v2.access"] = file;
        start_with_fixtures();
        const auto example = slack::form::read(bytes("requests/oauth.v2.access.code.form")).value();
        const auto begun = get("/slack/install");
        const auto target = "/slack/oauth_redirect?code=" + example["code"] + "&state=" + state_in(begun);
        return served(get(target, {{"Cookie", cookie_of(begun)}}));
    }
    kind say_in(const std::string& tenant, const std::string& id) {
        return run(adapter_->send(message_to(tenant, "hello", id))).is;
    }
    [[nodiscard]] std::string token_used() const { return slack_.latest("chat.postMessage").authorization; }
    /// The installation as the answer has it, found out without our code.
    [[nodiscard]] slack::installation of_answer(const json& answer) const {
        const auto text = [&](const char* name) { return answer.value(name, ""); };
        slack::installation out;
        out.app = text("app_id");
        out.bot_user = text("bot_user_id");
        out.bot = answer_in("ok.auth.test.json").at("bot_id").get<std::string>();
        out.rights = text("scope");
        out.token = text("access_token");
        out.refresh_token = text("refresh_token");
        out.installed_at = now_;
        return out;
    }

    fixture_slack slack_;
};

TEST_F(slack_fixture_installs, an_installation_in_a_workspace_is_kept_under_it_for_good) {
    const auto done = installed_by("ok.oauth.v2.access.json");
    EXPECT_EQ(summary(done),
              "200 installed | -@T0ACME0001 - app added key slack/T0ACME0001/app_added/" + std::to_string(to_us(now_)));
    EXPECT_THAT(done.body, ::testing::HasSubstr("Acme Example"));
    auto expected = of_answer(answer_in("ok.oauth.v2.access.json"));
    expected.team = "T0ACME0001";
    expected.team_name = "Acme Example";
    EXPECT_EQ(kept("T0ACME0001"), expected);

    // The code was exchanged exactly as in the example, with the client's name and secret beside it.
    const auto asked = slack_.latest("oauth.v2.access");
    EXPECT_EQ(asked.body, bytes("requests/oauth.v2.access.code.form"));
    EXPECT_EQ(asked.authorization, "Basic MTExMS4yMjIyOjAxMjM0NTY3ODlhYmNkZWYtY2xpZW50");

    now_ += hours(24 * 365);
    EXPECT_EQ(say_in("T0ACME0001", "1"), kind::sent);
    EXPECT_EQ(token_used(), "Bearer xoxb-EXAMPLE-NOT-A-TOKEN");
    EXPECT_EQ(say_in("E0ACMEORG1", "2"), kind::account_dead) << "the organization around it is not meant";
    EXPECT_EQ(event("message_im.json", "T0ACME0001", now_).events.size(), 1U);
    EXPECT_EQ(event("message_bot_own.json", "T0ACME0001", now_).counted_as, "ignored");
    EXPECT_EQ(event("message_im.json", "T0OTHER001", now_).counted_as, "other_workspace");
}

TEST_F(slack_fixture_installs, an_installation_in_an_organization_is_kept_under_the_organization) {
    const auto done = installed_by("ok.oauth.v2.access_org.json");
    EXPECT_EQ(done.counted_as, "installed");
    EXPECT_EQ(done.events.at(0).from, slack::place_of("E0ACMEORG1"));
    EXPECT_THAT(done.body, ::testing::HasSubstr("Acme Example Org"));
    auto expected = of_answer(answer_in("ok.oauth.v2.access_org.json"));
    expected.org_wide = true;
    expected.enterprise = "E0ACMEORG1";
    expected.team_name = "Acme Example Org";
    EXPECT_EQ(kept("E0ACMEORG1"), expected);
    EXPECT_EQ(expected.bot_user, "U0ORGBOT01");
    EXPECT_EQ(kept("T0ACME0001"), std::nullopt) << "team is null";

    start_with_fixtures();  // all of this is known after a restart, too
    EXPECT_EQ(say_in("E0ACMEORG1", "1"), kind::sent);
    EXPECT_EQ(say_in("T0ACME0001", "2"), kind::account_dead);
    const auto said = [&](const char* by) {
        auto body = json::parse(bytes("events/message_im_org_install.json"));
        body["event"]["user"] = by;
        return receive_signed(*adapter_, "/slack/events", body.dump(), now_);
    };
    EXPECT_EQ(said("W0MENTEE02").events.at(0).from, (address{"slack", {"E0ACMEORG1"}, "W0MENTEE02"}));
    EXPECT_EQ(said("U0ORGBOT01").counted_as, "ignored") << "that is we ourselves";
}

TEST_F(slack_fixture_installs, a_token_that_ends_is_renewed_by_its_own_refresh_token_and_then_by_the_next) {
    const auto answer = answer_in("ok.oauth.v2.access_rotation.json");
    EXPECT_EQ(installed_by("ok.oauth.v2.access_rotation.json").counted_as, "installed");
    auto expected = of_answer(answer);
    expected.team = "T0ACME0001";
    expected.team_name = "Acme Example";
    expected.expires = now_ + hours(12);
    EXPECT_EQ(kept("T0ACME0001"), expected);

    auto renewed = answer;
    renewed["access_token"] = "xoxe.xoxb-2-EXAMPLE-NOT-A-TOKEN";
    renewed["refresh_token"] = "xoxe-2-EXAMPLE-NOT-A-TOKEN";
    slack_.copies["oauth.v2.access"] = renewed.dump();
    now_ += hours(10);
    slack_.calls.clear();
    EXPECT_EQ(say_in("T0ACME0001", "1"), kind::sent);
    EXPECT_EQ(token_used(), "Bearer xoxe.xoxb-1-EXAMPLE-NOT-A-TOKEN");
    EXPECT_FALSE(slack_.methods().contains("oauth.v2.access")) << "two hours are left";
    now_ += minutes(1);
    EXPECT_EQ(say_in("T0ACME0001", "2"), kind::sent);
    const auto asked = slack_.latest("oauth.v2.access");
    EXPECT_EQ(asked.body, bytes("requests/oauth.v2.access.refresh.form"));
    EXPECT_EQ(asked.authorization, "Basic MTExMS4yMjIyOjAxMjM0NTY3ODlhYmNkZWYtY2xpZW50");
    EXPECT_EQ(token_used(), "Bearer xoxe.xoxb-2-EXAMPLE-NOT-A-TOKEN");
    expected.token = "xoxe.xoxb-2-EXAMPLE-NOT-A-TOKEN";
    expected.refresh_token = "xoxe-2-EXAMPLE-NOT-A-TOKEN";
    expected.expires = now_ + hours(12);
    EXPECT_EQ(kept("T0ACME0001"), expected) << "and the moment of the installation stays";

    now_ += hours(11);
    EXPECT_EQ(say_in("T0ACME0001", "3"), kind::sent);
    EXPECT_EQ(slack_.latest("oauth.v2.access").body,
              "grant_type=refresh_token&refresh_token=xoxe-2-EXAMPLE-NOT-A-TOKEN");
}

}  // namespace
}  // namespace waymark::slack_fixtures
