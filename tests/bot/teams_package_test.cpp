// What goes into the app package, held against the limits that Microsoft documents; the schema itself is in
// tests/service/teams_package.
#include <gmock/gmock.h>
#include <unistd.h>
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/teams_package.hpp"
#include "bot/script_library.hpp"
#include "bot/teams_package/icons.hpp"
#include "bot/teams_package/manifest.hpp"
#include "bot/teams_package/package.hpp"
#include "bot/teams_values.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::Not;
using ::testing::StartsWith;

constexpr auto app = "0b07c0de-1111-4222-8333-444455556666";

const bot_texts& texts() {
    static const auto all = [] {
        std::vector<diagnostic> problems;
        return load_scripts(gather_scripts({}, problems)).book.texts;
    }();
    return all;
}

teams_config sound() {
    teams_config out;
    out.app_id = app;
    auto& package = out.package.emplace();
    package.developer = "Example Mentoring";
    package.website = "https://mentoring.example.org";
    package.privacy = "https://mentoring.example.org/privacy";
    package.terms = "https://mentoring.example.org/terms";
    return out;
}

/// Every text that people see, by its place in the manifest as language files name it.
std::map<std::string, std::string> shown_by(const json& manifest) {
    std::map<std::string, std::string> out;
    for (const auto* group : {"name", "description"})
        for (const auto* size : {"short", "full"})
            out[std::string(group) + "." + size] = manifest.at(group).at(size).get<std::string>();
    const auto& commands = manifest.at("bots").at(0).at("commandLists").at(0).at("commands");
    for (std::size_t i = 0; i < commands.size(); ++i)
        for (const auto* part : {"title", "description"})
            out["bots[0].commandLists[0].commands[" + std::to_string(i) + "]." + part] =
                commands.at(i).at(part).get<std::string>();
    return out;
}

std::map<std::string, std::string> shown_by_file(const std::string& language) {
    std::map<std::string, std::string> out;
    const auto file = language_file_of(sound(), texts(), language);
    for (const auto& [key, text] : file.items())
        if (key != "$schema") out[key] = text.get<std::string>();
    return out;
}

std::size_t most_of(const std::string& place) {
    static const std::map<std::string, std::size_t> names{
        {"name.short", 30}, {"name.full", 100}, {"description.short", 80}, {"description.full", 4'000}};
    const auto found = names.find(place);
    if (found != names.end()) return found->second;
    return place.ends_with("title") ? 128 : 4'000;
}

TEST(TeamsManifest, EveryTextIsThereInEachLanguageAndShortEnough) {
    ASSERT_THAT(further_languages(texts()), ElementsAre("de", "es", "fr"));
    const auto english = shown_by(manifest_of(sound(), texts()));
    ASSERT_EQ(english.size(), 4U + 2U * 12U);
    for (const auto& language : further_languages(texts())) {
        const auto other = shown_by_file(language);
        EXPECT_EQ(other.size(), english.size()) << language;
        for (const auto& [place, text] : english) {
            ASSERT_TRUE(other.contains(place)) << language << " " << place;
            EXPECT_THAT(length_of(text), AllOf(testing::Ge(1U), Le(most_of(place)))) << place;
            EXPECT_THAT(length_of(other.at(place)), AllOf(testing::Ge(1U), Le(most_of(place)))) << place;
            const bool same_word = place == "name.short" || place.ends_with("title");  // "pause" is French, too
            if (!same_word) EXPECT_NE(text, other.at(place)) << language << " " << place << " is not translated";
        }
    }
    EXPECT_THAT(too_long_for_teams(sound(), texts()), IsEmpty());
}

// A line of the menu only types its words: they must be some that always work.
TEST(TeamsManifest, WhatTheMenuTypesIsUnderstood) {
    for (const auto& [place, text] : shown_by(manifest_of(sound(), texts())))
        if (place.ends_with("title")) EXPECT_TRUE(texts().is_always_word(text)) << text;
    for (const auto& language : further_languages(texts()))
        for (const auto& [place, text] : shown_by_file(language))
            if (place.ends_with("title")) EXPECT_TRUE(texts().is_always_word(text)) << text;
}

TEST(TeamsManifest, NamesItsSchemaAndTheVersionOfIt) {
    const auto got = manifest_of(sound(), texts());
    EXPECT_EQ(got.at("$schema"), "https://developer.microsoft.com/json-schemas/teams/v" +
                                     got.at("manifestVersion").get<std::string>() + "/MicrosoftTeams.schema.json");
    EXPECT_EQ(got.at("version"), WAYMARK_VERSION);
    EXPECT_EQ(got.at("icons"), (json{{"color", "color.png"}, {"outline", "outline.png"}}));
    auto languages = json::array();
    for (const auto* one : {"de", "es", "fr"})
        languages.push_back({{"languageTag", one}, {"file", std::string(one) + ".json"}});
    EXPECT_EQ(got.at("localizationInfo").at("additionalLanguages"), languages);
}

TEST(TeamsManifest, LeadsToTheBotAndTakesFiles) {
    const auto got = manifest_of(sound(), texts());
    ASSERT_EQ(got.at("bots").size(), 1U);
    const auto& bot = got.at("bots").at(0);
    EXPECT_EQ(bot.at("botId"), app);
    EXPECT_EQ(bot.at("scopes"), json::array({"personal"}));
    EXPECT_EQ(bot.at("supportsFiles"), true);
    EXPECT_FALSE(got.contains("supportsChannelFeatures"));
}

// Version 5 of RFC 9562 over the bot's id, as any other tool makes it.
TEST(TeamsManifest, HasTheSameIdEveryTimeUnlessOneIsNamed) {
    auto from = sound();
    EXPECT_EQ(manifest_of(from, texts()).at("id"), "f7a4d36d-12ba-5736-b6ae-535e3c56f4b4");
    from.package->id = "a99a99a9-0001-4000-8000-0123456789ab";
    EXPECT_EQ(manifest_of(from, texts()).at("id"), "a99a99a9-0001-4000-8000-0123456789ab");
}

// The upload is refused otherwise, from manifest 1.25 on.
TEST(TeamsManifest, AppsOfTeamsSayThatTheyKnowChannels) {
    auto from = sound();
    from.package->scopes = {"personal", "team", "groupChat"};
    const auto got = manifest_of(from, texts());
    EXPECT_EQ(got.at("supportsChannelFeatures"), "tier1");
    EXPECT_EQ(got.at("bots").at(0).at("commandLists").at(0).at("scopes"), json(from.package->scopes));
}

TEST(TeamsManifest, OnesOwnNamesAndWordsCount) {
    auto from = sound();
    from.bot_name = "Guía";
    EXPECT_EQ(manifest_of(from, texts()).at("name").at("full"), "Guía, for mentors and mentees");
    EXPECT_THAT(language_file_of(from, texts(), "es").at("description.full").get<std::string>(),
                StartsWith("Guía habla"));
    from.package->short_name = "Beacon";
    from.package->about = "Ours.";
    from.package->version = "2.1.0";
    from.package->accent_color = "#000000";
    const auto got = manifest_of(from, texts());
    EXPECT_EQ(got.at("name").at("short"), "Beacon");
    EXPECT_EQ(got.at("description").at("full"), "Ours.");
    EXPECT_EQ(got.at("version"), "2.1.0");
    EXPECT_EQ(got.at("accentColor"), "#000000");
    EXPECT_EQ(language_file_of(from, texts(), "es").at("description.full"), "Ours.");
}

TEST(TeamsManifest, WordsOfAnInstallationThatAreTooLongAreNamed) {
    auto own = texts();
    own.add("fr", {{"app.summary", std::string(81, 'x')}});
    EXPECT_THAT(too_long_for_teams(sound(), own),
                ElementsAre(StartsWith("this text in \"fr\" has 81 characters, and Teams takes 80: xxx")));
}

using zip_ptr = std::unique_ptr<zip_t, decltype(&zip_discard)>;

zip_ptr opened(const std::string& bytes) {
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    return {zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr), zip_discard};
}

std::vector<archived_file> files_in(const std::string& bytes) {
    std::vector<archived_file> out;
    const auto archive = opened(bytes);
    if (!archive) return out;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        zip_stat_t about;
        zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &about);
        archived_file one{about.name, std::string(about.size, '\0')};
        auto* in = zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0);
        zip_fread(in, one.bytes.data(), one.bytes.size());
        EXPECT_EQ(zip_fclose(in), 0) << one.name << " is damaged";
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<std::string> names_in(const std::string& bytes) {
    std::vector<std::string> out;
    for (const auto& one : files_in(bytes)) out.push_back(one.name);
    return out;
}

TEST(TeamsPackage, HoldsManifestIconsAndLanguagesAtItsTop) {
    const auto files = package_files(sound(), texts());
    const auto back = files_in(zip_archive_of(files));
    ASSERT_EQ(back.size(), files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(back[i].name, files[i].name);
        EXPECT_EQ(back[i].bytes, files[i].bytes) << files[i].name;
    }
    EXPECT_THAT(names_in(zip_archive_of(files)),
                ElementsAre("manifest.json", "color.png", "outline.png", "de.json", "es.json", "fr.json"));
    EXPECT_EQ(json::parse(back[0].bytes), manifest_of(sound(), texts()));
}

// In whatever time zone and at whatever moment: then an update is an update because something has changed.
TEST(TeamsPackage, IsTheSameBytesForTheSameSettings) {
    const auto files = package_files(sound(), texts());
    const auto first = zip_archive_of(files);
    ::setenv("TZ", "Pacific/Auckland", 1);
    ::tzset();
    EXPECT_EQ(zip_archive_of(files), first);
    ::unsetenv("TZ");
    ::tzset();
    const auto archive = opened(first);
    zip_stat_t about;
    ASSERT_EQ(zip_stat_index(archive.get(), 0, 0, &about), 0);
    std::tm day{};
    ::localtime_r(&about.mtime, &day);
    EXPECT_EQ(day.tm_year, 80);
}

/// Width and height, as the first part of every PNG file says.
std::pair<unsigned, unsigned> size_of(std::string_view png) {
    const auto number = [&](std::size_t at) {
        unsigned out = 0;
        for (std::size_t i = at; i < at + 4; ++i) out = out << 8U | static_cast<unsigned char>(png.at(i));
        return out;
    };
    if (!png.starts_with("\x89PNG\r\n\x1a\n")) return {};
    return {number(16), number(20)};
}

TEST(TeamsPackage, IconsHaveTheSizesThatTeamsWants) {
    EXPECT_EQ(size_of(color_icon()), std::pair(192U, 192U));
    EXPECT_EQ(size_of(outline_icon()), std::pair(32U, 32U));
}

struct TeamsPackageCommand : ::testing::Test {
    fs::path folder = fs::temp_directory_path() / ("waymark_teams_package_" + std::to_string(::getpid()));
    std::ostringstream out, said;

    TeamsPackageCommand() {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    ~TeamsPackageCommand() override { fs::remove_all(folder); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }
    std::string read(const std::string& name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    int run() { return teams_package({(folder / "waymark.yaml").string(), (folder / "app.zip").string()}, out, said); }
    void settings(const std::string& package) const {
        write("waymark.yaml", std::string("teams:\n  app_id: ") + app +
                                  "\n  app_secret_env: NOT_SET_HERE\n  home_tenant: "
                                  "11111111-2222-4333-8444-555555555555\n" +
                                  package);
    }
    void good_settings() const {
        settings(
            "  package:\n    developer: { name: Us, website: https://us.example, privacy: https://us.example/privacy, "
            "terms: https://us.example/terms }\n");
    }
};

TEST_F(TeamsPackageCommand, WritesThePackageAndNeedsNoSecret) {
    good_settings();
    EXPECT_EQ(run(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), HasSubstr("Written to " + (folder / "app.zip").string()));
    EXPECT_THAT(names_in(read("app.zip")), Contains("manifest.json"));
}

TEST_F(TeamsPackageCommand, SaysWhatToDoNextItself) {
    good_settings();
    EXPECT_EQ(run(), exit_clean) << said.str();
    EXPECT_THAT(out.str(), AllOf(HasSubstr("Manage apps, Upload new app"), HasSubstr("Setup policies"),
                                 HasSubstr("waymark run --config " + (folder / "waymark.yaml").string()),
                                 Not(HasSubstr("README"))));
}

TEST_F(TeamsPackageCommand, PagesOfTheExampleAreRefused) {
    settings(
        "  package:\n    developer: { name: Us, website: https://us.example, privacy: "
        "https://mentoring.example.org/privacy, terms: https://EXAMPLE.com:443 }\n");
    EXPECT_EQ(run(), exit_errors);
    EXPECT_THAT(said.str(), AllOf(HasSubstr("\"developer\" still has pages of the example:\n"
                                            "  privacy: https://mentoring.example.org/privacy\n"
                                            "  terms: https://EXAMPLE.com:443\n"),
                                  Not(HasSubstr("us.example"))));
    EXPECT_FALSE(fs::exists(folder / "app.zip"));
}

TEST_F(TeamsPackageCommand, ANewerPackageTakesThePlaceOfAnOlderOneButOfNothingElse) {
    good_settings();
    ASSERT_EQ(run(), exit_clean);
    const auto first = read("app.zip");
    ASSERT_EQ(run(), exit_clean);
    EXPECT_EQ(read("app.zip"), first);
    write("app.zip", "somebody's notes");
    EXPECT_EQ(run(), exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("app.zip is there already, and is no app package; name a new file.\n"));
    EXPECT_EQ(read("app.zip"), "somebody's notes");
}

TEST_F(TeamsPackageCommand, SaysWhatTheSettingsLack) {
    settings("");
    EXPECT_EQ(run(), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("\"teams:\" has no section \"package:\", which says who offers the bot"));
    write("waymark.yaml", "teams: { anonymous: true }\n");
    EXPECT_EQ(run(), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("\"teams:\" has no app_id"));
    write("waymark.yaml", "slack: { signing_secrets_env: [A], bot_token_env: B }\n");
    EXPECT_EQ(run(), exit_errors);
    EXPECT_THAT(said.str(), HasSubstr("there is no section \"teams:\""));
    EXPECT_FALSE(fs::exists(folder / "app.zip"));
}

TEST_F(TeamsPackageCommand, SaysWhenItCannotWrite) {
    good_settings();
    EXPECT_EQ(teams_package({(folder / "waymark.yaml").string(), (folder / "none/app.zip").string()}, out, said),
              exit_could_not_run);
    EXPECT_THAT(said.str(), HasSubstr("none/app.zip cannot be written.\n"));
}

}  // namespace
}  // namespace waymark
