#include "storage/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "storage/sqlite/lock_file.hpp"
#include "storage/sqlite/owner.hpp"
#include "storage/sqlite/sealed_reader.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
constexpr auto patience = std::chrono::milliseconds(5000);
constexpr int patience_ms = static_cast<int>(patience.count());

struct invariant {
    const char* words;
    const char* broken;  ///< counts the rows that break it
};
static_assert(static_cast<int>(message_class::update) == 2);
constexpr std::array invariants{
    invariant{"a message is both waiting and sent",
              "SELECT count(*) FROM outbox o JOIN delivery d ON d.message_key = o.message_key"},
    invariant{"a message is both waiting and given up",
              "SELECT count(*) FROM outbox o JOIN dead_letter l ON l.message_key = o.message_key"},
    // A change (class 2) that waits may be passed. In a restored database several of one person can be unknown.
    invariant{"a message overtook an earlier one to the same person",
              "SELECT count(*) FROM outbox o WHERE o.state = 1 AND EXISTS (SELECT 1 FROM outbox e "
              "WHERE e.recipient = o.recipient AND e.id < o.id AND NOT (e.class = 2 AND e.state = 0))"},
    invariant{"an address leads to nobody",
              "SELECT count(*) FROM person_address a WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = a.person)"},
};

open_problem failed(const SQLite::Exception& failure, const std::string& doing) {
    return {meaning_of(failure), doing + ": " + failure.what()};
}

void sync_folder_of(const std::string& path) {
    const int descriptor = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT(*-vararg)
    if (descriptor < 0) return;
    (void)::fsync(descriptor);  // some file systems do not offer it; the copy itself is synced
    ::close(descriptor);
}

/// One step of all pages: the copy is of one moment, and the writer is not held up (it appends to its own log).
void copy_pages(const std::string& from, const std::string& to) {
    auto source = open_reader(from, patience);
    SQLite::Database target(to, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, patience_ms);
    {
        SQLite::Backup copying(target, source);
        copying.executeStep(-1);
    }
    target.exec("PRAGMA journal_mode = DELETE");  // a copy is one file
}

/// What waited when the backup was made may have been sent since: the platform is asked about each, once sending is
/// confirmed. A change of an earlier message does no harm when it is made twice.
void doubt_and_mark(const std::string& path, instant restored) {
    SQLite::Database at(path, SQLite::OPEN_READWRITE, patience_ms);
    SQLite::Transaction whole(at);
    at.exec("UPDATE outbox SET state = 2, started_us = not_before_us WHERE state = 0 AND class <> 2");
    SQLite::Statement mark(at,
                           "INSERT INTO fact(name, value) VALUES(?,?) "
                           "ON CONFLICT(name) DO UPDATE SET value = excluded.value");
    mark.bind(1, restored_fact);
    mark.bind(2, std::to_string(to_us(restored)));
    mark.exec();
    whole.commit();
}

std::optional<open_problem> check(sealed_reader& from, const std::string& path) {
    const auto damaged = [&](const std::string& what) {
        return open_problem{store_errc::damaged, path + " is not sound: " + what};
    };
    auto& at = from.at();
    const auto pages = at.execAndGet("PRAGMA integrity_check(1)").getString();
    if (pages != "ok") return damaged(pages);
    SQLite::Statement references(at, "PRAGMA foreign_key_check");
    if (references.executeStep()) return damaged("a row names a pair that is not there");
    for (const auto& one : invariants)
        if (at.execAndGet(one.broken).getInt64() != 0) return damaged(one.words);
    if (from.is_sealed())
        for (const auto& table : sqlite::sealed_tables) from.open_all(table);
    return std::nullopt;
}

/// `name`: what the file is called to people; for one that is not in its place yet.
std::optional<open_problem> verify_as(const std::string& name, const std::string& path, const key_place& keys) {
    try {
        sealed_reader from;
        if (auto problem = from.open(path, keys.of_database(name), patience)) {
            if (problem->code == store_errc::damaged)
                problem->words = path + " is not sound: it is not a Waymark database";
            return problem;
        }
        return check(from, path);
    } catch (const SQLite::Exception& failure) {
        if (failure.getErrorCode() == SQLITE_CANTOPEN && !fs::exists(path))
            return open_problem{store_errc::missing, "there is no file " + path};
        return failed(failure, "cannot read " + path);
    } catch (const sealing::problem& what) {
        return open_problem{store_errc::unreadable, path + " is not sound: " + what.what()};
    }
}

std::optional<open_problem> copy_whole(const std::string& from, const std::string& to, const key_place& keys,
                                       const std::optional<instant>& restored) {
    if (fs::exists(to)) return open_problem{store_errc::misuse, to + " exists already. Name a new file."};
    if (!fs::exists(from)) return open_problem{store_errc::missing, "there is no database at " + from};
    const auto partial = to + ".partial";
    std::error_code ec;
    fs::remove(partial, ec);
    if (restored) create_for_owner_of_folder(partial);
    std::optional<open_problem> problem;
    try {
        copy_pages(from, partial);
        problem = verify_as(to, partial, keys);
        if (!problem && restored) doubt_and_mark(partial, *restored);
    } catch (const SQLite::Exception& failure) {
        problem = failed(failure, "cannot copy " + from + " to " + to);
    }
    if (!problem) {
        fs::rename(partial, to, ec);
        if (ec) problem = open_problem{store_errc::unavailable, "cannot write " + to + ": " + ec.message()};
        sync_folder_of(to);
    }
    if (problem) fs::remove(partial, ec);
    return problem;
}

}  // namespace

std::optional<open_problem> back_up(const std::string& from, const std::string& to, const key_place& keys) {
    return copy_whole(from, to, keys.of_database(from), std::nullopt);
}

std::optional<open_problem> verify_database(const std::string& path, const key_place& keys) {
    return verify_as(path, path, keys);
}

std::optional<open_problem> restore(const std::string& backup, const std::string& to, instant now,
                                    const key_place& keys) {
    if (fs::exists(to + "-wal") && !fs::exists(to))
        return open_problem{store_errc::misuse, to + "-wal belongs to another database. Move it away first."};
    lock_file lock;
    if (auto held = lock.take(to + ".lock"); !held.empty()) return open_problem{store_errc::locked_elsewhere, held};
    return copy_whole(backup, to, keys.of_database(to), now);
}

}  // namespace waymark
