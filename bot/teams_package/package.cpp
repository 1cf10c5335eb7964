#include "bot/teams_package/package.hpp"

#include <nlohmann/json.hpp>

#include "bot/teams_package/icons.hpp"
#include "bot/teams_package/manifest.hpp"

namespace waymark {

std::vector<archived_file> package_files(const teams_config& from, const bot_texts& texts) {
    const auto text = [](const nlohmann::json& of) { return of.dump(2) + "\n"; };
    std::vector<archived_file> out{{"manifest.json", text(manifest_of(from, texts))},
                                   {"color.png", std::string(color_icon())},
                                   {"outline.png", std::string(outline_icon())}};
    for (const auto& one : further_languages(texts))
        out.push_back({one + ".json", text(language_file_of(from, texts, one))});
    return out;
}

}  // namespace waymark
