// Copies of a database: taken while Waymark runs, checked, and brought back. For the commands `waymark backup` and
// `waymark restore --verify`; may be called from another process than the one that writes.
#pragma once

#include <optional>
#include <string>

#include "conversations/time.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {

/// The fact a restored database carries until an admin confirms that it may send. Its value: UTC microseconds.
constexpr auto restored_fact = "restored_at";

/// Writes a whole, checked copy of the database at `from` to the new file `to`, as it stood at one moment. Reads only.
/// `to` appears complete or not at all. What is sealed stays sealed: the master key is in no backup.
[[nodiscard]] std::optional<open_problem> back_up(const std::string& from, const std::string& to,
                                                  const key_place& keys = {});

/// Reads the whole file and checks it: pages, schema, references, what FORMAT.md promises, and whether everything that
/// is sealed opens with the keys there. Empty when sound.
[[nodiscard]] std::optional<open_problem> verify_database(const std::string& path, const key_place& keys = {});

/// Checks `backup` and writes it to `to`, where no database may be; marks it with restored_fact. `keys`: of the
/// database at `to`.
[[nodiscard]] std::optional<open_problem> restore(const std::string& backup, const std::string& to, instant now,
                                                  const key_place& keys = {});

}  // namespace waymark
