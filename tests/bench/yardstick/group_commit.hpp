// The least a durable server needs: one SQLite connection on a thread of its own, one full-sync commit for all jobs
// that wait.
#pragma once

#include <sqlite3.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace yardstick {

inline void must(int code, sqlite3* db) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
        std::exit(1);
    }
}

class statement {
  public:
    statement(sqlite3* db, const char* sql) : db_(db) { must(sqlite3_prepare_v2(db, sql, -1, &handle_, nullptr), db); }
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;
    ~statement() { sqlite3_finalize(handle_); }
    statement& text(int at, const std::string& value) {
        must(sqlite3_bind_text(handle_, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC), db_);
        return *this;
    }
    statement& number(int at, long long value) {
        must(sqlite3_bind_int64(handle_, at, value), db_);
        return *this;
    }
    /// Runs to the first row or the end; the first column of a row comes back.
    std::string run() {
        std::string first;
        const int code = sqlite3_step(handle_);
        must(code, db_);
        if (code == SQLITE_ROW && sqlite3_column_text(handle_, 0))
            first = reinterpret_cast<const char*>(sqlite3_column_text(handle_, 0));
        sqlite3_reset(handle_);
        return first;
    }
    /// Runs to the end; reads the first column of each row.
    void all() {
        int code = sqlite3_step(handle_);
        for (; code == SQLITE_ROW; code = sqlite3_step(handle_)) (void)sqlite3_column_text(handle_, 0);
        must(code, db_);
        sqlite3_reset(handle_);
    }

  private:
    sqlite3* db_;
    sqlite3_stmt* handle_ = nullptr;
};

class group_commit {
  public:
    struct job {
        std::function<void()> work;  // on the database thread, inside the transaction
        std::function<void()> done;  // on the io thread, after the commit
    };

    group_commit(const std::string& path, const char* schema, boost::asio::io_context& io) : io_(io) {
        must(sqlite3_open(path.c_str(), &db_), db_);
        for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", schema})
            must(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), db_);
    }
    group_commit(const group_commit&) = delete;
    group_commit& operator=(const group_commit&) = delete;
    ~group_commit() {
        {
            const std::lock_guard hold(mutex_);
            stop_ = true;
        }
        more_.notify_one();
        if (thread_.joinable()) thread_.join();
        sqlite3_close(db_);
    }
    [[nodiscard]] sqlite3* db() const { return db_; }
    void start() {
        thread_ = std::thread([this] { loop(); });
    }
    void post(job one) {
        {
            const std::lock_guard hold(mutex_);
            waiting_.push_back(std::move(one));
        }
        more_.notify_one();
    }

  private:
    void loop() {
        std::vector<job> group;
        for (;;) {
            {
                std::unique_lock hold(mutex_);
                more_.wait(hold, [&] { return stop_ || !waiting_.empty(); });
                if (waiting_.empty()) return;
                group.swap(waiting_);
            }
            must(sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), db_);
            for (auto& one : group) one.work();
            must(sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr), db_);
            boost::asio::post(io_, [finished = std::move(group)] {
                for (const auto& one : finished) one.done();
            });
            group = {};
        }
    }

    boost::asio::io_context& io_;
    sqlite3* db_ = nullptr;
    std::mutex mutex_;
    std::condition_variable more_;
    std::vector<job> waiting_;
    bool stop_ = false;
    std::thread thread_;
};

}  // namespace yardstick
