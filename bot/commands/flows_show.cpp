#include "bot/commands/flows_show.hpp"

#include <ostream>

#include "bot/commands/flow_choice.hpp"
#include "conversations/language/flow_show.hpp"

namespace waymark {

int flows_show(const std::string& flow, const std::vector<std::string>& folders, std::ostream& out,
               std::ostream& complaints) {
    const auto chosen = choose_flow(flow, folders, complaints);
    if (chosen.which != nullptr) out << show_flow(*chosen.which);
    return chosen.code;
}

int flows_graph(const std::string& flow, const std::vector<std::string>& folders, std::ostream& out,
                std::ostream& complaints) {
    const auto chosen = choose_flow(flow, folders, complaints);
    if (chosen.which != nullptr) out << graph_flow(*chosen.which);
    return chosen.code;
}

}  // namespace waymark
