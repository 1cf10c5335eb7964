// The outbox of the store in memory, row by row as storage/store.hpp says it.
#pragma once

#include "storage/memory/tables.hpp"

namespace waymark::memory {

/// The oldest row of each person, where it is in this state; by time, then by age.
[[nodiscard]] std::vector<outbox_row*> heads(tables& all, send_state state);
/// Copies of those whose time has come, without those in `known` (ascending).
[[nodiscard]] std::vector<outbox_row> waiting(tables& all, send_state state, instant now, std::size_t limit,
                                              const std::vector<std::int64_t>& known);
[[nodiscard]] std::vector<outbox_row> begin_sends(tables& all, std::vector<outbox_row> rows, instant now);
/// Returns how many rows became `unknown`.
[[nodiscard]] std::int64_t recover(tables& all, instant now);
[[nodiscard]] result<void> record_send(tables& all, std::int64_t outbox_id, const send_result& how, instant now);
[[nodiscard]] std::optional<instant> next_send(tables& all);
/// Takes its number from `next_id`. Empty when a message of this key is there or was sent already.
[[nodiscard]] std::optional<outbox_row> add_outbox(tables& all, std::int64_t& next_id, const outbox_message& message,
                                                   instant now);

}  // namespace waymark::memory
