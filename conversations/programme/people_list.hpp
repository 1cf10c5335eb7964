// Lists of people and of pairs as tables: the columns have the names of the keys in a programme file, and what is wrong
// has the same codes.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/language/diagnostic.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark {

struct list_cell {
    mark at;
    std::string text;
};

/// Rows may be shorter than the columns; empty cells are as good as none.
struct list_table {
    std::vector<list_cell> columns;
    std::vector<std::vector<list_cell>> rows;

    /// The number of a column by its name, in any of the spellings that a list may have it.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// Where the row begins that has all of these cells, by the names of their columns; the beginning of the table when
    /// there is none.
    [[nodiscard]] mark row_with(const std::map<std::string, std::string>& cells) const;
};

/// Reads all rows. `languages` are those the bot speaks. Problems go to `problems`; what came without an error is fit
/// to be enrolled in `of`. A column that nobody knows is a warning (L002). `source` is the text of the file.
[[nodiscard]] std::vector<programme_person> people_of_list(std::string_view file, std::string_view source,
                                                           const list_table& table, const programme& of,
                                                           const std::vector<std::string>& languages,
                                                           std::vector<diagnostic>& problems);
/// The same for pairs among `known` people. A pair without an id is called "<mentor>_and_<mentee>".
[[nodiscard]] std::vector<programme_pair> pairs_of_list(std::string_view file, std::string_view source,
                                                        const list_table& table, const std::set<person_id>& known,
                                                        std::vector<diagnostic>& problems);

/// What L003 says of a pair of the same two people in which each has the other's part.
[[nodiscard]] std::string turned_round(const std::string& pair);
constexpr auto turned_round_help = "who is the mentor? If each of them is the other's, leave it so";

}  // namespace waymark
