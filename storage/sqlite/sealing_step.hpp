// The step of the schema that seals what stood in the database in plain words.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include "storage/sealing/data_keys.hpp"

namespace waymark::sqlite {

/// Moves every row of "plain_<table>" into <table>, sealed; returns how many. Inside a transaction.
[[nodiscard]] std::int64_t seal_plain_tables(SQLite::Database& at, sealing::data_keys& keys);

}  // namespace waymark::sqlite
