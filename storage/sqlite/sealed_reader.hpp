// A connection that only reads, and opens what is sealed; also of an older database, in which it stands in plain words.
#pragma once

#include "storage/sqlite/sealed_columns.hpp"
#include "storage/sqlite/sqlite_db.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {

class sealed_reader {
  public:
    /// Empty when fine; else what is wrong with the database or its keys. Throws SQLite::Exception.
    [[nodiscard]] std::optional<open_problem> open(const std::string& path, const key_place& keys,
                                                   std::chrono::milliseconds patience);

    [[nodiscard]] SQLite::Database& at() { return *at_; }
    [[nodiscard]] int schema() const { return schema_; }
    [[nodiscard]] bool is_sealed() const { return schema_ >= sqlite::first_sealed_schema; }
    /// What stands in this column of a row. Throws sealing::problem.
    [[nodiscard]] std::string text(const SQLite::Column& column, const std::string& place);
    /// The same of a whole table, value by value: whether each opens.
    void open_all(const sqlite::sealed_table& table);

  private:
    std::optional<SQLite::Database> at_;
    std::optional<sqlite::key_rows> rows_;
    std::optional<sealing::data_keys> keys_;
    int schema_ = 0;
};

}  // namespace waymark
