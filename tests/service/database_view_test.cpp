// The inspector itself: that it finds what must never be. Otherwise the other tests here could not fail.
#include "tests/service/support/database_view.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "storage/sqlite/key_rows.hpp"
#include "storage/sqlite/schema.hpp"

namespace waymark::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct DatabaseView : ::testing::Test {
    DatabaseView() {
        sqlite::key_rows rows(at);
        sealing::data_keys keys(sealing::master_keys::of_this_process(), rows);
        migrate(at, keys);
    }
    ~DatabaseView() override {
        for (const auto* part : {"", "-wal", "-shm", ".left_behind", ".left_behind-wal", ".left_behind-shm"})
            std::filesystem::remove(file.string() + part);
    }
    /// States: 0 pending, 1 sending, 2 unknown. Classes: 0 reply, 1 nudge, 2 change.
    void wait_in_outbox(const std::string& key, int state, int of_class = 0, const std::string& to = "ann") {
        at.exec(
            "INSERT INTO outbox(message_key, tenant, platform, user_id, recipient, class, rank, state, attempt, "
            "not_before_us, started_us, expires_us, changes_key, resent, body) VALUES('" +
            key + "', 't', 'slack', 'U1', '" + to + "', " + std::to_string(of_class) + ", 0, " + std::to_string(state) +
            ", 0, 0, 0, 0, '', 0, x'')");
    }
    void was_delivered(const std::string& key) {
        at.exec("INSERT INTO delivery(message_key, tenant, recipient, platform_ref, sent_us) VALUES('" + key +
                "', 't', 'ann', 'D/1', 0)");
    }
    [[nodiscard]] std::vector<std::string> contradictions() const { return database_view(file).contradictions(); }

    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("waymark_view_" + std::to_string(::getpid()) + ".db");
    SQLite::Database at{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

TEST_F(DatabaseView, FindsNothingWrongWithWhatMayBe) {
    wait_in_outbox("change", 0, 2);
    wait_in_outbox("first", 1);  // a change that waits may be passed
    wait_in_outbox("second", 0);
    wait_in_outbox("other", 2, 1, "bo");
    was_delivered("earlier");
    EXPECT_THAT(contradictions(), IsEmpty());
}

TEST_F(DatabaseView, AMessageInTwoPlacesIsAContradiction) {
    wait_in_outbox("m", 0);
    was_delivered("m");
    EXPECT_THAT(contradictions(), ElementsAre("a message stands in two places: m"));
    at.exec("DELETE FROM outbox");
    at.exec("INSERT INTO dead_letter VALUES('m', 't', 'ann', 'why', 0)");
    EXPECT_THAT(contradictions(), ElementsAre("a message stands in two places: m"));
}

TEST_F(DatabaseView, AMessageUnderWayBeforeAnEarlierOneIsAContradiction) {
    for (const int state : {1, 2}) {
        at.exec("DELETE FROM outbox");
        wait_in_outbox("first", 0);
        wait_in_outbox("second", state);
        EXPECT_THAT(contradictions(), ElementsAre(StartsWith("a message is under way before"))) << state;
    }
    at.exec("DELETE FROM outbox");
    wait_in_outbox("change", 1, 2);
    wait_in_outbox("second", 1);
    EXPECT_THAT(contradictions(), ElementsAre(StartsWith("a message is under way before"))) << "a change in the air";
}

TEST_F(DatabaseView, AnAnswerWithoutItsPairIsAContradiction) {
    at.exec("PRAGMA foreign_keys = OFF");
    at.exec("INSERT INTO answer VALUES('nobody', 'closing.1', 'victories', 'ann', 0, 0, 0, x'7b7d')");
    EXPECT_THAT(contradictions(), ElementsAre("an answer's pair is missing: victories"));
}

TEST_F(DatabaseView, AnEventThatWasSetAsideIsNamedWithItsReason) {
    at.exec("INSERT INTO quarantine VALUES(1, 't', 0, 3, 'threw', x'')");
    EXPECT_THAT(contradictions(), ElementsAre("an event was set aside: threw"));
}

TEST_F(DatabaseView, ReadsWhatAKilledProcessLeftInTheLogAndChangesNothing) {
    at.exec("PRAGMA journal_mode = WAL");
    was_delivered("in the log");
    const auto before = std::filesystem::file_size(file.string() + "-wal");
    const auto left = database_view::as_left_behind(file);
    EXPECT_THAT(left.column("SELECT message_key FROM delivery"), ElementsAre("in the log"));
    EXPECT_EQ(left.number("SELECT count(*) FROM delivery"), 1);
    EXPECT_THAT(left.platform_ids("SELECT message_key FROM delivery"), ElementsAre(platform_id("in the log")));
    EXPECT_EQ(std::filesystem::file_size(file.string() + "-wal"), before);
    EXPECT_ANY_THROW((void)database_view(file).column("DELETE FROM delivery RETURNING 1"));
}

}  // namespace
}  // namespace waymark::testing
