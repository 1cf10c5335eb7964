#include "storage/sqlite/sqlite_db.hpp"

#include <SQLiteCpp/Backup.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include "storage/sqlite/opened_keys.hpp"
#include "storage/sqlite/owner.hpp"
#include "storage/sqlite/schema.hpp"

namespace waymark {
namespace {

/// How long a commit waits for another process that holds the file. A job may have to wait for the group before its own
/// as well, and should know within two seconds.
constexpr int patience_ms = 800;
constexpr auto patience_of_reader = std::chrono::milliseconds(5000);

/// Set before anything is written. FULL: a commit is on the disk when it returns.
constexpr auto settings = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -8000;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 16777216;
)sql";

}  // namespace

store_errc meaning_of(const SQLite::Exception& failure) {
    switch (failure.getErrorCode()) {
        case SQLITE_FULL:
            return store_errc::disk_full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return store_errc::damaged;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
        case SQLITE_MISMATCH:
            return store_errc::misuse;
        default:
            return store_errc::unavailable;
    }
}

SQLite::Database open_reader(const std::string& path, std::chrono::milliseconds patience) {
    SQLite::Database out(path, SQLite::OPEN_READONLY, static_cast<int>(patience.count()));
    out.exec("PRAGMA wal_autocheckpoint = 0");
    sqlite3_db_config(out.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);  // NOLINT(*-vararg)
    return out;
}

std::optional<sqlite_db::problem> sqlite_db::open(const std::string& path, const key_place& keys) {
    if (auto held = lock_.take(path + ".lock"); !held.empty()) return problem{store_errc::locked_elsewhere, held};
    create_for_owner_of_folder(path);
    return open_at(path, {}, keys.of_database(path));
}

std::optional<sqlite_db::problem> sqlite_db::open_in_memory() {
    return open_at(":memory:", {}, {});
}

std::optional<sqlite_db::problem> sqlite_db::open_copy_of(const std::string& path, const key_place& keys) {
    return open_at(":memory:", path, keys.of_database(path));
}

std::optional<sqlite_db::problem> sqlite_db::open_at(const std::string& path, const std::string& copied,
                                                     const std::optional<key_place>& keys) {
    // Nobody asks how many bytes SQLite uses, and counting them takes a lock each time; several databases on threads of
    // their own would wait for each other. SQLite refuses this once a database is open, and then it stays as it is.
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // NOLINT(*-vararg)
    const auto& name = copied.empty() ? path : copied;
    try {
        at_.emplace(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, patience_ms);
        if (!copied.empty()) {
            auto source = open_reader(copied, patience_of_reader);
            SQLite::Backup(*at_, source).executeStep(-1);  // one step: all of it is of one moment
        }
        const int found = schema_of(*at_);
        if (found > newest_schema())
            return problem{store_errc::newer_schema,
                           path + " has schema " + std::to_string(found) + ", written by a newer Waymark; this one (" +
                               WAYMARK_VERSION + ") knows schema " + std::to_string(newest_schema()) +
                               ". Start the newer version, or restore a backup from before the upgrade."};
        if (auto lacking = take_keys(name, keys, copied.empty())) return lacking;
        at_->exec(settings);
        bring_up_to_date();
        next_inbox = at_->execAndGet("SELECT coalesce(max(id), 0) + 1 FROM inbox").getInt64();
        // an event that was set aside keeps its number, so that number is taken as well
        next_inbox = std::max<std::int64_t>(
            next_inbox, at_->execAndGet("SELECT coalesce(max(id), 0) + 1 FROM quarantine").getInt64());
        committed_inbox = next_inbox;
        next_outbox = at_->execAndGet("SELECT coalesce(max(id), 0) + 1 FROM outbox").getInt64();
    } catch (const SQLite::Exception& failure) {
        return problem{meaning_of(failure), "cannot open the database " + name + ": " + failure.what()};
    } catch (const sealing::problem& what) {
        return problem{store_errc::unreadable, name + " is not sound: " + what.what()};
    }
    return std::nullopt;
}

/// `lasts`: so that a key may be made for it.
std::optional<sqlite_db::problem> sqlite_db::take_keys(const std::string& name, const std::optional<key_place>& from,
                                                       bool lasts) {
    auto masters = sealing::master_keys::of_this_process();
    if (from) {
        if (lasts) place_ = from;
        keys_read = stamp_of(*from);
        auto found = sqlite::find_keys(*at_, name, *from,
                                       lasts ? sqlite::without_key::make_file : sqlite::without_key::none_needed);
        if (auto* words = std::get_if<std::string>(&found)) return problem{store_errc::no_key, std::move(*words)};
        auto& keys = std::get<sqlite::found_keys>(found);
        if (!keys.made.empty())
            said_.push_back(
                "the database has a master key now, " + keys.masters.first().id + ", in " + keys.made +
                ": without it nothing in the database or its backups can be read. Keep a copy of that file, "
                "apart from the backups");
        masters = std::move(keys.masters);
    }
    key_rows_.emplace(*at_);
    keys_.emplace(std::move(masters), *key_rows_);
    return std::nullopt;
}

void sqlite_db::bring_up_to_date() {
    if (const auto sealed = migrate(*at_, *keys_); sealed > 0)
        said_.push_back(std::to_string(sealed) + " values that stood in plain words are sealed now");
    if (is_to_be_swept(*at_)) sweep(*at_);
    if (keys_->first_wraps_all()) return;
    SQLite::Transaction whole(*at_, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& [id, keys] : keys_->wrap_roots_anew())
        said_.push_back("the master key " + keys_->masters().first().id + " wraps now what " + id +
                        " did, workspace keys: " + std::to_string(keys));
    whole.commit();
}

void sqlite_db::say(const sealing::problem& what) {
    spdlog::error("{}", what.what());
}

query sqlite_db::use(sql::statement which) {
    if (savepoints_ < parts_ && sql::writes(which)) take_savepoints();
    return use_for_good(which);
}

query sqlite_db::use_for_good(sql::statement which) {
    auto& slot = statements_.at(which);
    if (!slot) slot = std::make_unique<SQLite::Statement>(*at_, sql::texts.at(which));
    return query(*slot);
}

void sqlite_db::take_savepoints() {
    for (; savepoints_ < parts_; ++savepoints_) use_for_good(sql::savepoint).run();
}

void sqlite_db::end_part(bool undo) {
    if (failed_) return;  // the whole transaction is undone anyway, or already was
    if (savepoints_ == parts_) {
        if (undo) {
            use(sql::rollback_to).run();
            keys_->forget_what_was_read();
        }
        use(sql::release).run();
        --savepoints_;
    }
    --parts_;
}

/// Moves it all into the file and cuts the log to nothing. While somebody reads (a backup), later commits try again.
void sqlite_db::empty_log() noexcept {
    auto* const at = at_->getHandle();
    sqlite3_busy_timeout(at, 0);
    log_to_empty_ = sqlite3_wal_checkpoint_v2(at, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) != SQLITE_OK;
    sqlite3_busy_timeout(at, patience_ms);
}

void sqlite_db::undo_all() noexcept {
    open_ = false;
    failed_.reset();
    keys_->forget_what_was_read();
    try {
        // a full disk may have undone everything already; then there is nothing to roll back
        if (sqlite3_get_autocommit(at_->getHandle()) == 0) use(sql::rollback).run();
    } catch (const std::exception&) {
        open_ = false;  // SQLite undoes an unfinished transaction itself before the next one begins
    }
}

}  // namespace waymark
