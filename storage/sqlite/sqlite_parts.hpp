// The parts of the SQLite store that have files of their own. All run inside a transaction and throw
// SQLite::Exception; the store turns that into values.
#pragma once

#include "storage/ledger.hpp"
#include "storage/sqlite/sqlite_db.hpp"
#include "storage/turn_rows.hpp"

namespace waymark::sqlite {

/// The store itself, on an open database. The only part that does not run inside a transaction.
[[nodiscard]] std::unique_ptr<store> create_store(std::unique_ptr<sqlite_db> db, ledger forgotten);

[[nodiscard]] result<bool> accept(sqlite_db& db, const inbound_event& event, instant now);
[[nodiscard]] result<std::vector<inbox_row>> claim_inbox(sqlite_db& db, std::size_t limit, instant now);
[[nodiscard]] result<void> set_aside(sqlite_db& db, std::int64_t id, const std::string& reason, instant now);

/// A world with the revision each of its rows had when it was read.
struct loaded_world {
    world all;
    std::map<person_id, std::int64_t> people;
    std::map<pair_id, std::int64_t> pairs;
};
[[nodiscard]] loaded_world load(sqlite_db& db, const turn_owner& owner);
void load_person(sqlite_db& db, const person_id& who, loaded_world& into);
/// Steps in this world; when people or the history are lacking, adds what it knows and steps again.
[[nodiscard]] turn_outcome take_step(sqlite_db& db, const turn_owner& owner, loaded_world& in,
                                     const store::step_function& step);
/// The newest of them, oldest first.
[[nodiscard]] std::vector<log_line> read_log(sqlite_db& db, const std::string& about, std::size_t limit);
/// Whether every answer has its pair.
[[nodiscard]] bool can_be_written(const loaded_world& before, const turn_outcome& after);
/// Takes out the owner's due timers, and from `after` what is taken out by that already.
void take_out_due(sqlite_db& db, const timers_by_owner& due, const turn_owner& owner, turn_outcome& after);
/// Writes what a turn changed: all of it, unless the database itself fails. Returns the outbox rows added.
/// `owner`: whose due timers have been taken out before.
[[nodiscard]] std::vector<outbox_row> write(sqlite_db& db, const turn_owner& owner, const loaded_world& before,
                                            turn_outcome after, instant now);

[[nodiscard]] std::vector<outbox_row> sendable(sqlite_db& db, instant now, send_limit limit, const rows_in_hand& known);
[[nodiscard]] std::vector<outbox_row> begin_sends(sqlite_db& db, std::vector<outbox_row> rows, instant now);
[[nodiscard]] std::vector<outbox_row> unknown_sends(sqlite_db& db, instant now, std::size_t limit);
[[nodiscard]] result<void> record_send(sqlite_db& db, std::int64_t outbox_id, const send_result& how, instant now);
void keep_note(sqlite_db& db, const platform_note& one);
[[nodiscard]] std::optional<instant> next_send(sqlite_db& db);
[[nodiscard]] std::vector<past_send> sends_since(sqlite_db& db, instant earliest, std::size_t limit);
/// Empty when a message of this key is there or was sent already.
[[nodiscard]] std::optional<outbox_row> add_outbox(sqlite_db& db, outbox_message message, instant now);

[[nodiscard]] std::optional<std::string> read_fact(sqlite_db& db, const std::string& name);
void put_fact(sqlite_db& db, const std::string& name, const std::string& value);
[[nodiscard]] std::optional<std::string> read_note(sqlite_db& db, const address& about, const std::string& name,
                                                   instant now);
/// See store::renew_master_key; the rewrapping is to be in one transaction.
[[nodiscard]] std::vector<key_change> renew_master_key(sqlite_db& db);

/// What the database itself knows of who was forgotten. Each stands in the ledger as well.
[[nodiscard]] std::vector<forgotten_mark> marks_in(sqlite_db& db);
void add_mark(sqlite_db& db, const forgotten_mark& mark);
[[nodiscard]] std::vector<person_id> everybody(sqlite_db& db);
/// Deletes every row of this person, and takes them out of those of others. What was written before stays in the
/// database's own log until the commit after this, which empties it.
void forget(sqlite_db& db, const person_id& who, const forgotten_mark& mark, instant now);

[[nodiscard]] inline std::int64_t as_rows(std::size_t limit) {
    return static_cast<std::int64_t>(limit);
}

}  // namespace waymark::sqlite
