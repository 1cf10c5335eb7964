#include "bot/playground/journal.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

namespace waymark {

playground_journal read_journal(const std::string& file) {
    playground_journal journal;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto document = nlohmann::json::parse(line, nullptr, false);
        if (!document.is_object()) continue;
        journal.lines.push_back(line);
        const auto at = document.find("is") != document.end() && document["is"] == "clock" ? document.find("now")
                                                                                           : document.find("at");
        if (at == document.end() || !at->is_number_integer()) continue;
        const instant stood{std::chrono::milliseconds(at->get<std::int64_t>())};
        journal.stood_at = std::max(journal.stood_at.value_or(stood), stood);
    }
    return journal;
}

}  // namespace waymark
