// Several topics as people write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark {

struct topic_list {
    std::vector<std::string> topics;  ///< each once
    std::string why_not;              ///< the key of what to say when they cannot be taken so; else empty
};

/// Without the blanks, dashes and bullets that people begin a line with.
[[nodiscard]] std::string_view without_bullet(std::string_view text);

/// Each on a line of its own or after a comma. With `known` topics, only those, in whatever spelling.
[[nodiscard]] topic_list read_topic_list(std::string_view text, const std::vector<std::string>& known);

}  // namespace waymark
