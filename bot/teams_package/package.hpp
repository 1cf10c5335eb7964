// The app package that brings the bot into Teams: manifest, language files and icons in one archive.
#pragma once

#include "bot/config.hpp"
#include "bot/teams_package/zip_archive.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// `from.package` must be there.
[[nodiscard]] std::vector<archived_file> package_files(const teams_config& from, const bot_texts& texts);

}  // namespace waymark
