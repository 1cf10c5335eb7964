// The database as an inspector sees it: read-only, beside the running service or after its end. Never changes a byte.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace waymark::testing {

/// How many things people did were taken, without what their clients tell about them by the way.
constexpr auto acts_taken = "SELECT count(*) FROM accepted WHERE dedupe_key NOT LIKE '%/profile/%'";

class database_view {
  public:
    /// Opens the file itself; the service may be running.
    explicit database_view(const std::filesystem::path& file);
    /// Opens a copy of the file and its log, made now: for a moment at which no process holds them, since opening the
    /// file itself would tidy up what the service is to find.
    [[nodiscard]] static database_view as_left_behind(const std::filesystem::path& file);

    [[nodiscard]] std::int64_t number(const std::string& query) const;
    /// The first column of every row.
    [[nodiscard]] std::vector<std::string> column(const std::string& query) const;

    /// What stands in the sealed column of every row of these, opened with the key beside the database.
    [[nodiscard]] std::vector<std::string> opened(const std::string& table, const std::string& which) const;

    /// Ids under which these messages can be found on the platform, as the service derives them from their keys.
    [[nodiscard]] std::set<std::string> platform_ids(const std::string& query_of_keys) const;

    /// Everything that must hold in any state of any database; empty when it does, else what does not.
    [[nodiscard]] std::vector<std::string> contradictions() const;

  private:
    database_view(const std::filesystem::path& file, int how);
    std::string file_;
    SQLite::Database at_;
};

/// What the service puts into a message's metadata for this key.
[[nodiscard]] std::string platform_id(const std::string& message_key);

}  // namespace waymark::testing
