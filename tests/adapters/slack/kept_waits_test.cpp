// What Slack told us to wait holds over a restart, and a restart begins no burst.
#include <map>

#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using kind = send_outcome::kind;
using fault = testing::slack_fault;

/// Notes as a store keeps them.
struct kept_notes final : note_book {
    boost::asio::awaitable<std::optional<std::string>> note(address about, std::string name) override {
        if (broken) throw boost::system::system_error(boost::asio::error::timed_out);
        const auto found = all.find({about, name});
        co_return found == all.end() ? std::nullopt : std::optional(found->second.body);
    }
    boost::asio::awaitable<void> keep(std::vector<platform_note> notes) override {
        for (auto& one : notes) put(one);
        co_return;
    }
    void put(const platform_note& one) { all[{one.about, one.name}] = one; }
    std::map<std::pair<address, std::string>, platform_note> all;
    bool broken = false;
};

struct kept_slack_waits : slack_calls {
    kept_slack_waits() { restart(); }
    void restart() {
        adapter_ = create_slack_adapter(settings());
        adapter_->keep_notes_in(notes_);
    }
    /// As the outbox does it: what it brings is stored with it.
    send_outcome send(const outbound& what) {
        auto out = slack_calls::send(what);
        for (const auto& one : out.notes) notes_.put(one);
        return out;
    }
    void limit(int seconds) {
        fault one;
        one.is = fault::kind::rate_limited;
        one.method = "chat.postMessage";
        one.retry_after = seconds;
        fake_.fail(one);
    }
    int posts() {
        nlohmann::json counts;
        fake_.with_world([&](auto& world) { counts = world.counts(); });
        return counts.value("/calls/chat.postMessage"_json_pointer, 0);
    }
    const address ann{"slack", {"T0ACME0001"}, "U0MENTEE01"};
    const address other{"slack", {"T0ACME0001"}, "U0MENTOR01"};
    kept_notes notes_;
};

TEST_F(kept_slack_waits, hold_over_a_restart) {
    EXPECT_THAT(send(message("Hello")).notes, IsEmpty()) << "nobody was told to wait";
    limit(30);
    const auto refused = send(message("Hello", "id-2"));
    EXPECT_EQ(refused.retry_after, 30s);
    ASSERT_EQ(refused.notes.size(), 1U);
    EXPECT_EQ(refused.notes[0].expires, now_ + 30s);
    restart();
    now_ += 10s;
    const auto later = send(message("Hello", "id-2"));
    EXPECT_EQ(later.is, kind::retry);
    EXPECT_EQ(later.retry_after, 20s);
    EXPECT_EQ(adapter_->may_send_at(other, now_), now_ + 20s) << "for all of the workspace";
    EXPECT_EQ(run(adapter_->find(message("Hello"))).ask_again_in, 20s);
    EXPECT_EQ(posts(), 1) << "the refused one never reached the world";
    now_ += 20s;
    EXPECT_EQ(adapter_->may_send_at(ann, now_), now_);
    EXPECT_EQ(send(message("Hello", "id-2")).is, kind::sent);
    EXPECT_EQ(posts(), 2);
}

TEST_F(kept_slack_waits, a_wait_by_a_wrong_clock_counts_for_nothing) {
    limit(30);
    (void)send(message("Hello"));
    restart();
    now_ -= 24h;
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
}

TEST_F(kept_slack_waits, nothing_is_sent_while_nobody_knows) {
    notes_.broken = true;
    const auto later = send(message("Hello"));
    EXPECT_EQ(later.is, kind::retry);
    EXPECT_EQ(posts(), 0);
    notes_.broken = false;
    now_ += later.retry_after;
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
}

TEST_F(kept_slack_waits, a_restart_begins_no_burst) {
    const auto ask = [this] { return run(adapter_->find(message("Hello"))).ask_again_in; };
    EXPECT_EQ(ask(), span{}) << "one may be asked at once";
    EXPECT_GT(ask(), span{});
    now_ += 1min;
    for (int i = 0; i < 10; ++i) EXPECT_EQ(ask(), span{}) << i;
    EXPECT_GT(ask(), span{});
    restart();
    EXPECT_EQ(ask(), span{});
    EXPECT_GT(ask(), span{});
}

TEST_F(kept_slack_waits, what_was_sent_before_a_restart_counts) {
    for (const auto ago : {900ms, 600ms, 300ms}) adapter_->count_send(ann, now_ - ago);
    EXPECT_GT(adapter_->may_send_at(ann, now_), now_);
    EXPECT_EQ(adapter_->may_send_at(other, now_), now_);
    for (int i = 0; i < 10; ++i) adapter_->count_send({"slack", {"T0ACME0001"}, "U" + std::to_string(i)}, now_ - 100ms);
    EXPECT_GT(adapter_->may_send_at(other, now_), now_) << "the workspace's bucket is empty";
}

}  // namespace
}  // namespace waymark
