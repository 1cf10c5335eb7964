// One SQLite connection: opened with our settings, statements prepared once, transactions that nest. Lives on one
// thread.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "storage/key_place.hpp"
#include "storage/sqlite/key_rows.hpp"
#include "storage/sqlite/lock_file.hpp"
#include "storage/sqlite/statements.hpp"
#include "storage/store.hpp"

namespace waymark {

/// What an SQLite result code means to callers.
[[nodiscard]] store_errc meaning_of(const SQLite::Exception& failure);

/// A connection that only reads. It never checkpoints either, not even when it closes: SQLite before 3.51.3 may lose
/// data when two connections write or checkpoint at the same moment, and the writing one does both.
[[nodiscard]] SQLite::Database open_reader(const std::string& path, std::chrono::milliseconds patience);

/// What stands in a sealed column.
struct sealed_bytes {
    std::string bytes;
};

/// A prepared statement in use; free for the next use when this goes.
class query {
  public:
    explicit query(SQLite::Statement& of) : of_(of) {}
    ~query() { (void)of_.tryReset(); }  // its error was already thrown by the step
    query(const query&) = delete;
    query& operator=(const query&) = delete;

    /// Values in order. Text is not copied: it must live until the query ends.
    template <class... Values>
    query& with(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
        return *this;
    }
    [[nodiscard]] bool next() { return of_.executeStep(); }
    /// Rows changed.
    int run() { return of_.exec(); }
    [[nodiscard]] std::int64_t integer(int column) { return of_.getColumn(column).getInt64(); }
    [[nodiscard]] std::string text(int column) { return std::string(view(column)); }
    /// Lives until the next row or the end of the query.
    [[nodiscard]] std::string_view view(int column) {
        const auto found = of_.getColumn(column);
        const auto* const begin = found.getText();
        return {begin, static_cast<std::size_t>(found.getBytes())};
    }
    /// The same of a sealed column.
    [[nodiscard]] std::string_view sealed(int column) {
        const auto found = of_.getColumn(column);
        const auto* const begin = static_cast<const char*>(found.getBlob());
        return {begin, static_cast<std::size_t>(found.getBytes())};
    }

  private:
    void bind(int place, std::int64_t value) { of_.bind(place, value); }
    void bind(int place, const sealed_bytes& value) {
        of_.bindNoCopy(place, value.bytes.data(), static_cast<int>(value.bytes.size()));
    }
    void bind(int place, const std::string& value) { of_.bindNoCopy(place, value); }

    SQLite::Statement& of_;
};

class sqlite_db {
  public:
    /// Takes the lock, opens, brings the schema up to date. Empty when fine; else what is wrong. `keys`: where its
    /// master keys stand; a database that has never had one gets one there.
    struct problem {
        store_errc code;
        std::string words;
    };
    [[nodiscard]] std::optional<problem> open(const std::string& path, const key_place& keys);
    /// A database of its own that ends with this object, as its keys do.
    [[nodiscard]] std::optional<problem> open_in_memory();
    /// The same, with everything that stands in the database at `path` at this moment. Only reads there.
    [[nodiscard]] std::optional<problem> open_copy_of(const std::string& path, const key_place& keys);
    /// What has happened on opening and somebody should know, line by line.
    [[nodiscard]] const std::vector<std::string>& said() const { return said_; }

    [[nodiscard]] sealing::data_keys& keys() { return *keys_; }
    /// Where the master keys stand; nowhere for a database that ends with this object.
    [[nodiscard]] const std::optional<key_place>& place_of_keys() const { return place_; }
    key_stamp keys_read;  ///< of the file with the master keys, when it was read last

    /// ":memory:" when it is none of a file.
    [[nodiscard]] std::string path() const { return at_->getFilename(); }

    [[nodiscard]] query use(sql::statement which);
    /// Like `use`, for what stays when the part it is written in fails: the store's hot calls, which are whole by
    /// themselves. A savepoint copies each page the part changes, which would cost more than such a call does.
    [[nodiscard]] query use_for_good(sql::statement which);
    /// What was found cannot be: the whole transaction ends with `why`, whatever the part says.
    void give_up(store_errc why) { failed_ = why; }

    /// Into the log: what does not open, for whoever looks after the database.
    static void say(const sealing::problem& what);

    /// Runs `work` (returning a result) in a transaction, or as a part of the one that is open: an error or exception
    /// of `work` undoes what it did. A failure of the database itself ends the whole transaction with that error, even
    /// if somebody between swallowed it. The savepoint of a part costs as much as a row or two, so it is taken when
    /// the part first writes.
    template <class Work>
    auto whole(const Work& work) -> std::invoke_result_t<const Work&>;
    /// Like `whole`, for work that changes at most what a failing database undoes anyway: no savepoint of its own.
    template <class Work>
    auto part(const Work& work) -> std::invoke_result_t<const Work&>;

    /// Once this transaction is committed, nothing of what it deleted may be left in the log beside the file either.
    void empty_log_after_commit() { log_to_empty_ = true; }

    std::int64_t next_inbox = 1;       ///< ids are never used twice while the process lives
    std::int64_t committed_inbox = 1;  ///< what next_inbox was at the last commit
    std::int64_t next_outbox = 1;

  private:
    /// `copied`: what is to stand in it, or empty.
    [[nodiscard]] std::optional<problem> open_at(const std::string& path, const std::string& copied,
                                                 const std::optional<key_place>& keys);
    [[nodiscard]] std::optional<problem> take_keys(const std::string& name, const std::optional<key_place>& from,
                                                   bool lasts);
    void bring_up_to_date();
    void take_savepoints();
    void end_part(bool undo);
    void undo_all() noexcept;
    void empty_log() noexcept;
    void fail(const SQLite::Exception& failure) noexcept { failed_ = meaning_of(failure); }
    template <class Work>
    auto outermost(const Work& work) -> std::invoke_result_t<const Work&>;

    lock_file lock_;
    std::optional<SQLite::Database> at_;
    std::array<std::unique_ptr<SQLite::Statement>, sql::how_many> statements_;
    std::optional<sqlite::key_rows> key_rows_;
    std::optional<sealing::data_keys> keys_;
    std::optional<key_place> place_;
    std::vector<std::string> said_;
    bool open_ = false;   ///< a transaction is
    int parts_ = 0;       ///< open parts of it
    int savepoints_ = 0;  ///< how many of them, from the outside, have their savepoint
    std::optional<store_errc> failed_;
    bool log_to_empty_ = false;  ///< until it could be done: somebody who reads may be in the way
};

template <class Work>
auto sqlite_db::outermost(const Work& work) -> std::invoke_result_t<const Work&> {
    using outcome = std::invoke_result_t<const Work&>;
    failed_.reset();
    parts_ = 0;
    savepoints_ = 0;
    try {
        use(sql::begin).run();
        open_ = true;
        outcome out = work();
        if (failed_) out = outcome(boost::system::in_place_error, make_error_code(*failed_));
        if (out.has_error()) {
            undo_all();
            return out;
        }
        use(sql::commit).run();
        open_ = false;
        committed_inbox = next_inbox;
        if (log_to_empty_) empty_log();
        return out;
    } catch (const SQLite::Exception& failure) {
        const auto code = failed_.value_or(meaning_of(failure));
        undo_all();
        return outcome(boost::system::in_place_error, make_error_code(code));
    } catch (const sealing::problem& what) {
        say(what);
        undo_all();
        return outcome(boost::system::in_place_error, make_error_code(store_errc::unreadable));
    } catch (...) {
        undo_all();
        throw;
    }
}

template <class Work>
auto sqlite_db::part(const Work& work) -> std::invoke_result_t<const Work&> {
    using outcome = std::invoke_result_t<const Work&>;
    if (!open_) return outermost(work);
    if (failed_) return outcome(boost::system::in_place_error, make_error_code(*failed_));
    try {
        return work();
    } catch (const SQLite::Exception& failure) {
        fail(failure);
        return outcome(boost::system::in_place_error, make_error_code(*failed_));
    } catch (const sealing::problem& what) {
        say(what);
        return outcome(boost::system::in_place_error, make_error_code(store_errc::unreadable));
    }
}

template <class Work>
auto sqlite_db::whole(const Work& work) -> std::invoke_result_t<const Work&> {
    using outcome = std::invoke_result_t<const Work&>;
    if (!open_) return outermost(work);
    return part([&]() -> outcome {
        ++parts_;
        try {
            outcome out = work();
            end_part(out.has_error());
            return out;
        } catch (const SQLite::Exception&) {
            throw;  // ends the transaction with all its parts
        } catch (...) {
            end_part(true);
            throw;
        }
    });
}

}  // namespace waymark
