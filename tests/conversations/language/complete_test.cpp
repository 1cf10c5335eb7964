// Each language that ships has everything: a language is one when its folder is there, and then nothing of it may be
// missing, since what is missing would be said in English in the middle of a talk.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "conversations/language/flow_reader.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;
using phrases = std::map<std::string, std::string>;

const fs::path root = fs::path(WAYMARK_SOURCE_DIR) / "conversations";

std::string content(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

std::vector<std::string> shipped_languages() {
    std::vector<std::string> out;
    for (const auto& folder : fs::directory_iterator(root / "texts"))
        if (folder.is_directory()) out.push_back(folder.path().filename().string());
    std::ranges::sort(out);
    return out;
}

phrases bot_phrases(const std::string& language) {
    std::vector<diagnostic> problems;
    const auto file = root / "texts" / language / "bot.yaml";
    return read_phrases(file.string(), content(file), problems).value();
}

std::set<std::string> names_in(const std::string& text) {
    std::set<std::string> out;
    for (const auto& one : placeholders_in(text)) out.insert(one.name);
    return out;
}

/// Words that people type stand between bars; each of them may have other names in it.
bool is_list_of_words(const std::string& key) {
    return key.starts_with("word.") || key.starts_with("number.");
}

struct shipped_language : testing::TestWithParam<std::string> {
    const std::string& language = GetParam();
};
INSTANTIATE_TEST_SUITE_P(all, shipped_language, testing::ValuesIn(shipped_languages()),
                         [](const auto& of) { return of.param; });

TEST_P(shipped_language, has_every_phrase_of_the_bot) {
    const auto english = bot_phrases("en");
    const auto own = bot_phrases(language);
    std::vector<std::string> missing, empty, other_names;
    for (const auto& [key, text] : english) {
        const auto found = own.find(key);
        if (found == own.end())
            missing.push_back(key);
        else if (found->second.find_first_not_of(" |\n") == std::string::npos)
            empty.push_back(key);
        else if (!is_list_of_words(key) && names_in(found->second) != names_in(text))
            other_names.push_back(key);
    }
    EXPECT_THAT(missing, IsEmpty());
    EXPECT_THAT(empty, IsEmpty());
    EXPECT_THAT(other_names, IsEmpty());
}

TEST_P(shipped_language, has_words_to_type_in_every_list) {
    const auto own = bot_phrases(language);
    for (const auto& [key, text] : own) {
        if (!is_list_of_words(key)) continue;
        for (std::string_view rest = text;;) {
            const auto bar = rest.find('|');
            EXPECT_NE(rest.substr(0, bar).find_first_not_of(" \n"), std::string_view::npos) << key << ": " << text;
            if (bar == std::string_view::npos) break;
            rest.remove_prefix(bar + 1);
        }
    }
    EXPECT_GT(own.count("word.stop"), 0U);
}

TEST_P(shipped_language, says_how_it_is_called_everywhere) {
    for (const auto& other : shipped_languages())
        EXPECT_EQ(bot_phrases(other).count("language." + language), 1U) << other;
}

TEST_P(shipped_language, has_every_text_of_every_conversation) {
    std::vector<std::string> missing;
    for (const auto& file : fs::directory_iterator(root / "flows")) {
        if (file.path().extension() != ".yaml") continue;
        std::vector<diagnostic> problems;
        const auto script = read_flow(file.path().string(), content(file.path()), problems).value();
        if (script.language == language) continue;
        const auto name = file.path().filename();
        const auto texts = root / "texts" / language / name;
        if (!fs::exists(texts)) {
            missing.push_back(name.string());
            continue;
        }
        const auto translated = read_translation(texts.string(), content(texts), problems).value();
        for (const auto* one : texts_of(script)) {
            const auto found = translated.entries.find(one->key);
            if (found == translated.entries.end() || found->second.text.empty())
                missing.push_back(name.string() + " " + one->key);
            else
                EXPECT_EQ(names_in(found->second.text), names_in(one->text)) << name << " " << one->key;
        }
    }
    EXPECT_THAT(missing, IsEmpty());
}

TEST(shipped_languages, are_more_than_one) {
    EXPECT_GE(shipped_languages().size(), 2U);
}

}  // namespace
}  // namespace waymark
