// Secrets in the settings: the file names variables or files, and here they are looked up and held against how such a
// secret looks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bot/config_values.hpp"

namespace waymark {

/// Where the text of a secret is to be found, and where the file says so.
struct secret_place {
    std::string name;  ///< of a variable, or the path of a file
    mark at;
    bool in_file = false;
};

/// How a kind of secret looks, so that another one in its place is noticed.
struct secret_shape {
    std::string name;
    bool (*fits)(std::string_view text);
    std::string help;
    std::string variable;  ///< an example of a name for it
};

[[nodiscard]] bool is_one_word(std::string_view text);

/// Where the name of a variable belongs stands something else, perhaps the secret itself. `variable`: an example of a
/// name.
void refuse_secret_itself(config_values& values, mark at, const std::string& name, const std::string& variable);

/// For "x_env", which names variables; several where a secret is being changed.
[[nodiscard]] config_values::reader variables(config_values& values, std::vector<secret_place>& into);
/// For "x_file", which names files; relative ones count from `folder`.
[[nodiscard]] config_values::reader files(config_values& values, std::vector<secret_place>& into,
                                          const std::filesystem::path& folder);

/// Problems: C009, C010, C017, C030. Empty for commands beside the service, which need none.
[[nodiscard]] std::vector<secret> secrets_from(const std::vector<secret_place>& places, const secret_shape& shape,
                                               const surroundings& around, config_values& values);

void make_absolute(const std::filesystem::path& folder, std::string& path);

}  // namespace waymark
