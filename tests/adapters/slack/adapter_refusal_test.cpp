// Workspaces that take less than others: no metadata, or a conversation that is not there any more.
#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using fault = waymark::testing::slack_fault;
using kind = send_outcome::kind;

TEST_F(slack_calls, a_workspace_that_refuses_metadata_gets_its_messages_without) {
    fake_.with_world([](auto& world) { world.refuse_metadata(true); });
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    EXPECT_EQ(send(message("Again", "id-2")).is, kind::sent);
    const auto seen = fake_.shown_to("U0MENTEE01");
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_TRUE(seen[0].contains("blocks")) << "nothing else is given up";
    json counts;
    fake_.with_world([&](auto& world) { counts = world.counts(); });
    EXPECT_EQ(counts.at("calls").at("chat.postMessage"), 3) << "the refusal is remembered";
}

// An organization has installed us, and the admin of this workspace may still let us in; then Slack says so.
TEST_F(slack_calls, a_workspace_that_has_not_let_us_in_is_not_asked_all_the_time) {
    fail_with("team_access_not_granted");
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::retry);
    EXPECT_EQ(outcome.retry_after, std::chrono::minutes(15));
    now_ += std::chrono::seconds(5);
    EXPECT_EQ(send(message("Hello")).is, kind::sent) << "nothing else is held against it";
}

TEST_F(slack_calls, posts_that_are_refused_side_by_side_all_go_without_metadata) {
    fake_.with_world([](auto& world) { world.refuse_metadata(true); });
    using boost::asio::co_spawn;
    using boost::asio::use_future;
    auto hers = co_spawn(context_, adapter_->send(message("Hello", "id-1", "U0MENTEE01")), use_future);
    auto his = co_spawn(context_, adapter_->send(message("Hello", "id-2", "U0MENTOR01")), use_future);
    context_.run();
    EXPECT_EQ(hers.get().is, kind::sent);
    EXPECT_EQ(his.get().is, kind::sent);
}

TEST_F(slack_calls, without_metadata_a_post_is_found_by_its_blocks_and_else_nobody_can_tell) {
    fake_.with_world([](auto& world) { world.refuse_metadata(true); });
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    fail(fault::kind::accept_then_drop);
    const auto lost = message("Hello", "id-lost");
    EXPECT_EQ(send(lost).is, kind::unknown);
    EXPECT_EQ(run(adapter_->find(lost)).is, find_outcome::kind::found);
    fail(fault::kind::drop);
    const auto never = message("Hello", "id-never");
    EXPECT_EQ(send(never).is, kind::unknown);
    EXPECT_EQ(run(adapter_->find(never)).is, find_outcome::kind::cannot_tell);
    auto elsewhere = never;
    elsewhere.to.tenant.text = "T0OTHER001";
    EXPECT_EQ(run(adapter_->find(elsewhere)).is, find_outcome::kind::absent) << "that workspace refused nothing";
}

TEST_F(slack_calls, a_conversation_that_slack_does_not_know_any_more_is_opened_again_once) {
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    now_ += std::chrono::seconds(5);
    fake_.with_world([](auto& world) { world.close_channel("D0MENTEE01"); });
    EXPECT_EQ(send(message("Are you there?", "id-2")).is, kind::sent);
    EXPECT_EQ(shown(), 2U);

    fake_.with_world([](auto& world) { world.close_channel("D0MENTEE01", true); });
    const auto outcome = send(message("And now?", "id-3"));
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_EQ(outcome.reason, "channel_not_found");
    EXPECT_TRUE(outcome.person_gone) << "only now";
    json counts;
    fake_.with_world([&](auto& world) { counts = world.counts(); });
    EXPECT_EQ(counts.at("calls").at("conversations.open"), 3);
    EXPECT_EQ(counts.at("calls").at("chat.postMessage"), 5);
}

}  // namespace
}  // namespace waymark
