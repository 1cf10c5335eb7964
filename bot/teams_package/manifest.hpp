// manifest.json of the Teams app package, and its language files. The schema's version stands in manifest.cpp.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "bot/config.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// `from.package` must be there.
[[nodiscard]] nlohmann::json manifest_of(const teams_config& from, const bot_texts& texts);
/// The manifest's texts in another language.
[[nodiscard]] nlohmann::json language_file_of(const teams_config& from, const bot_texts& texts,
                                              const std::string& language);
/// The languages of the bot besides the manifest's own, which is English.
[[nodiscard]] std::vector<std::string> further_languages(const bot_texts& texts);

/// Sentences about texts that are longer than Teams takes, as an installation may have words of its own.
[[nodiscard]] std::vector<std::string> too_long_for_teams(const teams_config& from, const bot_texts& texts);

}  // namespace waymark
