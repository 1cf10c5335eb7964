// Ids as Microsoft writes them: of apps, tenants and people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark {

/// An id in small letters: "3f2a…-…-…-…-…"; empty when the text is none.
[[nodiscard]] std::optional<std::string> read_guid(std::string_view text);

/// What went wrong with a text that nearly is one, and what to do about it: without its dashes, in braces, or with
/// stars in the place of what a page hides. Empty when it is something else altogether.
[[nodiscard]] std::string guid_slip(std::string_view text);

}  // namespace waymark
