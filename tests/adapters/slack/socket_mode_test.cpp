// Socket Mode with the real client: what comes is acknowledged when it is kept, and what ends is replaced.
#include "tests/adapters/slack/socket_calls.hpp"
#include "tests/support/certificate.hpp"

#include <fstream>
#include <set>

namespace waymark {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::socket_moment;
using fault = testing::slack_fault;

TEST_F(socket_calls, nothing_is_acknowledged_before_it_is_kept) {
    start();
    ASSERT_TRUE(open(2));
    EXPECT_THAT(adapter_->paths(), IsEmpty()) << "nobody else is to be believed";
    door_.held = true;
    const auto id = send_event(1);
    EXPECT_TRUE(until([&] { return door_.asked == 1; }));
    EXPECT_FALSE(acknowledged(id, 200ms));
    door_.held = false;
    EXPECT_EQ(acknowledged(id), (json{{"envelope_id", id}}));
    EXPECT_THAT(door_.counted, ElementsAre("message"));
}

TEST_F(socket_calls, what_could_not_be_kept_comes_again) {
    start();
    ASSERT_TRUE(open(2));
    door_.refusals = 2;
    EXPECT_TRUE(acknowledged(send_event(1)));
    EXPECT_EQ(door_.asked, 3);
    EXPECT_EQ(door_.keys.size(), 1U);
    EXPECT_EQ(sockets().counted().sent_again, 2);
}

TEST_F(socket_calls, an_answer_goes_along_where_slack_takes_one) {
    start();
    ASSERT_TRUE(open(2));
    const auto example = fixture("socket_mode/ack_with_payload.json");
    door_.body = example["payload"].dump();
    const auto view = sockets().send("interactive", fixture("socket_mode/interactive.json")["payload"]);
    EXPECT_EQ(acknowledged(view), (json{{"envelope_id", view}, {"payload", example["payload"]}}));
    const auto command = sockets().send("slash_commands", fixture("socket_mode/slash_commands.json")["payload"]);
    EXPECT_TRUE(acknowledged(command).value_or(json::object()).contains("payload"));
    const auto event = send_event(1);
    EXPECT_EQ(acknowledged(event), (json{{"envelope_id", event}})) << "an event has no answer";
    const auto odd = sockets().send("something_new", json::object());
    EXPECT_TRUE(acknowledged(odd)) << "else it would come again";
    EXPECT_EQ(door_.counted.back(), "unknown_envelope");
}

struct worst_moment : socket_calls, ::testing::WithParamInterface<socket_moment> {};

TEST_P(worst_moment, nothing_is_lost_when_sockets_end) {
    start();
    ASSERT_TRUE(open(2));
    constexpr int all = 20, ends = 4;
    std::vector<std::string> ids;
    for (int i = 0; i < all; ++i) {
        if (i % (all / ends) == 0) sockets().fail_at(GetParam());
        if (i % (all / ends) == 0 && GetParam() == socket_moment::before_hello)
            sockets().tell_all("refresh_requested", true);  // else no new one is needed
        ids.push_back(send_event(i));
        (void)until([] { return false; }, 30ms);
    }
    for (const auto& id : ids) EXPECT_TRUE(acknowledged(id, 20s)) << id;
    EXPECT_EQ(sockets().times_failed(GetParam()), ends);
    EXPECT_EQ(std::set<std::string>(door_.keys.begin(), door_.keys.end()).size(), static_cast<std::size_t>(all));
    const auto seen = sockets().counted();
    EXPECT_EQ(seen.misdirected, 0);
    EXPECT_LE(seen.most_open, 10);
    EXPECT_TRUE(open(2)) << "as many as before";
    if (GetParam() != socket_moment::before_hello && GetParam() != socket_moment::after_warning)
        EXPECT_GE(seen.sent_again, 1);
}

std::string name_of(const ::testing::TestParamInfo<socket_moment>& one) {
    return std::array{"before_hello", "before_ack", "during_ack", "half_open", "after_warning"}.at(
        static_cast<std::size_t>(one.param));
}

INSTANTIATE_TEST_SUITE_P(all, worst_moment,
                         ::testing::Values(socket_moment::before_hello, socket_moment::before_ack,
                                           socket_moment::during_ack, socket_moment::half_open,
                                           socket_moment::after_warning),
                         name_of);

TEST_F(socket_calls, the_new_one_is_open_before_the_old_one_is_closed) {
    start();
    ASSERT_TRUE(open(2));
    sockets().tell_all("refresh_requested", false);
    EXPECT_TRUE(until([&] { return sockets().counted().opened == 4; }));
    EXPECT_EQ(sockets().counted().most_open, 4);
    EXPECT_EQ(sockets().counted().said_goodbye, 0);
    EXPECT_TRUE(open(2)) << "the old ones go after a while";
    EXPECT_EQ(sockets().counted().said_goodbye, 2);
    EXPECT_TRUE(acknowledged(send_event(1)));
}

TEST_F(socket_calls, sockets_that_slack_ends_early_are_replaced_without_a_gap) {
    auto short_lived = socket_settings();
    short_lived.sockets.debug_reconnects = true;
    start(short_lived);
    ASSERT_TRUE(open(2));
    std::vector<std::string> ids;
    for (int i = 0; i < 30; ++i) {
        ids.push_back(send_event(i));
        (void)until([] { return false; }, 60ms);
    }
    for (const auto& id : ids) EXPECT_TRUE(acknowledged(id));
    EXPECT_GE(sockets().counted().opened, 6);
    EXPECT_EQ(std::set<std::string>(door_.keys.begin(), door_.keys.end()).size(), 30U);
    EXPECT_EQ(sockets().counted().misdirected, 0);
}

TEST_F(socket_calls, a_slack_that_pings_no_more_is_left) {
    auto impatient = socket_settings();
    impatient.sockets.limits.pinged_within = 1500ms;
    start(impatient);
    ASSERT_TRUE(open(2));
    (void)until([] { return false; }, 2s);
    EXPECT_EQ(sockets().counted().opened, 2) << "as long as it does";
    sockets().ping(false);
    EXPECT_TRUE(until([&] { return sockets().counted().opened == 4; }));
}

TEST_F(socket_calls, stopping_says_goodbye) {
    start();
    ASSERT_TRUE(open(2));
    const auto began = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 500ms);
    EXPECT_TRUE(sockets().wait_open(0, 2s));
    EXPECT_EQ(sockets().counted().said_goodbye, 2);
}

TEST_F(socket_calls, stopping_while_nothing_can_be_reached_is_quick) {
    fail(fault::kind::drop, "apps.connections.open", 1000);
    start();
    EXPECT_TRUE(until([&] { return fake_.times_failed(fault::kind::drop) > 3; }));
    const auto began = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - began, 500ms);
}

TEST_F(socket_calls, a_start_says_in_words_when_the_app_token_is_not_good) {
    adapter_ = create_slack_adapter(socket_settings());
    EXPECT_FALSE(run(adapter_->check()));
    for (const auto* error : {"invalid_auth", "not_authed", "account_inactive", "missing_scope"}) {
        adapter_ = create_slack_adapter(socket_settings());  // a start of its own
        fail_with(error, "apps.connections.open");
        const auto problem = run(adapter_->check());
        ASSERT_TRUE(problem) << error;
        EXPECT_FALSE(problem->may_pass);
        EXPECT_THAT(problem->words,
                    AllOf(HasSubstr(error), HasSubstr("connections:write"), Not(HasSubstr("xapp-EXAMPLE"))));
    }
    adapter_ = create_slack_adapter(socket_settings());
    fail(fault::kind::server_error, "apps.connections.open");
    EXPECT_TRUE(run(adapter_->check()).value_or(check_problem{}).may_pass);
}

TEST_F(socket_calls, a_token_that_is_refused_later_ends_it_and_that_is_said) {
    for (const auto* error :
         {"not_authed", "invalid_auth", "account_inactive", "user_removed_from_team", "team_disabled"}) {
        fail_with(error, "apps.connections.open", 2);
        start();
        EXPECT_TRUE(is_over()) << error;
        EXPECT_THAT(log(), HasSubstr(std::string("does not accept the app token any more (") + error));
        stop();
        door_.counted.clear();
        fake_.stop_failing();
    }
    EXPECT_EQ(sockets().counted().opened, 0);
}

TEST_F(socket_calls, any_other_refusal_is_tried_again_after_longer_and_longer) {
    fail_with("internal_error", "apps.connections.open", 5);
    start();
    EXPECT_TRUE(open(2));
    EXPECT_EQ(fake_.times_failed(fault::kind::error), 5);
}

TEST_F(socket_calls, a_wait_that_slack_asks_for_is_kept) {
    fault limit;
    limit.is = fault::kind::rate_limited;
    limit.method = "apps.connections.open";
    limit.retry_after = 1;
    fake_.fail(limit);
    auto one = socket_settings();
    one.sockets.connections = 1;
    const auto began = std::chrono::steady_clock::now();
    start(one);
    EXPECT_TRUE(open(1));
    EXPECT_GE(std::chrono::steady_clock::now() - began, 1s);
}

TEST_F(socket_calls, an_admin_who_switches_it_off_is_told_what_that_means) {
    start();
    ASSERT_TRUE(open(2));
    sockets().tell_all("link_disabled", true);
    EXPECT_TRUE(is_over());
    EXPECT_TRUE(open(0));
    EXPECT_EQ(times_said("Socket Mode was switched off"), 1);
    EXPECT_EQ(sockets().counted().opened, 2) << "nothing more is tried";
    EXPECT_THAT(door_.counted, ElementsAre("socket_mode_ended!"));
}

TEST_F(socket_calls, too_many_sockets_are_said_once_and_opened_slowly) {
    auto slow = socket_settings();
    slow.sockets.longest_pause = 1s;
    start(slow);
    ASSERT_TRUE(open(2));
    sockets().tell_all("too_many_websockets", false);
    EXPECT_TRUE(open(0));
    (void)until([] { return false; }, 500ms);
    EXPECT_EQ(sockets().counted().opened, 2);
    EXPECT_TRUE(open(2));
    EXPECT_EQ(times_said("Slack allows 10 sockets"), 1);
}

TEST_F(socket_calls, sockets_of_others_are_warned_of_once) {
    start();
    ASSERT_TRUE(open(2));
    EXPECT_EQ(times_said("of them are ours"), 0);
    sockets().pretend_others(3);
    sockets().tell_all("refresh_requested", true);
    EXPECT_TRUE(until([&] { return sockets().counted().opened == 4; }));
    (void)until([] { return false; }, 100ms);
    EXPECT_EQ(times_said("of them are ours"), 1);
}

TEST_F(socket_calls, no_line_of_the_log_names_a_ticket_or_a_token) {
    sockets().fail_at(socket_moment::before_hello, 2);
    sockets().fail_at(socket_moment::before_ack, 1);
    sockets().fail_at(socket_moment::during_ack, 1);
    start();
    EXPECT_TRUE(acknowledged(send_event(1)));
    ASSERT_TRUE(open(2));  // none is on its way with an address that works
    sockets().hand_out("ws://127.0.0.1:1/link/?ticket=0123&app_id=A0");
    sockets().tell_all("warning", true);
    EXPECT_TRUE(open(0));
    EXPECT_TRUE(until([&] { return times_said("could not be opened") > 1; }));
    sockets().hand_out("wss://wss-primary.slack.com.evil.example/link/?ticket=0123&app_id=A0");
    EXPECT_TRUE(until([&] { return times_said("not Slack's") > 1; }));
    EXPECT_THAT(log(), AllOf(Not(HasSubstr("ticket")), Not(HasSubstr("ws:")), Not(HasSubstr("wss:")),
                             Not(HasSubstr("xapp-")), Not(HasSubstr("evil"))));
}

TEST(socket_mode, over_tls_only_a_known_authority_is_believed) {
    struct with_tls : socket_calls {
        void TestBody() override {}
    } test;
    const auto made = testing::self_signed("localhost");
    const auto file = ::testing::TempDir() + "socket_authority.pem";
    std::ofstream(file) << made.certificate;
    testing::fake_slack secure({}, 0, made);
    auto settings = test.socket_settings();
    settings.api = secure.api();
    settings.ca_file = file;
    test.start(settings);
    EXPECT_TRUE(test.until([&] { return secure.sockets().counted().open == 2; }));
    const auto other = testing::self_signed("localhost");
    testing::fake_sockets impostor(other);
    secure.sockets().hand_out(impostor.new_address());
    secure.sockets().tell_all("refresh_requested", true);
    EXPECT_TRUE(test.until([&] { return test.times_said("could not be opened") > 0; }));
    EXPECT_EQ(impostor.counted().opened, 0);
    test.stop();
}

TEST(socket_mode, pauses_grow_and_are_not_alike) {
    const slack::socket_settings by;
    EXPECT_EQ(slack::pause_after(0, 0, by), 0ms);
    EXPECT_EQ(slack::pause_after(1, 0, by), 1s);
    EXPECT_EQ(slack::pause_after(1, 1, by), 500ms);
    EXPECT_EQ(slack::pause_after(4, 0, by), 8s);
    EXPECT_EQ(slack::pause_after(7, 0, by), 60s);
    EXPECT_EQ(slack::pause_after(1'000'000, 0, by), 60s);
    EXPECT_EQ(slack::pause_after(1'000'000, 1, by), 30s);
}

}  // namespace
}  // namespace waymark
