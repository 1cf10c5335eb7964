// Storage that cannot commit, a full disk, a full house: the platform is asked to come again, and nothing is lost.
#include <gtest/gtest.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/mount.h>

#include <fstream>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

constexpr int patience_ms = 5000;

struct Trouble : ::testing::Test {
    Trouble() { home.write("programme.yaml", programme_text(1)); }
    http_reply_seen say_something() {
        return slack_caller(home.port(), signing_secret)
            .event(message_event(mentor_of(1), "help", next_ts(), "Ev" + std::to_string(next_serial())));
    }
    bool becomes_ready() {
        for (int i = 0; i < 100; ++i, std::this_thread::sleep_for(100ms))
            if (home.admin("/readyz").status == 200) return true;
        return false;
    }

    fake_slack slack;
    installation home{"trouble", slack};
};

TEST_F(Trouble, ADatabaseHeldBySomebodyElseIs503UntilItIsFree) {
    home.start();
    SQLite::Database other(home.database.string(), SQLite::OPEN_READWRITE, patience_ms);
    {
        SQLite::Transaction held(other, SQLite::TransactionBehavior::IMMEDIATE);
        const auto began = std::chrono::steady_clock::now();
        const auto answer = say_something();
        EXPECT_EQ(answer.status, 503);
        EXPECT_NE(answer.header("retry-after"), "");
        EXPECT_LT(std::chrono::steady_clock::now() - began, 3s) << "Slack waits no longer than three seconds";
        EXPECT_EQ(home.admin("/readyz").status, 503);
        EXPECT_NE(home.admin("/readyz").body.find("storage"), std::string::npos);
        EXPECT_EQ(home.admin("/healthz").status, 200) << "a restart would not help";
    }
    EXPECT_EQ(say_something().status, 200);
    EXPECT_TRUE(becomes_ready());
    EXPECT_EQ(database_view(home.database).number("SELECT count(*) FROM accepted"), 1);
}

TEST_F(Trouble, MoreThanTheQueueHoldsIsAskedToComeAgainBeforeMemoryGrows) {
    home.more_settings = "limits:\n  queued_events: 2\n";
    home.start();
    std::atomic<int> full = 0;
    {
        SQLite::Database other(home.database.string(), SQLite::OPEN_READWRITE, patience_ms);
        SQLite::Transaction held(other, SQLite::TransactionBehavior::IMMEDIATE);
        std::vector<std::jthread> senders;
        for (int i = 0; i < 12; ++i)
            senders.emplace_back([&] {
                const auto began = std::chrono::steady_clock::now();
                const auto answer = say_something();
                EXPECT_EQ(answer.status, 503);
                EXPECT_NE(answer.header("retry-after"), "");
                if (std::chrono::steady_clock::now() - began < 1s) ++full;
            });
    }
    EXPECT_GE(full, 8) << "whoever finds the queue full is answered at once";
    EXPECT_GE(home.metric("waymark_events_total{result=\"refused_full\"}"), 8);
    EXPECT_EQ(say_something().status, 200);
}

/// A small disk of its own.
struct small_disk {
    explicit small_disk(const std::filesystem::path& where) : folder(where) {
        std::filesystem::create_directories(folder);
        mounted = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=4m,mode=700") == 0;
    }
    ~small_disk() {
        if (mounted) ::umount2(folder.c_str(), MNT_DETACH);
    }
    /// Fills what is left, to the last byte.
    void fill() const {
        std::ofstream ballast(folder / "ballast", std::ios::binary);
        const std::string block(4096, 'x');
        while (ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void free() const { std::filesystem::remove(folder / "ballast"); }

    std::filesystem::path folder;
    bool mounted = false;
};

TEST_F(Trouble, AFullDiskIs503AndSaidSoAndItGoesOnByItselfWhenThereIsSpace) {
    const small_disk disk(home.path("disk"));
    if (!disk.mounted) GTEST_SKIP() << "needs the right to mount a tmpfs (root)";
    home.database = disk.folder / "waymark.db";
    home.more_settings = "limits:\n  free_disk_mib: 1\n";
    home.start();
    slack_participant ann(mentor_of(1), home, slack);
    ann.type("help");
    ASSERT_NE(ann.wait_for("", 10s), "");
    ASSERT_TRUE(becomes_ready());
    disk.fill();
    int refused = 0;
    int taken = 1;
    for (int i = 0; i < 400 && refused < 3; ++i) (say_something().status == 503 ? refused : taken) += 1;
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(home.admin("/readyz").status, 503);
    EXPECT_NE(home.admin("/readyz").body.find("disk"), std::string::npos) << home.admin("/readyz").body;
    EXPECT_FALSE(home.process().exit_status());
    disk.free();
    EXPECT_TRUE(becomes_ready());
    EXPECT_EQ(say_something().status, 200);
    EXPECT_EQ(home.stop(), 0);
    const database_view left(home.database);
    EXPECT_EQ(left.number("SELECT count(*) FROM accepted"), taken + 1);
    EXPECT_EQ(left.contradictions(), std::vector<std::string>{});
}

}  // namespace
}  // namespace waymark::testing
