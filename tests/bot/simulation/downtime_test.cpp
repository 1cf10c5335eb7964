// T4: the bot was down for a minute, or for a month. Whoever waited gets one message, what has become too old is
// recorded as such, and the first minutes go slowly. WAYMARK_PAIRS (4) says how many wait.
#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>

#include "bot/nudge_brake.hpp"
#include "bot/rehearsal/people.hpp"
#include "bot/rehearsal/promises.hpp"
#include "bot/rehearsal/recorder.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "bot/startup.hpp"
#include "tests/bot/simulation/crashing_store.hpp"
#include "tests/support/seed.hpp"

namespace waymark::rehearsal {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using ::testing::IsEmpty;

constexpr int per_minute = 4;

/// Takes so many messages a minute, and holds nudges back after a start as the service does.
class paced_platform final : public chat_platform {
  public:
    explicit paced_platform(instant now) { start(now); }
    void start(instant now) { brake_ = nudge_brake(now, now.time_since_epoch()); }

    handover take(const outbox_row& row, instant now) override {
        if (row.message.kind != message_class::nudge) return calm_.take(row, now);
        (void)brake_.look(now, now.time_since_epoch());
        const auto when = brake_.may_send_at("all", per_minute, now);
        if (when <= now) {
            brake_.count_send("all", per_minute, now);
            return calm_.take(row, now);
        }
        handover later;
        later.how.is = send_result::outcome::retry_at;
        later.how.when = when;
        return later;
    }
    send_result find(const outbox_row& row, instant now) override { return calm_.find(row, now); }
    std::vector<instant> carry(const inbound_event& act, instant now) override { return calm_.carry(act, now); }

  private:
    calm_platform calm_;
    nudge_brake brake_{instant(), span()};
};

/// A world that lives, is down, and lives on.
struct downtime {
    instant up_again;
    ledger what;

    downtime(script_book book, std::uint64_t seed, span length) {
        auto& of = book.programmes.begin()->second;
        const auto pairs = static_cast<std::size_t>(number_from_environment("WAYMARK_PAIRS", 4));
        const auto all = groups_of(of, {.pairs = pairs}).front();
        of = all.of;
        chance luck(seed, "downtime");
        const auto from = beginning_of({all});
        const auto down = from + luck.between(days(5), days(120));
        up_again = down + length;
        const auto until = up_again + days(30);
        crashing_store file;
        paced_platform platform(from);
        synthetic_people people(all, book, seed, from, until);
        recorder sees(all, book, from, until);
        world_loop loop(file.at(), book, platform, people, sees);
        EXPECT_FALSE(loop.enrol(from).has_error());
        EXPECT_FALSE(loop.run(from, down).has_error());
        file.open_again();
        platform.start(up_again);
        EXPECT_FALSE(loop.restart(file.at(), up_again).has_error());
        EXPECT_FALSE(loop.run(up_again, until).has_error());
        what = sees.take();
    }

    /// Nudges to each person in so much time after the start; "" is everybody.
    [[nodiscard]] std::map<std::string, int> nudges_within(span time) const {
        std::map<std::string, int> out;
        for (const auto& one : what.happenings) {
            if (one.is != happening::kind::nudge || one.at < up_again || one.at >= up_again + time) continue;
            ++out[one.who.text];
            ++out[""];
        }
        return out;
    }
    /// What did not come any more, because its time was over when the bot was back. Where the week had no room for it
    /// before either, that is the reason on record.
    [[nodiscard]] std::ptrdiff_t too_old() const {
        return std::ranges::count_if(what.nudges, [&](const auto& one) {
            const auto& [became, why] = std::tie(one.second.became, one.second.why);
            return became == due_nudge::end::expired || why == "too_late" ||
                   (why == "budget" && one.second.ended >= up_again);
        });
    }
};

/// Of all lengths: what came within the first day, and what came too late.
struct aftermath {
    int caught_up = 0;
    std::ptrdiff_t too_old = 0;
};

aftermath expect_all_is_well(std::uint32_t seed) {
    const auto file = std::string(WAYMARK_SOURCE_DIR) + "/conversations/programmes/six-month-classic.yaml";
    const auto book = read_scripts({{}, {file}}, std::cerr)->book;
    SCOPED_TRACE(seed_in_words(seed));
    aftermath out;
    for (const span length : std::array<span, 7>{1min, 1h, 6h, days(1), days(4), days(10), days(30)}) {
        SCOPED_TRACE("down for " + span_text(length));
        const downtime one(book, seed, length);
        EXPECT_THAT(lost_nudges(one.what), IsEmpty());
        for (const auto check : {over_budget, in_quiet_time, said_twice})
            for (const auto& broken : check(one.what))
                ADD_FAILURE() << broken.promise << " " << broken.who.text << ": " << broken.in_words;
        for (const auto& [who, count] : one.nudges_within(20h)) {
            EXPECT_TRUE(who.empty() || count <= 1) << who << " got " << count << " to catch up";
            out.caught_up += who.empty() ? count : 0;
        }
        EXPECT_LE(one.nudges_within(nudge_brake::slow_start)[""], 5 * per_minute / nudge_brake::share_at_start + 1);
        out.too_old += one.too_old();
    }
    return out;
}

TEST(Downtime, OfAnyLengthIsFollowedByOneMessageToEachPersonAndSlowly) {
    (void)expect_all_is_well(test_seed());
}

// Four pairs are few: in some worlds nobody happens to wait. In this one somebody does.
TEST(Downtime, IsCaughtUpWithAndWhatHasBecomeTooOldIsRecorded) {
    const auto seen = expect_all_is_well(1);
    EXPECT_GT(seen.caught_up, 0);
    EXPECT_GT(seen.too_old, 0) << "after a month some of it must be too old";
}

}  // namespace
}  // namespace waymark::rehearsal
