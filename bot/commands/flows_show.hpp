// `waymark flows show` and `graph`: a conversation as a readable list, and as a picture for Graphviz.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

/// Exit codes as everywhere: 0 shown, 1 something is wrong with the file, 2 there is no such conversation.
[[nodiscard]] int flows_show(const std::string& flow, const std::vector<std::string>& folders, std::ostream& out,
                             std::ostream& complaints);
[[nodiscard]] int flows_graph(const std::string& flow, const std::vector<std::string>& folders, std::ostream& out,
                              std::ostream& complaints);

}  // namespace waymark
