#include "adapters/pacing.hpp"

#include <gtest/gtest.h>

namespace waymark {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const instant noon = from_us(1'767'268'800'000'000);
constexpr pace one_a_second{seconds(1), 3};

TEST(pacing, lets_a_burst_pass_and_then_one_token_at_a_time) {
    pacing bucket;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon) << i;
        bucket.take("d", one_a_second, noon);
    }
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon + seconds(1));
    bucket.take("d", one_a_second, noon + seconds(1));
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon + seconds(1)), noon + seconds(2));
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon + seconds(9)), noon + seconds(9)) << "full again after a rest";
}

TEST(pacing, never_allows_more_than_burst_and_rate_over_any_stretch) {
    pacing bucket;
    int sent = 0;
    for (auto now = noon; now < noon + seconds(60); now += milliseconds(7))
        if (bucket.ready_at("d", one_a_second, now) <= now) {
            bucket.take("d", one_a_second, now);
            ++sent;
        }
    EXPECT_GE(sent, 60);
    EXPECT_LE(sent, 63);
}

TEST(pacing, a_wait_the_platform_asked_for_holds_its_own_bucket_alone) {
    pacing bucket;
    bucket.wait_until("d", noon + seconds(30));
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon + seconds(30));
    EXPECT_EQ(bucket.ready_at("e", one_a_second, noon), noon);
    bucket.wait_until("d", noon + seconds(5));
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon + seconds(30)) << "a shorter wait shortens nothing";
}

// Four hundred people answer in one minute, and fifty messages a minute may be changed: if all of them came again for
// the next token, each would come four hundred times.
TEST(pacing, whoever_finds_no_token_comes_again_once_and_finds_one) {
    pacing bucket;
    for (int i = 0; i < one_a_second.burst; ++i) bucket.take("d", one_a_second, noon);
    std::vector<instant> turns;
    for (int i = 0; i < 400; ++i) turns.push_back(bucket.line_up("d", one_a_second, noon + milliseconds(i)));
    EXPECT_EQ(turns.front(), noon + seconds(1));
    for (const auto turn : turns) {
        EXPECT_EQ(bucket.ready_at("d", one_a_second, turn), turn);
        bucket.take("d", one_a_second, turn);
    }
    EXPECT_EQ(turns.back(), noon + seconds(400));
    const auto later = noon + seconds(1000);
    EXPECT_EQ(bucket.line_up("d", one_a_second, later), later) << "nobody is in line any more";
}

TEST(pacing, forgets_buckets_that_are_full) {
    pacing bucket;
    for (int i = 0; i < 5000; ++i) bucket.take(std::to_string(i), one_a_second, noon + seconds(10) * i);
    EXPECT_LT(bucket.size(), 2000U);
}

TEST(pacing, begins_without_a_burst_where_nobody_knows_what_was_taken_before) {
    pacing bucket(noon);
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon - seconds(1)), noon);
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon);
    bucket.take("d", one_a_second, noon);
    EXPECT_EQ(bucket.ready_at("d", one_a_second, noon), noon + seconds(1));
    const auto soon = noon + milliseconds(1500);  // one more has grown
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(bucket.ready_at("e", one_a_second, soon), soon) << i;
        bucket.take("e", one_a_second, soon);
    }
    EXPECT_EQ(bucket.ready_at("e", one_a_second, soon), noon + seconds(2));
    const auto later = noon + seconds(10);  // as full as ever
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(bucket.ready_at("d", one_a_second, later), later) << i;
        bucket.take("d", one_a_second, later);
    }
    EXPECT_EQ(bucket.ready_at("d", one_a_second, later), later + seconds(1));
}

}  // namespace
}  // namespace waymark
