// Where the master keys of a database stand: a file that only its user can read, or a variable of the environment. They
// never stand in the database, and no backup holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "storage/sealing/master_keys.hpp"

namespace waymark {

/// Both empty: the file `<database>.key`.
struct key_place {
    std::string file, variable;

    [[nodiscard]] key_place of_database(const std::string& database) const;
    /// "the file /var/lib/waymark/waymark.db.key"
    [[nodiscard]] std::string in_words() const;
};

/// Says whether a file is still the same one as before; equal for a variable, which cannot change.
struct key_stamp {
    std::uint64_t inode = 0;
    std::int64_t size = 0, changed_ns = 0;
    friend bool operator==(const key_stamp&, const key_stamp&) = default;
};
[[nodiscard]] key_stamp stamp_of(const key_place& at);

/// Whether there is such a file, or such a variable that holds something.
[[nodiscard]] bool any_key_at(const key_place& at);
/// The keys, or what is wrong, in words. A file that others can read is refused.
[[nodiscard]] std::variant<sealing::master_keys, std::string> read_keys(const key_place& at);

/// Makes the file with one new key, for its owner alone; on the disk when this returns. Empty when fine, else what is
/// in the way.
[[nodiscard]] std::string make_key_file(const std::string& file);
/// Puts a new key in front of the others. The file is there before and after, and belongs to whom it belonged.
[[nodiscard]] std::string put_new_key_first(const std::string& file);
/// Takes this key out of it.
[[nodiscard]] std::string take_key_out(const std::string& file, const std::string& id);

}  // namespace waymark
