// The loop on other platforms than the calm one: what they do wrong is seen, or put right by the store.
#include "bot/rehearsal/world_loop.hpp"

#include <gmock/gmock.h>

#include <iostream>

#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/promises.hpp"
#include "bot/rehearsal/recorder.hpp"
#include "bot/startup.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark::rehearsal {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using ::testing::IsEmpty;
using ::testing::Not;

const script_book& shipped() {
    static const auto scripts = read_scripts(
        {{}, {std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml"}}, std::cerr);
    return scripts->book;
}

/// Three pairs for two months.
ledger play_on(chat_platform& platform) {
    script_book book = shipped();
    auto groups = groups_of(book.programmes.begin()->second, {.pairs = 3});
    book.programmes.begin()->second = groups.front().of;
    const auto from = beginning_of(groups);
    const auto until = from + days(60);
    auto opened = open_sqlite_in_memory();
    synthetic_people people(groups.front(), book, 7, from, until);
    recorder sees(groups.front(), book, from, until);
    world_loop loop(*opened.at, book, platform, people, sees);
    EXPECT_FALSE(loop.enrol(from).has_error());
    EXPECT_FALSE(loop.run(from, until).has_error());
    EXPECT_GT(loop.counts().messages, 0U);
    EXPECT_LT(loop.stands_at(), until);
    return sees.take();
}

/// Delivers like the calm one, unless a test says otherwise.
struct other_platform : chat_platform {
    calm_platform calm;
    handover take(const outbox_row& row, instant now) override { return calm.take(row, now); }
    send_result find(const outbox_row& row, instant now) override { return calm.find(row, now); }
    std::vector<instant> carry(const inbound_event& act, instant now) override { return calm.carry(act, now); }
};

TEST(WorldLoop, EveryActThatComesTwiceIsTakenOnce) {
    struct : other_platform {
        std::vector<instant> carry(const inbound_event&, instant now) override { return {now, now + minutes(3)}; }
    } doubling;
    calm_platform calm;
    const auto twice = play_on(doubling);
    EXPECT_THAT(all_broken(twice), IsEmpty());
    EXPECT_EQ(twice.answers.size(), play_on(calm).answers.size());
}

TEST(WorldLoop, AMessageThatIsDeliveredTwiceBreaksAPromise) {
    struct : other_platform {
        handover take(const outbox_row& row, instant now) override {
            auto out = calm.take(row, now);
            out.seen.push_back(now + minutes(1));
            return out;
        }
    } doubling;
    EXPECT_THAT(said_twice(play_on(doubling)), Not(IsEmpty()));
}

TEST(WorldLoop, AMessageThatIsRefusedForAWhileIsTriedAgain) {
    struct : other_platform {
        int refused = 0;
        handover take(const outbox_row& row, instant now) override {
            if (row.attempt > 1) return calm.take(row, now);
            ++refused;
            handover out;
            out.how.is = send_result::outcome::retry_at;
            out.how.when = now + minutes(2);
            return out;
        }
    } busy;
    const auto of = play_on(busy);
    EXPECT_THAT(all_broken(of), IsEmpty());
    EXPECT_GT(busy.refused, 0);
}

TEST(WorldLoop, ANudgeThatComesADayLateIsFoundToBeLate) {
    struct : other_platform {
        handover take(const outbox_row& row, instant now) override {
            auto out = calm.take(row, now);
            if (row.message.kind == message_class::nudge) out.seen = {now + std::chrono::hours(12)};
            return out;
        }
    } slow;
    EXPECT_THAT(in_quiet_time(play_on(slow)), Not(IsEmpty()));
}

}  // namespace
}  // namespace waymark::rehearsal
