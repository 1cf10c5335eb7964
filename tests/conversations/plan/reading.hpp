// Reading transcripts in tests: a good first line, some flows to hold it against, and what an author gets to see.
#pragma once

#include <string>

#include "conversations/plan/plan_reader.hpp"

namespace waymark {

inline const std::string start = "start thanks@1  mentor=Ann mentee=Bo  at 2026-06-02 10:30 Europe/Madrid\n";

inline flow_library flows() {
    flow_library out;
    for (const auto& [name, people] : {std::pair{"closing", std::vector<std::string>{"mentor", "mentee"}},
                                       std::pair{"drift", std::vector<std::string>{"waiting", "quiet"}},
                                       std::pair{"thanks", std::vector<std::string>{"mentor", "mentee"}},
                                       std::pair{"warm_up", std::vector<std::string>{"mentee"}}}) {
        flow one;
        one.ref = {name, 1};
        one.people = people;
        out.add(one);
    }
    return out;
}

inline std::string problems_of(const std::string& source) {
    std::vector<diagnostic> problems;
    const auto read = read_plan("talk.plan", source, problems);
    if (problems.empty()) check_plan(read, flows(), problems);
    std::string out;
    for (const auto& one : problems) out += show(one, source);
    return out;
}

/// Of a second line, after a good first one.
inline std::string problems_of_line(const std::string& line) {
    return problems_of(start + line + "\n");
}

}  // namespace waymark
