// The flows that ship, read from their folder, for tests of what refers to them.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "conversations/language/flow_reader.hpp"

namespace waymark {

inline std::string content(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

inline flow_library shipped_flows() {
    flow_library flows;
    std::vector<diagnostic> problems;
    const auto folder = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/flows";
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == ".yaml")
            if (auto one = read_flow(file.path().string(), content(file.path()), problems)) flows.add(std::move(*one));
    return flows;
}

/// The bot's own words in the languages that ship.
inline const bot_texts& shipped_texts() {
    static const bot_texts all = [] {
        bot_texts texts;
        std::vector<diagnostic> problems;
        for (const char* language : {"en", "es", "de", "fr"}) {
            const auto file = std::filesystem::path(WAYMARK_SOURCE_DIR) / "conversations/texts" / language / "bot.yaml";
            if (auto phrases = read_phrases(file.string(), content(file), problems))
                texts.add(language, std::move(*phrases));
        }
        return texts;
    }();
    return all;
}

}  // namespace waymark
