// Base64url as tokens and keys are written in it: without padding, and every text in one way only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::teams {

/// The bytes. Empty for whatever is not exactly what an encoder writes: padding, blanks, letters of plain base64, a
/// lonely last letter, or left-over bits that are not zero.
[[nodiscard]] std::optional<std::string> base64url_decoded(std::string_view text);
[[nodiscard]] std::string base64url_encoded(std::string_view bytes);

}  // namespace waymark::teams
