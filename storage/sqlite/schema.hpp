// The tables, as numbered steps that only go forward. FORMAT.md describes them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace waymark {

/// The newest schema this program knows.
[[nodiscard]] int newest_schema();
/// The schema of a database; 0 for an empty one.
[[nodiscard]] int schema_of(SQLite::Database& at);
/// Takes every step that is missing, each in its own transaction; may be killed at any point and run again. Throws
/// SQLite::Exception.
void migrate(SQLite::Database& at);

}  // namespace waymark
