// The tables, as numbered steps that only go forward. FORMAT.md describes them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "storage/sealing/data_keys.hpp"

namespace waymark {

/// The newest schema this program knows.
[[nodiscard]] int newest_schema();
/// The schema of a database; 0 for an empty one.
[[nodiscard]] int schema_of(SQLite::Database& at);
/// Takes every step that is missing, up to `last`, each in its own transaction; may be killed at any point and run
/// again. Returns how many values it sealed that stood there in plain words: then the file is to be swept. Throws
/// SQLite::Exception, and sealing::problem.
std::int64_t migrate(SQLite::Database& at, sealing::data_keys& keys, int last = newest_schema());

/// Whether values were sealed and what they were before may still be found in the file.
[[nodiscard]] bool is_to_be_swept(SQLite::Database& at);
/// Writes the file anew, so that no plain byte is left in it or in its log. Throws SQLite::Exception when it cannot.
void sweep(SQLite::Database& at);

}  // namespace waymark
