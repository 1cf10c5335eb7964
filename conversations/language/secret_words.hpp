// What looks like a token or a secret, and must not be repeated: what is printed ends up in logs.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// Stars in the place of whatever looks like a token or a secret of a platform.
[[nodiscard]] std::string without_secrets(std::string_view text);
/// The same for a line of a file. There also whatever stands behind a key that speaks of a secret ("app_secret: ...")
/// is left out, and what is no name behind one that wants the name of a variable ("app_secret_env: ...").
[[nodiscard]] std::string line_without_secrets(std::string_view line);

/// Letters, digits and "_" as in the name of an environment variable. A long word that mixes all of them is none: it is
/// what somebody should have put into the variable.
[[nodiscard]] bool names_a_variable(std::string_view word);

}  // namespace waymark
