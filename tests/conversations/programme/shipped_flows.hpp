// The flows that ship, read from their folder, for tests of what refers to them.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "conversations/language/flow_reader.hpp"

namespace waymark {

inline std::string content(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

inline flow_library shipped_flows() {
    flow_library flows;
    std::vector<diagnostic> problems;
    const auto folder = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/flows";
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == ".yaml")
            if (auto one = read_flow(file.path().string(), content(file.path()), problems)) flows.add(std::move(*one));
    return flows;
}

}  // namespace waymark
