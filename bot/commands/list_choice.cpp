#include "bot/commands/list_choice.hpp"

#include <ostream>

#include "bot/commands/flow_choice.hpp"

namespace waymark {

const programme* chosen_programme(const script_book& book, const std::string& name, std::ostream& complaints) {
    if (name.empty() && book.programmes.size() == 1) return &book.programmes.begin()->second;
    const auto found = book.programmes.find(programme_id{name});
    if (found != book.programmes.end()) return &found->second;
    std::string known;
    for (const auto& [id, one] : book.programmes) known.append(known.empty() ? "" : ", ").append(id.text);
    complaints << "waymark: say which programme is meant (--programme NAME): "
               << (known.empty() ? "the settings name none yet" : known) << ".\n";
    return nullptr;
}

list_file read_list_file(const std::string& file, std::ostream& complaints) {
    list_file out;
    const auto bytes = file_for_authors(file, complaints);
    if (!bytes) {
        out.code = exit_could_not_run;
        return out;
    }
    out.text = without_byte_order_mark(*bytes);
    std::vector<diagnostic> problems;
    auto table = read_csv(file, out.text, problems);
    say_all(problems, out.text, complaints);
    if (table)
        out.table = std::move(*table);
    else
        out.code = exit_errors;
    return out;
}

void say_all(const std::vector<diagnostic>& problems, const std::string& source, std::ostream& complaints) {
    for (const auto& one : problems) {
        const auto text = show(one, source);
        complaints << text << (text.ends_with('\n') ? "" : "\n");
    }
}

}  // namespace waymark
