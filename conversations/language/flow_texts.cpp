// A flow's texts for translators, out and back in.
#include "conversations/language/flow_show.hpp"

namespace waymark {

namespace {

/// A text as YAML: a block when it has several lines, in quotes otherwise.
std::string yaml_text(const std::string& text, const std::string& indent) {
    bool plain_lines =
        text.find('\n') != std::string::npos && text.find("\n ") == std::string::npos && text.front() != ' ';
    for (const char c : text)
        plain_lines = plain_lines && (c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
    std::string out = plain_lines ? "|\n" + indent + "  " : "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (plain_lines)
            out += c != '\n' ? std::string(1, c) : text.substr(i + 1).starts_with('\n') ? "\n" : "\n" + indent + "  ";
        else if (c == '\n' || c == '\t')
            out += c == '\n' ? "\\n" : "\\t";
        else
            out += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
    }
    return out + (plain_lines ? "" : "\"");
}

std::string as_comment(const std::string& text, const std::string& indent) {
    std::string out = indent + "# the text has changed; before, it was: ";
    for (const char c : text) out += c == '\n' ? "\n" + indent + "# " : std::string(1, c);
    return out + "\n";
}

const translation::entry* entry_of(const translation* texts, const std::string& key) {
    if (texts == nullptr) return nullptr;
    const auto found = texts->entries.find(key);
    return found == texts->entries.end() ? nullptr : &found->second;
}

std::string head(const flow& one, const std::string& language) {
    return "flow: " + one.ref.name + "\nlanguage: " + language + "\ntexts:\n";
}

std::string entry_text(const std::string& key, const std::string& of, const std::string& text) {
    return "  " + key + ":\n    of: " + yaml_text(of, "    ") + "\n    text: " + yaml_text(text, "    ") + "\n";
}

}  // namespace

std::string export_texts(const flow& one, const std::string& language, const translation* known) {
    auto out = head(one, language);
    for (const auto* text : texts_of(one)) {
        const auto* had = entry_of(known, text->key);
        const bool fits = had != nullptr && had->of == text->text;
        if (had != nullptr && !fits) out += as_comment(had->text, "  ");
        out += entry_text(text->key, text->text, fits ? had->text : "");
    }
    return out;
}

std::string import_texts(const flow& one, const translation& edited, const translation* known) {
    auto out = head(one, edited.language);
    for (const auto* text : texts_of(one)) {
        const auto* entry = entry_of(&edited, text->key);
        if (entry == nullptr) entry = entry_of(known, text->key);
        // `of` stays what it was translated from, so that the checker still sees what has become stale.
        if (entry != nullptr) out += entry_text(text->key, entry->of, entry->text);
    }
    return out;
}

}  // namespace waymark
