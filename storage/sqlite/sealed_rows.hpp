// Sealing and opening for the store's own statements. All run inside a transaction, and throw sealing::problem for what
// does not open.
#pragma once

#include "storage/sqlite/sealed_columns.hpp"
#include "storage/sqlite/sqlite_db.hpp"

namespace waymark::sqlite {

[[nodiscard]] sealed_bytes seal(sqlite_db& db, const std::string& owner, const std::string& place,
                                const std::string& text);
[[nodiscard]] std::string open(sqlite_db& db, const std::string& place, std::string_view sealed);

/// Whose key is used for what comes from an account, or is about one: of whoever is known there, else of the workspace.
[[nodiscard]] std::string key_at(sqlite_db& db, const address& account);
/// The same for an event as it was encoded.
[[nodiscard]] std::string key_of_event(sqlite_db& db, const std::string& event);
/// For what is to be said to somebody there.
[[nodiscard]] std::string key_to(sqlite_db& db, const person_id& whom, const address& there);
/// For an answer; that of the pair once nobody knows whose it is.
[[nodiscard]] std::string key_of_answer(sqlite_db& db, const pair_id& pair, const person_id& author);
void ensure_key_of(sqlite_db& db, const person_state& person);
void ensure_key_of(sqlite_db& db, const pair_id& which, const person_id& mentor);

/// Runs what writes several rows that belong together: when one of them cannot be sealed, the transaction is given up.
template <class Work>
auto together(sqlite_db& db, const Work& work) {
    try {
        return work();
    } catch (const sealing::problem&) {
        db.give_up(store_errc::unreadable);
        throw;
    }
}

}  // namespace waymark::sqlite
