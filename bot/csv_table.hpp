// Reads a table as spreadsheets save it (CSV): with commas, semicolons or tabs, with or without a byte order mark, and
// with cells in quotes that go on in the next line. libcsv does the reading.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "conversations/language/diagnostic.hpp"
#include "conversations/programme/people_list.hpp"

namespace waymark {

/// The text without the mark that spreadsheets put before it.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view bytes);

/// `source` has no byte order mark. The first row names the columns. Empty after reporting what cannot be read (L001).
[[nodiscard]] std::optional<list_table> read_csv(std::string_view file, std::string_view source,
                                                 std::vector<diagnostic>& problems);

}  // namespace waymark
