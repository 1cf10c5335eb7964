// Which programme a command is about, and the list it reads.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "bot/commands/exit_code.hpp"
#include "bot/csv_table.hpp"
#include "conversations/turn.hpp"

namespace waymark {

/// The one of this name, or the only one. Null after saying which there are.
[[nodiscard]] const programme* chosen_programme(const script_book& book, const std::string& name,
                                                std::ostream& complaints);

struct list_file {
    std::string text;  ///< without a byte order mark
    list_table table;
    exit_code code = exit_clean;
};
/// A list as spreadsheets save it (CSV). Whatever is wrong has been said when `code` is not exit_clean.
[[nodiscard]] list_file read_list_file(const std::string& file, std::ostream& complaints);

void say_all(const std::vector<diagnostic>& problems, const std::string& source, std::ostream& complaints);

}  // namespace waymark
