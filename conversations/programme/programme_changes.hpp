// What is different between two programmes, in words for whoever runs them. Pure; every difference that means something
// has a line, and nothing else has one.
#pragma once

#include <string>
#include <vector>

#include "conversations/programme/programme.hpp"

namespace waymark {

struct programme_change {
    std::string about;  ///< "programme", "messages", "stages", "nudge closing_time", "person ann", "pair ann_and_bo"
    std::string words;  ///< "comes 8 weeks before the agreed end (was: 6 weeks before the agreed end)"
    friend bool operator==(const programme_change&, const programme_change&) = default;
};

/// In the order of the file. What a line says of people and pairs is what happens to them when the change is applied.
[[nodiscard]] std::vector<programme_change> changes_between(const programme& before, const programme& after);

}  // namespace waymark
