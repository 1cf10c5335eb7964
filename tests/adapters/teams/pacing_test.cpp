// Four fifths of what Teams documents, over every window.
#include "adapters/teams/teams_pacing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace waymark::teams {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr instant begin{hours(24 * 365 * 50)};

/// The moments at which messages may go, as fast as it allows, to these people in turn.
std::vector<instant> sent_in(span how_long, const std::vector<address>& to, int per_minute) {
    teams_pacing pacing(per_minute);
    std::vector<instant> out;
    for (auto now = begin; now < begin + how_long;) {
        auto next = instant::max();
        for (const auto& one : to) {
            const auto ready = pacing.ready_at(one, now);
            if (ready > now) {
                next = std::min(next, ready);
                continue;
            }
            pacing.take(one, 1, now);
            out.push_back(now);
            next = now;
        }
        now = next > now ? next : now + span(1);
    }
    return out;
}

std::ptrdiff_t most_in(const std::vector<instant>& sent, span window) {
    std::ptrdiff_t most = 0;
    for (auto from = sent.begin(); from != sent.end(); ++from)
        most = std::max(most, std::lower_bound(from, sent.end(), *from + window) - from);
    return most;
}

TEST(teams_pacing, one_conversation_keeps_under_every_documented_limit_and_is_not_slower_than_needed) {
    const auto sent = sent_in(hours(3), {{"teams", {"t"}, "u"}}, 1'800);
    EXPECT_LE(most_in(sent, seconds(1)), 5);
    EXPECT_LE(most_in(sent, seconds(2)), 6);
    EXPECT_LE(most_in(sent, seconds(30)), 48);
    EXPECT_LE(most_in(sent, hours(1)), 1'440);
    EXPECT_GE(most_in(sent, seconds(30)), 40);
    EXPECT_GE(most_in(sent, hours(1)), 1'300);
}

TEST(teams_pacing, a_tenant_keeps_under_fifty_calls_a_second_however_many_people_there_are) {
    std::vector<address> people;
    for (int i = 0; i < 500; ++i) people.push_back({"teams", {"t"}, std::to_string(i)});
    const auto sent = sent_in(seconds(20), people, 1'800);
    EXPECT_LE(most_in(sent, seconds(1)), 40);
    EXPECT_GE(std::ssize(sent), 550);
}

TEST(teams_pacing, a_clock_that_was_set_leaves_no_wait_behind) {
    teams_pacing pacing(1'800);
    const address to{"teams", {"t"}, "u"};
    pacing.throttled(to, hours(1), begin);
    EXPECT_EQ(pacing.ready_at(to, begin), begin + hours(1));
    pacing.clock_was_set();
    EXPECT_EQ(pacing.ready_at(to, begin), begin);
}

}  // namespace
}  // namespace waymark::teams
