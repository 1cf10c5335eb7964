// Tokens that last twelve hours: renewed ahead of their end, once for all who wait, and stored before they are used.
#include "tests/adapters/slack/install_calls.hpp"

namespace waymark {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using kind = send_outcome::kind;
using fault = waymark::testing::slack_fault;

class slack_rotation : public slack_installs {
  protected:
    slack_rotation() {
        fake_.with_world([](auto& world) { world.installs().rotates = true; });
        install(acme_);
        first_ = kept("T0ACME0001").value();
    }
    void pass(span time) {
        now_ += time;
        fake_.with_world([&](auto& world) { world.installs().pass(time); });
    }
    int exchanges() {
        int out = 0;
        fake_.with_world([&](auto& world) { out = world.installs().exchanges(); });
        return out;
    }
    send_outcome::kind say(const std::string& id) { return run(adapter_->send(message_to("T0ACME0001", id, id))).is; }

    slack::installation first_;
};

TEST_F(slack_rotation, a_token_is_renewed_when_less_than_two_hours_are_left) {
    EXPECT_EQ(first_.expires, now_ + hours(12));
    pass(hours(10));
    EXPECT_EQ(say("1"), kind::sent);
    EXPECT_EQ(exchanges(), 0);
    pass(minutes(1));
    EXPECT_EQ(say("2"), kind::sent);
    EXPECT_EQ(exchanges(), 1);
    const auto next = kept("T0ACME0001").value();
    EXPECT_NE(next.token, first_.token);
    EXPECT_NE(next.refresh_token, first_.refresh_token);
    EXPECT_EQ(next.expires, now_ + hours(12));
    EXPECT_EQ(next.installed_at, first_.installed_at) << "it is the same installation";
    for (int day = 0; day < 6; ++day) {
        pass(hours(11));
        EXPECT_EQ(say("day " + std::to_string(day)), kind::sent);
    }
    EXPECT_EQ(exchanges(), 7);
    start();
    EXPECT_EQ(say("after a restart"), kind::sent);
}

TEST_F(slack_rotation, many_who_wait_at_the_same_moment_cause_one_exchange) {
    pass(hours(13));
    using boost::asio::co_spawn;
    using boost::asio::use_future;
    std::vector<std::future<send_outcome>> all;
    for (int i = 0; i < 20; ++i) {
        auto one = message_to("T0ACME0001", "hello", "id-" + std::to_string(i));
        one.to.user = "U0PERSON" + std::to_string(i);
        all.push_back(co_spawn(context_, adapter_->send(one), use_future));
    }
    context_.restart();
    context_.run();
    for (auto& one : all) EXPECT_EQ(one.get().is, kind::sent);
    EXPECT_EQ(exchanges(), 1);
}

TEST_F(slack_rotation, a_new_pair_is_stored_before_it_is_used_and_the_old_one_serves_until_then) {
    pass(hours(11));
    book_.failures = 2;
    EXPECT_EQ(say("1"), kind::sent) << "the old token is good for another hour";
    EXPECT_EQ(kept("T0ACME0001")->token, first_.token);
    pass(minutes(1));
    EXPECT_EQ(say("2"), kind::sent);
    pass(minutes(1));
    EXPECT_EQ(say("3"), kind::sent);
    EXPECT_NE(kept("T0ACME0001")->token, first_.token);
    EXPECT_EQ(exchanges(), 1) << "what Slack has granted is not asked for twice";
    pass(hours(2));
    book_.failures = 0;
    EXPECT_EQ(say("4"), kind::sent);
}

TEST_F(slack_rotation, nothing_goes_out_while_an_expired_token_cannot_be_replaced_and_then_it_goes_on) {
    pass(hours(13));
    fail(fault::kind::server_error, "oauth.v2.access");
    const auto waits = run(adapter_->send(message_to("T0ACME0001", "hello")));
    EXPECT_EQ(waits.is, kind::retry);
    EXPECT_GT(waits.retry_after, span{});
    EXPECT_EQ(say("not asked again at once"), kind::retry);
    pass(minutes(1));
    EXPECT_EQ(say("now"), kind::sent);
}

TEST_F(slack_rotation, a_token_that_slack_calls_expired_is_renewed_and_the_call_made_once_more) {
    fail_with("token_expired");
    EXPECT_EQ(say("1"), kind::sent);
    EXPECT_EQ(exchanges(), 1);
    EXPECT_EQ(shown_in("T0ACME0001").size(), 1U);
    fail_with("token_expired", "chat.postMessage", 2);
    EXPECT_NE(say("2"), kind::sent) << "not again and again";
}

/// Ended between Slack's answer and the commit: the refresh token that is kept has been used.
TEST_F(slack_rotation, a_pair_that_was_lost_is_said_and_a_new_installation_helps) {
    fake_.with_world([&](auto& world) {
        nlohmann::json in;
        in["grant_type"] = "refresh_token";
        in["refresh_token"] = first_.refresh_token;
        const auto lost = world.installs().access("Basic MTExMS4yMjIyOjAxMjM0NTY3ODlhYmNkZWYtY2xpZW50", in, now_);
        ASSERT_TRUE(lost.value("ok", false)) << lost;
    });
    start();
    pass(hours(11));
    EXPECT_EQ(say("1"), kind::sent) << "the old one is good for another hour";
    pass(hours(2));
    const auto dead = run(adapter_->send(message_to("T0ACME0001", "hello")));
    EXPECT_EQ(dead.is, kind::account_dead);
    EXPECT_EQ(dead.reason, "invalid_refresh_token");
    EXPECT_EQ(install(acme_).counted_as, "installed");
    EXPECT_EQ(say("2"), kind::sent);
}

TEST_F(slack_rotation, another_process_of_ours_may_have_renewed_it) {
    pass(hours(11));
    auto beside = create_slack_adapter(oauth_settings());
    beside->keep_notes_in(book_);
    ASSERT_EQ(run(beside->check()), std::nullopt);
    EXPECT_EQ(run(beside->send(message_to("T0ACME0001", "from there", "id-b"))).is, kind::sent);
    EXPECT_EQ(exchanges(), 1);
    EXPECT_EQ(say("1"), kind::sent);
    EXPECT_EQ(exchanges(), 1) << "what is stored is newer, and is used";
}

TEST_F(slack_rotation, what_happens_to_the_installation_while_a_pair_is_stored_is_what_counts) {
    pass(hours(11));
    book_.after_keep = [&] {
        book_.after_keep = {};
        (void)event("app_uninstalled.json", "T0ACME0001", now_);
    };
    (void)say("1");
    EXPECT_EQ(kept("T0ACME0001"), std::nullopt) << "tokens of whoever took us out are not kept";
}

}  // namespace
}  // namespace waymark
