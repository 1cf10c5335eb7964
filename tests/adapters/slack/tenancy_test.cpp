// Many workspaces in one Waymark: equal ids of two of them never meet, and what one of them does is its own affair.
#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/slack/install_calls.hpp"

namespace waymark {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using kind = send_outcome::kind;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class slack_tenancy : public slack_installs {
  protected:
    slack_tenancy() {
        install(acme_);
        install(other_);
    }
    send_outcome say(const std::string& tenant, const std::string& text) {
        return run(adapter_->send(message_to(tenant, text, "id-" + text)));
    }
};

TEST_F(slack_tenancy, people_with_equal_ids_get_what_is_theirs) {
    EXPECT_EQ(say("T0ACME0001", "for Acme").is, kind::sent);
    EXPECT_EQ(say("T0OTHER001", "for the other one").is, kind::sent);
    EXPECT_THAT(shown_in("T0ACME0001"), ElementsAre(HasSubstr("for Acme")));
    EXPECT_THAT(shown_in("T0OTHER001"), ElementsAre(HasSubstr("for the other one")));
    const auto here = event("message_im.json", "T0ACME0001", now_);
    const auto there = event("message_im.json", "T0OTHER001", now_);
    ASSERT_THAT(here.events, SizeIs(1));
    ASSERT_THAT(there.events, SizeIs(1));
    EXPECT_NE(here.events[0].from, there.events[0].from);
    EXPECT_NE(here.events[0].key, there.events[0].key) << "equal channel and ts are two messages";
}

/// The conversation's and the message's names are equal, too.
TEST_F(slack_tenancy, what_is_remembered_of_a_message_is_remembered_for_one_workspace) {
    const auto sent = say("T0ACME0001", "for Acme");
    auto settle = settling(sent.platform_ref);
    settle.to.tenant.text = "T0OTHER001";
    (void)run(adapter_->send(settle));
    EXPECT_THAT(shown_in("T0OTHER001"), IsEmpty());
    EXPECT_THAT(shown_in("T0ACME0001"), SizeIs(1));
}

TEST_F(slack_tenancy, a_pace_that_slack_sets_holds_in_one_workspace) {
    testing::slack_fault limit;
    limit.is = testing::slack_fault::kind::rate_limited;
    limit.method = "chat.postMessage";
    limit.retry_after = 30;
    fake_.fail(limit);
    EXPECT_EQ(say("T0ACME0001", "too fast").is, kind::retry);
    EXPECT_EQ(adapter_->may_send_at(message_to("T0ACME0001", "").to, now_), now_ + seconds(30));
    EXPECT_EQ(adapter_->may_send_at(message_to("T0OTHER001", "").to, now_), now_);
}

TEST_F(slack_tenancy, an_unknown_workspace_is_answered_and_nothing_of_it_is_kept) {
    const auto reply = event("message_im.json", "T0UNKNOWN1", now_);
    EXPECT_EQ(summary(reply), "200 other_workspace!");
    EXPECT_EQ(summary(event("app_uninstalled.json", "T0UNKNOWN1", now_)), "200 ignored");
    const auto dead = say("T0UNKNOWN1", "hello");
    EXPECT_EQ(dead.is, kind::account_dead);
    EXPECT_EQ(dead.reason, "not_installed");
    nlohmann::json counts;
    fake_.with_world([&](auto& world) { counts = world.counts(); });
    EXPECT_FALSE(counts.at("calls").contains("chat.postMessage")) << "no other workspace's token was tried";
}

TEST_F(slack_tenancy, being_taken_out_ends_in_the_same_state_in_either_order) {
    const auto take_out = [&](const std::string& team, std::vector<std::string> order) {
        now_ += minutes(1);
        std::size_t told = 0;
        for (const auto& file : order) told += event(file, team, now_).events.size();
        EXPECT_GE(told, 1U);
        EXPECT_EQ(kept(team), std::nullopt) << "its tokens are forgotten";
        EXPECT_EQ(say(team, "hello").reason, "not_installed");
    };
    take_out("T0ACME0001", {"app_uninstalled.json", "tokens_revoked.json"});
    EXPECT_EQ(say("T0OTHER001", "the other goes on").is, kind::sent);
    take_out("T0OTHER001", {"tokens_revoked.json", "app_uninstalled.json"});
    start();
    EXPECT_EQ(say("T0ACME0001", "hello").reason, "not_installed") << "nor after a restart";
    EXPECT_EQ(say("T0OTHER001", "hello").reason, "not_installed");
}

TEST_F(slack_tenancy, tokens_of_other_people_that_end_are_not_ours) {
    auto body = nlohmann::json::parse(slack_fixtures::bytes("events/tokens_revoked.json"));
    body["event"]["tokens"]["bot"] = nlohmann::json::array({"U0ANOTHER1"});
    EXPECT_EQ(summary(slack_fixtures::receive_signed(*adapter_, "/slack/events", body.dump(), now_)), "200 ignored");
}

/// Slack says in any order that it was taken out, also when it has been installed again since.
TEST_F(slack_tenancy, a_farewell_from_before_the_installation_changes_nothing) {
    now_ += hours(1);
    EXPECT_EQ(install(acme_).counted_as, "installed");
    for (const auto* file : {"app_uninstalled.json", "tokens_revoked.json"})
        EXPECT_EQ(summary(event(file, "T0ACME0001", now_ - seconds(2))), "200 removed_earlier") << file;
    EXPECT_EQ(say("T0ACME0001", "still here").is, kind::sent);
    EXPECT_EQ(event("app_uninstalled.json", "T0ACME0001", now_ + seconds(1)).events.size(), 1U);
}

TEST_F(slack_tenancy, whoever_comes_back_gets_another_token_and_goes_on) {
    now_ += minutes(1);
    (void)event("app_uninstalled.json", "T0ACME0001", now_);
    fake_.with_world([](auto& world) { world.installs().take_out("T0ACME0001"); });
    now_ += minutes(1);
    EXPECT_EQ(install(acme_).events.size(), 1U);
    EXPECT_EQ(say("T0ACME0001", "back again").is, kind::sent);
    start();
    EXPECT_EQ(say("T0ACME0001", "and after a restart").is, kind::sent);
    EXPECT_EQ(say("T0OTHER001", "both are").is, kind::sent);
}

TEST_F(slack_tenancy, an_organization_and_a_workspace_in_it_are_two_installations) {
    install({"", "", "E0ACMEORG1", "Acme Org", true});
    const auto org = slack_fixtures::bytes("events/message_im_org_install.json");
    EXPECT_EQ(slack_fixtures::receive_signed(*adapter_, "/slack/events", org, now_).events.at(0).from.tenant.text,
              "E0ACMEORG1");
    EXPECT_EQ(event("message_im.json", "T0ACME0001", now_).events.at(0).from.tenant.text, "T0ACME0001");
    auto without_word = nlohmann::json::parse(org);
    without_word.erase("authorizations");
    without_word["team_id"] = "T0INTHEORG";
    EXPECT_EQ(slack_fixtures::receive_signed(*adapter_, "/slack/events", without_word.dump(), now_)
                  .events.at(0)
                  .from.tenant.text,
              "E0ACMEORG1");
    auto farewell = nlohmann::json::parse(slack_fixtures::bytes("events/app_uninstalled.json"));
    farewell["team_id"] = "T0INTHEORG";
    farewell["enterprise_id"] = "E0ACMEORG1";
    EXPECT_EQ(summary(slack_fixtures::receive_signed(*adapter_, "/slack/events", farewell.dump(), now_)), "200 ignored")
        << "one workspace does not speak for the organization";
    farewell.erase("team_id");
    farewell.erase("authorizations");
    farewell["event_time"] = to_us(now_) / 1'000'000 + 60;
    const auto of_all = slack_fixtures::receive_signed(*adapter_, "/slack/events", farewell.dump(), now_);
    ASSERT_EQ(of_all.events.size(), 1U) << "where no workspace is named, it is about the organization";
    EXPECT_EQ(of_all.events[0].from.tenant.text, "E0ACMEORG1");
    EXPECT_TRUE(std::holds_alternative<inbound::app_removed>(of_all.events[0].what));
}

/// From the settings, and beside it others that were installed.
TEST_F(slack_tenancy, the_token_of_the_settings_serves_its_own_workspace_and_no_other) {
    auto both = oauth_settings();
    both.bot_token = "xoxb-T0MINE0001-of-the-settings";
    adapter_ = create_slack_adapter(both);
    adapter_->keep_notes_in(book_);
    ASSERT_EQ(run(adapter_->check()), std::nullopt);
    for (const auto* tenant : {"T0MINE0001", "T0ACME0001", "T0OTHER001"}) {
        EXPECT_EQ(say(tenant, std::string("hello ") + tenant).is, kind::sent) << tenant;
        EXPECT_THAT(shown_in(tenant), ElementsAre(HasSubstr(tenant)));
    }
    EXPECT_EQ(say("T0UNKNOWN1", "hello").reason, "not_installed");
    EXPECT_EQ(event("message_im.json", "T0MINE0001", now_).events.size(), 1U);
    EXPECT_EQ(event("message_im.json", "T0UNKNOWN1", now_).counted_as, "other_workspace");
}

TEST_F(slack_tenancy, somebody_is_looked_up_where_their_programme_is) {
    fake_.with_world([](auto& world) {
        world.put_user_in("T0ACME0001", nlohmann::json::parse(R"({"id":"U1","profile":{"email":"mia@example.org"}})"));
        world.put_user_in("T0OTHER001", nlohmann::json::parse(R"({"id":"U2","profile":{"email":"mia@example.org"}})"));
    });
    for (const auto& [where, user] : {std::pair("T0ACME0001", "U1"), std::pair("T0OTHER001", "U2")}) {
        auto there = oauth_settings();
        there.look_in = where;
        adapter_ = create_slack_adapter(there);
        adapter_->keep_notes_in(book_);
        ASSERT_EQ(run(adapter_->check()), std::nullopt);
        EXPECT_EQ(run(adapter_->find_by_email("mia@example.org")), (address{"slack", {where}, user}));
    }
}

TEST_F(slack_tenancy, two_who_install_at_the_same_moment_are_both_known_after_a_restart) {
    book_.all.clear();
    start();
    const auto begin = [&](const testing::slack_place& where) {
        const auto begun = get("/slack/install");
        auto reply = get("/slack/oauth_redirect?code=" + allow(where) + "&state=" + state_in(begun),
                         {{"Cookie", cookie_of(begun)}});
        run(reply.first(reply));
        reply.first = {};
        return reply;
    };
    const auto one = begin(acme_);
    const auto two = begin(other_);  // the first one is not stored yet
    (void)served(one);
    (void)served(two);
    start();
    EXPECT_EQ(say("T0ACME0001", "hello").is, kind::sent);
    EXPECT_EQ(say("T0OTHER001", "hello").is, kind::sent);
}

}  // namespace
}  // namespace waymark
