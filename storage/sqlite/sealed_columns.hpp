// Which columns are sealed, where each value stands, and under whose key it is. One list for the store, for those that
// only read, for the move of an older database and for the check of a backup.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "conversations/person/person_state.hpp"
#include "storage/sealing/data_keys.hpp"

namespace waymark::sqlite {

/// The first schema in which they are.
constexpr int first_sealed_schema = 3;

// Where a value stands: its column and its row.
[[nodiscard]] std::string place_of_inbox(std::int64_t id);
[[nodiscard]] std::string place_of_quarantine(std::int64_t id);
[[nodiscard]] std::string place_of_person(std::string_view id);
[[nodiscard]] std::string place_of_pair(std::string_view id);
[[nodiscard]] std::string place_of_answer(std::string_view pair, std::string_view conversation, std::string_view step,
                                          std::string_view author);
[[nodiscard]] std::string place_of_outbox(std::string_view message_key);
[[nodiscard]] std::string place_of_note(const address& about, std::string_view name);
[[nodiscard]] std::string place_of_fact(std::string_view name);

// Whose key it is.
[[nodiscard]] std::string key_of(const person_id& who);
[[nodiscard]] std::string key_of(const pair_id& which);
[[nodiscard]] std::string key_of_workspace(const address& at);
[[nodiscard]] std::string key_of_no_workspace();
/// The workspace whose key wraps this person's: of their first account.
[[nodiscard]] std::string workspace_of(const person_state& person);

/// Facts that hold the names of people.
[[nodiscard]] bool is_sealed_fact(std::string_view name);

/// A table with a sealed column "body": its other columns, and how many of these, from the first, are the row in a
/// value's place.
struct sealed_table {
    const char* name;
    const char* others;
    int row_columns;
};
constexpr std::array<sealed_table, 8> sealed_tables{{
    {"inbox", "id, tenant, received_us, tries", 1},
    {"quarantine", "id, tenant, at_us, tries, reason", 1},
    {"person", "id, tenant, revision", 1},
    {"pair", "id, tenant, mentor, mentee, revision", 1},
    {"answer", "pair, conversation, step, author, seen_by, opened, at_us", 4},
    {"outbox",
     "message_key, id, tenant, platform, user_id, recipient, class, rank, state, attempt, not_before_us, started_us, "
     "expires_us, changes_key, resent",
     1},
    {"note", "tenant, platform, user_id, name, expires_us", 4},
    {"sealed_fact", "name", 1},
}};
/// The same as the functions above give, for whoever has the columns.
[[nodiscard]] std::string place_in(const sealed_table& table, const std::vector<std::string>& row);

}  // namespace waymark::sqlite
