// Reads the texts that a programme says in its own words, and holds them against what ships.
#include <algorithm>

#include "conversations/language/flow_reader.hpp"
#include "conversations/language/placeholder.hpp"
#include "conversations/programme/programme_parts.hpp"

namespace waymark {
namespace {

constexpr auto bots_own = "bot";  // as in texts/<language>/bot.yaml

/// What people may write, and not what they read: one list for everybody who uses this bot.
bool is_for_reading(std::string_view key) {
    return !key.starts_with("word.") && !key.starts_with("number.");
}

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (const auto& one : placeholders_in(text)) names.push_back(one.name);
    return names;
}

/// The code of a problem with a translation, as it is called in a programme file; empty for what is none here: a
/// programme says only some texts anew, and they follow nothing.
std::string code_here(const std::string& code) {
    if (code == "F018") return "P018";
    if (code == "F033") return "P063";
    if (code == "F034") return "P064";
    if (code == "F041") return "P061";
    return code == "F043" ? "P060" : "";
}

/// The texts of one file: the bot's own words, or one conversation, in one language.
class own_texts_reader {
  public:
    own_texts_reader(reading& in, const flow_library& flows, const bot_texts& shipped, bot_texts& into)
        : in_(in), flows_(flows), shipped_(shipped), into_(into) {
        keys_ = shipped.keys();
        std::erase_if(keys_, [](const auto& key) { return !is_for_reading(key); });
        for (const auto* one : flows.all())
            if (files_.empty() || files_.back() != one->ref.name) files_.push_back(one->ref.name);
        files_.emplace_back(bots_own);
    }

    void read(const std::string& language, const yaml_node::entry& file) {
        if (std::ranges::count(files_, file.key) == 0)
            return in_.unknown(file.at, "P060", "there is no conversation called \"" + file.key.substr(0, 60) + "\"",
                               file.key, files_);
        if (file.value.is != yaml_node::kind::map)
            return in_.error(file.value.at, "P013", "here stand texts by their keys",
                             "such as \"" + std::string(file.key == bots_own ? "greeting" : "title") + ": ...\"");
        if (file.key == bots_own)
            read_bots_own(language, file.value);
        else
            read_flow(language, file.key, file.value);
    }

  private:
    void read_bots_own(const std::string& language, const yaml_node& of) {
        std::map<std::string, std::string> phrases;
        for (const auto& [key, at, value] : of.entries) {
            auto text = read_text(in_, value, "\"" + key + "\"");
            if (std::ranges::count(keys_, key) == 0) {
                say_unknown(key, at);
                continue;
            }
            const auto there = names_in(*shipped(language, key));
            for (const auto& name : names_in(text))
                if (std::ranges::count(there, name) == 0)
                    in_.error(value.at, "P061", "\"" + key + "\" knows no {" + name + "}",
                              there.empty() ? "it has no names in braces" : "it has {" + joined(there, "}, {") + "}");
            if (!text.empty()) phrases.emplace(key, std::move(text));
        }
        into_.add(language, std::move(phrases));
    }

    void say_unknown(const std::string& key, mark at) {
        if (is_for_reading(key) || shipped_.find("en", key) == nullptr)
            return in_.unknown(at, "P060", "the bot has no text \"" + key.substr(0, 60) + "\"", key, keys_);
        in_.error(at, "P060", "\"" + key + "\" is what people can write, and that is the same in all programmes",
                  "leave it out");
    }

    [[nodiscard]] const std::string* shipped(const std::string& language, const std::string& key) const {
        if (const auto* text = shipped_.find(language, key)) return text;
        for (const auto& other : shipped_.languages())
            if (const auto* text = shipped_.find(other, key)) return text;
        return nullptr;  // never: the key is one of theirs
    }

    void read_flow(const std::string& language, const std::string& name, const yaml_node& of) {
        translation texts;
        texts.flow = name;
        texts.language = language;
        for (const auto& [key, at, value] : of.entries)
            if (auto text = read_text(in_, value, "\"" + key + "\""); !text.empty())
                texts.entries.emplace(key, translation::entry{"", std::move(text), at, value.at});
        std::vector<diagnostic> found;
        check_translation(in_.file, in_.source, texts, *flows_.newest(name), found);
        for (auto& one : found) {
            one.code = code_here(one.code);
            constexpr std::string_view there = "the translation of";
            if (const auto at = one.text.find(there); at != std::string::npos)
                one.text.replace(at, there.size(), "your text for");
            if (!one.code.empty()) in_.problems.push_back(std::move(one));
        }
        std::map<std::string, std::string> own;
        for (auto& [key, entry] : texts.entries) own.emplace(key, std::move(entry.text));
        into_.add_own(language, name, std::move(own));
    }

    static std::string joined(const std::vector<std::string>& all, std::string_view between) {
        std::string out;
        for (const auto& one : all) out.append(out.empty() ? "" : between).append(one);
        return out;
    }

    reading& in_;
    const flow_library& flows_;
    const bot_texts& shipped_;
    bot_texts& into_;
    std::vector<std::string> keys_, files_;
};

}  // namespace

bot_texts read_own_texts(reading& in, const yaml_node& node, const flow_library& flows, const bot_texts& shipped) {
    auto texts = shipped;
    if (node.is != yaml_node::kind::map) {
        in.error(node.at, "P013", "texts stand by language and conversation",
                 "such as \"texts: { en: { closing: { title: Looking back } } }\"");
        return texts;
    }
    const auto languages = shipped.languages();
    own_texts_reader reader(in, flows, shipped, texts);
    for (const auto& language : node.entries) {
        if (std::ranges::count(languages, language.key) == 0)
            in.unknown(language.at, "P062", "the bot does not speak \"" + language.key.substr(0, 60) + "\"",
                       language.key, languages);
        else if (language.value.is != yaml_node::kind::map)
            in.error(language.value.at, "P013", "here stand conversations by their names",
                     "and \"bot\" for the bot's own words");
        else
            for (const auto& file : language.value.entries) reader.read(language.key, file);
    }
    return texts;
}

}  // namespace waymark
