// Ids and hosts in one spelling. ASCII only: whatever else is in them is not ours to fold.
#pragma once

#include <string>
#include <string_view>

namespace waymark::teams {

[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace waymark::teams
