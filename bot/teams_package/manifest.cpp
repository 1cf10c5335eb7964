#include "bot/teams_package/manifest.hpp"

#include <algorithm>
#include <array>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <nlohmann/json.hpp>

#include "bot/teams_values.hpp"

namespace waymark {
namespace {

using nlohmann::json;

constexpr auto schema_version = "1.30";
constexpr auto schemas = "https://developer.microsoft.com/json-schemas/teams/v";
constexpr auto own_language = "en";

/// What the menu beside the text box offers; a menu of Teams has at most twelve lines. Choosing one types it.
constexpr std::array<std::string_view, 12> menu{"help", "back",  "skip", "snooze",    "pause",   "less",
                                                "stop", "start", "why",  "who_reads", "my_data", "forget"};

struct command {
    std::string word, about;
};

/// How the app shows itself in one language.
struct presentation {
    std::string short_name, full_name, summary, about;
    std::vector<command> commands;
};

presentation presented(const teams_config& from, const bot_texts& texts, std::string_view language) {
    const auto& own = *from.package;
    presentation out;
    out.short_name = own.short_name.empty() ? from.bot_name : own.short_name;
    const auto say = [&](const std::string& key) {
        return std::string(trimmed(texts.say(language, key, {{"name", out.short_name}})));
    };
    const auto text = [&](const std::string& named, const char* key) { return named.empty() ? say(key) : named; };
    out.full_name = text(own.full_name, "app.full_name");
    out.summary = text(own.summary, "app.summary");
    out.about = text(own.about, "app.about");
    for (const auto one : menu) {
        const auto words = say("word." + std::string(one));
        out.commands.push_back({words.substr(0, words.find('|')), say("command." + std::string(one))});
    }
    return out;
}

/// The same for the same bot every time: whoever builds the package again brings an update, and no second app.
std::string app_id_of(const teams_config& from) {
    if (!from.package->id.empty()) return from.package->id;
    const auto of_bot = boost::uuids::string_generator()(from.app_id);
    return to_string(boost::uuids::name_generator_sha1(of_bot)("Teams app"));
}

std::string schema(const char* file) {
    return std::string(schemas) + schema_version + "/" + file;
}

std::string file_of(const std::string& language) {
    return language + ".json";
}

json bot_of(const teams_config& from, const presentation& shown) {
    auto commands = json::array();
    for (const auto& one : shown.commands) commands.push_back({{"title", one.word}, {"description", one.about}});
    const auto list = json{{"scopes", from.package->scopes}, {"commands", std::move(commands)}};
    return {{"botId", from.app_id},
            {"scopes", from.package->scopes},
            {"supportsFiles", true},
            {"isNotificationOnly", false},
            {"commandLists", json::array({list})}};
}

json languages_of(const bot_texts& texts) {
    auto further = json::array();
    for (const auto& one : further_languages(texts)) further.push_back({{"languageTag", one}, {"file", file_of(one)}});
    return {{"defaultLanguageTag", own_language}, {"additionalLanguages", std::move(further)}};
}

}  // namespace

std::vector<std::string> further_languages(const bot_texts& texts) {
    auto out = texts.languages();
    std::erase(out, own_language);
    return out;
}

json manifest_of(const teams_config& from, const bot_texts& texts) {
    const auto& own = *from.package;
    const auto shown = presented(from, texts, own_language);
    json out{{"$schema", schema("MicrosoftTeams.schema.json")}, {"manifestVersion", schema_version}};
    out["version"] = own.version.empty() ? WAYMARK_VERSION : own.version;
    out["id"] = app_id_of(from);
    out["developer"] = {{"name", own.developer},
                        {"websiteUrl", own.website},
                        {"privacyUrl", own.privacy},
                        {"termsOfUseUrl", own.terms}};
    out["name"] = {{"short", shown.short_name}, {"full", shown.full_name}};
    out["description"] = {{"short", shown.summary}, {"full", shown.about}};
    out["icons"] = {{"color", "color.png"}, {"outline", "outline.png"}};
    out["accentColor"] = own.accent_color;
    out["bots"] = json::array({bot_of(from, shown)});
    out["defaultInstallScope"] = "personal";
    out["localizationInfo"] = languages_of(texts);
    out["validDomains"] = json::array();  // the bot shows cards and no pages of its own
    if (std::ranges::find(own.scopes, "team") != own.scopes.end()) out["supportsChannelFeatures"] = "tier1";
    return out;
}

json language_file_of(const teams_config& from, const bot_texts& texts, const std::string& language) {
    const auto shown = presented(from, texts, language);
    json out{{"$schema", schema("MicrosoftTeams.Localization.schema.json")},
             {"name.short", shown.short_name},
             {"name.full", shown.full_name},
             {"description.short", shown.summary},
             {"description.full", shown.about}};
    for (std::size_t i = 0; i < shown.commands.size(); ++i) {
        const auto place = "bots[0].commandLists[0].commands[" + std::to_string(i) + "].";
        out[place + "title"] = shown.commands[i].word;
        out[place + "description"] = shown.commands[i].about;
    }
    return out;
}

std::vector<std::string> too_long_for_teams(const teams_config& from, const bot_texts& texts) {
    using limits = teams_package_limits;
    std::vector<std::string> out;
    for (const auto& language : texts.languages()) {
        const auto shown = presented(from, texts, language);
        const auto check = [&](const std::string& text, std::size_t most) {
            if (length_of(text) > most)
                out.push_back("this text in \"" + language + "\" has " + std::to_string(length_of(text)) +
                              " characters, and Teams takes " + std::to_string(most) + ": " + text);
        };
        check(shown.full_name, limits::full_name);
        check(shown.summary, limits::summary);
        check(shown.about, limits::about);
        for (const auto& one : shown.commands) {
            check(one.word, limits::command);
            check(one.about, limits::command_about);
        }
    }
    return out;
}

}  // namespace waymark
