// The table `data_key`, for the connection that writes and for those that only read.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <memory>

#include "storage/sealing/data_keys.hpp"

namespace waymark::sqlite {

class key_rows final : public sealing::key_table {
  public:
    /// `at` must outlive it. Nothing is asked of a database before its first key is.
    explicit key_rows(SQLite::Database& at) : at_(at) {}

    [[nodiscard]] std::optional<sealing::key_row> numbered(std::int64_t number) override;
    [[nodiscard]] std::optional<sealing::key_row> of(const std::string& owner) override;
    [[nodiscard]] std::vector<sealing::key_row> roots() override;
    std::int64_t add(const sealing::key_row& row) override;
    void wrap_anew(const sealing::key_row& row) override;
    void remove(const std::string& owner) override;

  private:
    enum statement : std::size_t { by_number, by_owner, all_roots, insertion, rewrapping, removal, how_many };
    [[nodiscard]] SQLite::Statement& prepared(statement which);

    SQLite::Database& at_;
    std::array<std::unique_ptr<SQLite::Statement>, how_many> statements_;
};

}  // namespace waymark::sqlite
