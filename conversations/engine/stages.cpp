#include "conversations/engine/stages.hpp"

#include <algorithm>

namespace waymark {

const std::vector<std::string>& stage_names() {
    static const std::vector<std::string> all{"invited", "groundwork", "goals",    "growing",
                                              "closing", "closed",     "afterglow"};
    return all;
}

bool leads_on(std::string_view from, std::string_view to) {
    const auto place = [](std::string_view stage) { return std::ranges::find(stage_names(), stage); };
    const auto none = stage_names().end();
    if (place(from) == none || place(to) == none) return from != to;
    return place(from) < place(to);
}

}  // namespace waymark
