// Reads translations and the bot's own phrases, and holds translations against their flow.
#include <algorithm>

#include "conversations/language/flow_parts.hpp"
#include "conversations/language/placeholder.hpp"

namespace waymark {

namespace {

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (const auto& one : placeholders_in(text)) names.push_back(one.name);
    std::ranges::sort(names);
    const auto rest = std::ranges::unique(names);
    names.erase(rest.begin(), rest.end());
    return names;
}

std::vector<std::string> without(const std::vector<std::string>& all, const std::vector<std::string>& those) {
    std::vector<std::string> left;
    std::ranges::set_difference(all, those, std::back_inserter(left));
    return left;
}

void check_entry(reading& in, const translation::entry& entry, const script_text& of) {
    if (entry.of != of.text)
        in.warning(entry.at, "F042", "the text of \"" + of.key + "\" has changed since it was translated",
                   "translate it anew, and copy the new text to \"of\"");
    const auto here = names_in(entry.text);
    const auto there = names_in(of.text);
    for (const auto& name : without(here, there))
        in.error(entry.at, "F041",
                 "{" + name + "} is in the translation of \"" + of.key + "\", and not in the text itself",
                 there.empty() ? "" : "there it has: {" + joined(there) + "}");
    for (const auto& name : without(there, here))
        in.error(entry.at, "F041", "{" + name + "} is missing in the translation of \"" + of.key + "\"",
                 "keep every name in braces");
}

void check_labels_of(reading& in, const ask& of, const translation& texts) {
    std::vector<answer_option> translated;
    for (const auto& one : of.answer.options)
        if (const auto found = texts.entries.find(one.label.key); found != texts.entries.end())
            translated.push_back({one.value, {one.label.key, found->second.text, found->second.text_at}});
    check_labels(in, translated);
}

}  // namespace

std::optional<translation> read_translation(std::string_view file, std::string_view source,
                                            std::vector<diagnostic>& problems) {
    const auto root = read_yaml(file, source, problems);
    if (!root) return {};
    reading in{std::string(file), source, problems};
    const map_reader from(in, *root, keys::translation);
    if (!from.is_map()) return {};
    translation into;
    if (const auto* name = from.need("flow", "closing")) into.flow = read_name(in, *name, "the name of a flow").name;
    if (const auto* language = from.need("language", "es")) into.language = read_text(in, *language, "\"language\"");
    const auto* texts = from.need("texts", "");
    if (texts == nullptr) return into;
    if (texts->is != yaml_node::kind::map) {
        in.error(texts->at, "F013", "texts are keys such as \"hello.say\", each with \"of\" and \"text\"");
        return into;
    }
    for (const auto& [key, at, value] : texts->entries) {
        const map_reader entry(in, value, keys::entry);
        const auto* of = entry.need("of", "\"the text it translates\"");
        const auto* text = entry.need("text", "\"its translation\"");
        if (of == nullptr || text == nullptr) continue;
        if (text->is == yaml_node::kind::scalar && text->text.empty()) continue;  // still to be translated
        into.entries.insert_or_assign(
            key, translation::entry{read_text(in, *of, "\"of\""), read_text(in, *text, "\"text\""), at, text->at});
    }
    return into;
}

void check_translation(std::string_view file, std::string_view source, const translation& texts, const flow& of,
                       std::vector<diagnostic>& problems) {
    reading in{std::string(file), source, problems};
    if (texts.flow != of.ref.name)
        return in.error({}, "F043",
                        "this file translates \"" + texts.flow + "\", and it was held against \"" + of.ref.name + "\"");
    std::vector<std::string> keys;
    for (const auto* text : texts_of(of)) {
        keys.push_back(text->key);
        const auto found = texts.entries.find(text->key);
        if (found == texts.entries.end())
            in.warning({}, "F040", "\"" + text->key + "\" has no text in " + texts.language,
                       "people read it in " + of.language + " until then");
        else
            check_entry(in, found->second, *text);
    }
    for (const auto& [key, entry] : texts.entries)
        if (std::ranges::find(keys, key) == keys.end())
            in.unknown(entry.at, "F043", "the flow has no text \"" + key + "\"", key, keys);
    for (const auto& step : of.steps)
        if (step.ask) check_labels_of(in, *step.ask, texts);
    check_wording(in, of, texts);
}

std::optional<std::map<std::string, std::string>> read_phrases(std::string_view file, std::string_view source,
                                                               std::vector<diagnostic>& problems) {
    const auto root = read_yaml(file, source, problems);
    if (!root) return {};
    reading in{std::string(file), source, problems};
    std::map<std::string, std::string> phrases;
    if (root->is != yaml_node::kind::map) {
        in.error(root->at, "F013", "this file is made of lines such as \"hello: Hi.\"");
        return {};
    }
    for (const auto& [key, at, value] : root->entries)
        phrases.insert_or_assign(key, read_text(in, value, "\"" + key + "\""));
    return phrases;
}

void check_published(std::string_view file, const flow& one, std::string_view published_hash,
                     std::vector<diagnostic>& problems) {
    if (published_hash.empty() || published_hash == one.structure_hash) return;
    reading{std::string(file), {}, problems}.error(
        {}, "F050",
        one.ref.name + " version " + std::to_string(one.ref.version) + " is in use, and its structure has changed",
        "raise it to \"version: " + std::to_string(one.ref.version + 1) + "\"; running talks then keep the old one");
}

}  // namespace waymark
