// What libyaml says of text that is no YAML, in words for authors. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conversations/engine/flow.hpp"

namespace waymark {

struct yaml_trouble {
    std::string_view words = "this cannot be read";  ///< libyaml's
    mark at;                                         ///< where it noticed
    mark began;                                      ///< where the thing began that it was reading; line 0 = none
    std::optional<std::size_t> bad_byte = {};        ///< where the bytes are no text
};

struct syntax_words {
    mark at;
    std::string text, suggestion;
};

[[nodiscard]] syntax_words plain_words(const yaml_trouble& found, std::string_view source);
/// Where a value begins with an unquoted {name} in this line, counted from 1; 0 when it does not.
[[nodiscard]] int bare_placeholder(std::string_view source, int line);

}  // namespace waymark
