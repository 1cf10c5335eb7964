#include "storage/sqlite/sealed_reader.hpp"

#include <algorithm>

#include "storage/sqlite/opened_keys.hpp"
#include "storage/sqlite/schema.hpp"

namespace waymark {

std::optional<open_problem> sealed_reader::open(const std::string& path, const key_place& keys,
                                                std::chrono::milliseconds patience) {
    at_.emplace(open_reader(path, patience));
    schema_ = schema_of(*at_);
    if (schema_ == 0) return open_problem{store_errc::damaged, path + " is not a Waymark database"};
    if (schema_ > newest_schema())
        return open_problem{store_errc::newer_schema, path + " has schema " + std::to_string(schema_) +
                                                          "; this Waymark (" WAYMARK_VERSION ") knows schema " +
                                                          std::to_string(newest_schema())};
    auto found = sqlite::find_keys(*at_, path, keys.of_database(path), sqlite::without_key::none_needed);
    if (auto* words = std::get_if<std::string>(&found)) return open_problem{store_errc::no_key, std::move(*words)};
    rows_.emplace(*at_);
    keys_.emplace(std::move(std::get<sqlite::found_keys>(found).masters), *rows_);
    return std::nullopt;
}

std::string sealed_reader::text(const SQLite::Column& column, const std::string& place) {
    if (!is_sealed()) return column.getString();
    const auto* const bytes = static_cast<const char*>(column.getBlob());
    return keys_->open(place, {bytes, static_cast<std::size_t>(column.getBytes())});
}

void sealed_reader::open_all(const sqlite::sealed_table& table) {
    SQLite::Statement rows(
        *at_, std::string("SELECT ") + table.others + ", body FROM " + table.name + " WHERE length(body) > 0");
    const auto body = static_cast<int>(std::ranges::count(std::string_view(table.others), ',')) + 1;
    while (rows.executeStep()) {
        std::vector<std::string> row;
        for (int i = 0; i < table.row_columns; ++i) row.push_back(rows.getColumn(i).getString());
        (void)text(rows.getColumn(body), sqlite::place_in(table, row));
    }
}

}  // namespace waymark
