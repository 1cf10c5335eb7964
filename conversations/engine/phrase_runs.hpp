// One of the bot's own phrases as runs of text, so that whatever fills its places stays what it is. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/texts.hpp"

namespace waymark {

/// A line that mentions something empty is left out.
[[nodiscard]] std::vector<text_run> phrase_runs(const bot_texts& texts, std::string_view language, std::string_view key,
                                                const std::map<std::string, text_run>& with);

}  // namespace waymark
