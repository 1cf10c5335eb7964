// The master keys of a database that is being opened: found where they are said to stand, and held against what the
// database needs before anything else is done with it.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <variant>

#include "storage/key_place.hpp"

namespace waymark::sqlite {

/// What to do when the database has no key yet and none is there.
enum class without_key { make_file, none_needed };

struct found_keys {
    sealing::master_keys masters;
    std::string made;  ///< the file that was made for them, if one was
};

/// The keys at `place`, or why the database `name` cannot be opened with them: which is lacking, and where it was
/// looked for. Only reads in the database.
[[nodiscard]] std::variant<found_keys, std::string> find_keys(SQLite::Database& at, const std::string& name,
                                                              const key_place& place, without_key then);

}  // namespace waymark::sqlite
