// The outbox of the store in memory, row by row as storage/store.hpp says it.
#pragma once

#include "storage/memory/tables.hpp"

namespace waymark::memory {

[[nodiscard]] std::vector<outbox_row> sendable(tables& all, instant now, send_limit limit, const rows_in_hand& known);
[[nodiscard]] std::vector<outbox_row> unknown_sends(tables& all, instant now, std::size_t limit);
[[nodiscard]] std::vector<outbox_row> begin_sends(tables& all, std::vector<outbox_row> rows, instant now);
/// Returns how many rows became `unknown`.
[[nodiscard]] std::int64_t recover(tables& all, instant now);
void clock_set_back(tables& all, instant latest, instant now);
[[nodiscard]] result<void> record_send(tables& all, std::int64_t outbox_id, const send_result& how, instant now);
void keep_note(tables& all, const platform_note& one);
[[nodiscard]] std::optional<instant> next_send(tables& all);
[[nodiscard]] std::vector<past_send> sends_since(const tables& all, instant earliest, std::size_t limit);
[[nodiscard]] std::set<message_key> unsent_nudges(const tables& all, const person_id& to);
/// Removes these nudges as far as they are still pending.
void take_back(tables& all, const std::vector<message_key>& keys);
/// Takes its number from `next_id`. Empty when a message of this key is there or was sent already.
[[nodiscard]] std::optional<outbox_row> add_outbox(tables& all, std::int64_t& next_id, const outbox_message& message,
                                                   instant now);

}  // namespace waymark::memory
