#include "bot/admin/health.hpp"

#include <gmock/gmock.h>

#include "storage/errc.hpp"

namespace waymark {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Health, NothingIsWrongWhenAllIsWell) {
    process_health now;
    now.free_disk_mib = 64;
    now.disk_floor_mib = 64;
    now.storage_silent = std::chrono::milliseconds(900);
    EXPECT_THAT(what_is_wrong(now), IsEmpty());
    EXPECT_THAT(warnings_of(now), IsEmpty());
}

TEST(Health, TroubleOfAPlatformIsAWarning) {
    process_health now;
    now.unchecked_accounts["slack"] = "Slack could not be asked about the bot token (no_answer).";
    now.closed_accounts["slack/T0ACME"] = "token_revoked";
    now.closed_accounts["slack/T0GONE"] = "app_removed";
    now.closed_accounts["slack/T0NEW"] = "not_installed";
    now.deliveries_limited = true;
    EXPECT_THAT(what_is_wrong(now), IsEmpty());
    EXPECT_THAT(warnings_of(now),
                ElementsAre("the account on slack could not be checked yet: Slack could not be asked about the bot "
                            "token (no_answer).",
                            "the token of slack/T0ACME was refused (token_revoked): nothing is sent there",
                            "the bot was taken out of slack/T0GONE (app_removed): nothing is sent there",
                            "the bot is not installed in slack/T0NEW (not_installed): nothing is sent there",
                            "the platform limits deliveries to us: it holds events back"));
}

TEST(Health, EverythingThatIsWrongIsSaidInOrder) {
    process_health now;
    now.draining = true;
    now.restored = instant(std::chrono::sys_days(std::chrono::May / 4 / 2026) + std::chrono::minutes(65));
    now.storage_trouble = store_errc::unavailable;
    now.storage_silent = std::chrono::seconds(7);
    now.database = "/var/lib/waymark/waymark.db";
    now.free_disk_mib = 12;
    now.disk_floor_mib = 64;
    EXPECT_THAT(
        what_is_wrong(now),
        ElementsAre("stopping: what is in hand is being finished",
                    "storage cannot commit: the database cannot commit right now", "storage is slow: no commit for 7 s",
                    "the disk is nearly full: 12 MiB free where /var/lib/waymark/waymark.db is, less than the 64 MiB "
                    "wanted",
                    "paused: the database was restored from a backup at 2026-05-04 01:05 UTC; nothing is sent until "
                    "somebody confirms it (waymark confirm-restore)"));
}

TEST(Health, AFullDiskIsSaidAsSuch) {
    process_health now;
    now.storage_trouble = store_errc::disk_full;
    EXPECT_THAT(what_is_wrong(now),
                ElementsAre("the disk is full: events are refused with 503 until there is space again"));
}

TEST(Health, FreeSpaceIsThatOfTheFolder) {
    EXPECT_GT(free_disk_mib("/tmp/there-is-no-such-file.db").value_or(0), 0U);
    EXPECT_EQ(free_disk_mib("/there/is/no/such/folder/waymark.db"), std::nullopt);
}

}  // namespace
}  // namespace waymark
