#include "tests/service/support/database_view.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <stdexcept>

#include "storage/sqlite/sealed_reader.hpp"

namespace waymark::testing {

namespace {

namespace fs = std::filesystem;

constexpr int patience_ms = 5000;

/// Rows of these queries are contradictions: storage/FORMAT.md says that there are none.
const std::vector<std::pair<std::string, std::string>> impossible{
    {"a message stands in two places",
     "SELECT message_key FROM (SELECT message_key FROM outbox UNION ALL SELECT message_key FROM delivery UNION ALL "
     "SELECT message_key FROM dead_letter) GROUP BY message_key HAVING count(*) > 1"},
    // A change (class 2) that waits may be passed.
    {"a message is under way before an earlier one to the same person",
     "SELECT later.message_key FROM outbox later JOIN outbox earlier ON earlier.recipient = later.recipient AND "
     "earlier.id < later.id WHERE later.state <> 0 AND NOT (earlier.class = 2 AND earlier.state = 0)"},
    {"an answer's pair is missing", "SELECT step FROM answer WHERE pair NOT IN (SELECT id FROM pair)"},
    {"an event was set aside", "SELECT reason FROM quarantine"},
};

}  // namespace

database_view::database_view(const fs::path& file, int how) : file_(file.string()), at_(file_, how, patience_ms) {}
database_view::database_view(const fs::path& file) : database_view(file, SQLite::OPEN_READONLY) {}

database_view database_view::as_left_behind(const fs::path& file) {
    const fs::path copy = file.string() + ".left_behind";
    for (const auto* part : {"", "-wal"}) {
        fs::remove(copy.string() + part);
        if (fs::exists(file.string() + part)) fs::copy_file(file.string() + part, copy.string() + part);
    }
    fs::remove(copy.string() + "-shm");
    return {copy, SQLite::OPEN_READWRITE};  // a copy may be written to, and its log has to be read in
}

std::int64_t database_view::number(const std::string& query) const {
    SQLite::Statement rows(at_, query);
    return rows.executeStep() ? rows.getColumn(0).getInt64() : 0;
}

std::vector<std::string> database_view::column(const std::string& query) const {
    SQLite::Statement rows(at_, query);
    std::vector<std::string> out;
    while (rows.executeStep()) out.push_back(rows.getColumn(0).getString());
    return out;
}

std::vector<std::string> database_view::opened(const std::string& table, const std::string& which) const {
    sealed_reader from;
    if (const auto problem = from.open(file_, {}, std::chrono::milliseconds(patience_ms)))
        throw std::runtime_error(problem->words);
    const auto of = std::ranges::find(sqlite::sealed_tables, table, &sqlite::sealed_table::name);
    SQLite::Statement rows(from.at(), std::string("SELECT body, ") + of->others + " FROM " + table + " " + which);
    std::vector<std::string> out;
    while (rows.executeStep()) {
        std::vector<std::string> row;
        for (int i = 0; i < of->row_columns; ++i) row.push_back(rows.getColumn(1 + i).getString());
        out.push_back(from.text(rows.getColumn(0), sqlite::place_in(*of, row)));
    }
    return out;
}

std::set<std::string> database_view::platform_ids(const std::string& query_of_keys) const {
    std::set<std::string> out;
    for (const auto& key : column(query_of_keys)) out.insert(platform_id(key));
    return out;
}

std::vector<std::string> database_view::contradictions() const {
    std::vector<std::string> out;
    for (const auto& [what, query] : impossible)
        for (const auto& row : column(query)) out.push_back(what + ": " + row);
    for (const auto& row : column("PRAGMA integrity_check"))
        if (row != "ok") out.push_back("the file is damaged: " + row);
    return out;
}

std::string platform_id(const std::string& message_key) {
    constexpr std::size_t bytes_used = 16;
    constexpr auto hex = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(message_key.data(), message_key.size(), digest, &size, EVP_sha256(), nullptr);
    std::string out;
    for (std::size_t i = 0; i < bytes_used; ++i) out.append({hex[digest[i] >> 4], hex[digest[i] & 15]});
    return out;
}

}  // namespace waymark::testing
