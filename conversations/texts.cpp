#include "conversations/texts.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace waymark {

namespace {

constexpr std::string_view outer = " \t\r\n.,;:!?\"'()[]";

/// Telephones write ’ where people type '.
std::string with_plain_apostrophes(std::string_view text) {
    constexpr std::string_view curly = "\u2019";
    std::string out(text);
    for (auto at = out.find(curly); at != std::string::npos; at = out.find(curly, at))
        out.replace(at, curly.size(), "'");
    return out;
}

std::string lower(std::string_view text) {
    auto out = with_plain_apostrophes(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto byte = static_cast<unsigned char>(out[i]);
        if (byte >= 'A' && byte <= 'Z') out[i] = static_cast<char>(byte + 0x20);
        // The capital letters of western European languages: U+00C0 to U+00DE, without the multiplication sign.
        const auto before = i > 0 ? static_cast<unsigned char>(out[i - 1]) : 0U;
        if (before == 0xc3 && byte >= 0x80 && byte <= 0x9e && byte != 0x97) out[i] = static_cast<char>(byte + 0x20);
    }
    return out;
}

/// One line with its placeholders filled; empty when one of them has nothing to show.
std::optional<std::string> filled(std::string_view line, const std::map<std::string, std::string>& values) {
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] != '{') {
            out += line[i];
        } else if (line.substr(i).starts_with("{{")) {
            out += line[i++];
        } else {
            const auto end = line.find('}', i);
            if (end == std::string_view::npos) return out.append(line.substr(i));
            const auto value = values.find(std::string(line.substr(i + 1, end - i - 1)));
            if (value == values.end() || value->second.empty()) return {};
            out += value->second;
            i = end;
        }
    }
    return out;
}

/// "Help|Hilfe" is help and hilfe.
std::set<std::string, std::less<>> alternatives(std::string_view phrase) {
    std::set<std::string, std::less<>> out;
    for (;;) {
        const auto bar = phrase.find('|');
        if (auto word = lower(trimmed(phrase.substr(0, bar))); !word.empty()) out.insert(std::move(word));
        if (bar == std::string_view::npos) return out;
        phrase.remove_prefix(bar + 1);
    }
}

std::string own_key(std::string_view language, std::string_view flow, std::string_view key) {
    std::string out;
    for (const auto part : {language, flow, key}) out.append(out.empty() ? "" : "/").append(part);
    return out;
}

std::vector<std::string> with_fallbacks(std::string_view language, std::string_view otherwise = "en") {
    return {std::string(language), std::string(language.substr(0, language.find('-'))), std::string(otherwise)};
}

}  // namespace

std::string_view trimmed(std::string_view text, std::string_view away) {
    const auto begin = text.find_first_not_of(away);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(away) - begin + 1);
}

std::string plain_word(std::string_view text) {
    text = trimmed(text, outer);
    for (const std::string_view sign : {"¿", "¡"})
        while (text.starts_with(sign)) text.remove_prefix(sign.size());
    return lower(trimmed(text, outer));
}

std::size_t find_words(std::string_view text, std::string_view part) {
    // A byte of a letter beyond English is never an edge.
    const auto in_a_word = [&](std::size_t at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    };
    if (part.empty()) return std::string_view::npos;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        const auto end = at + part.size();
        if ((at == 0 || !in_a_word(at - 1)) && (end == text.size() || !in_a_word(end))) return at;
    }
    return std::string_view::npos;
}

std::string in_language(const translated& text, std::string_view language, std::string_view otherwise) {
    for (const auto& one : with_fallbacks(language, otherwise))
        if (const auto found = text.find(one); found != text.end()) return found->second;
    return {};
}

void bot_texts::add(const std::string& language, std::map<std::string, std::string> phrases) {
    auto& known = phrases_[language];
    auto& words = words_[language];
    for (auto& [key, phrase] : phrases) {
        words.insert_or_assign(key, alternatives(phrase));
        known.insert_or_assign(key, std::move(phrase));
    }
}

void bot_texts::add_own(const std::string& language, const std::string& flow,
                        std::map<std::string, std::string> texts) {
    for (auto& [key, text] : texts) own_.insert_or_assign(own_key(language, flow, key), std::move(text));
}

const std::string* bot_texts::own(std::string_view language, std::string_view flow, std::string_view key) const {
    if (own_.empty()) return nullptr;
    const auto found = own_.find(own_key(language, flow, key));
    return found == own_.end() ? nullptr : &found->second;
}

const std::string* bot_texts::find(std::string_view language, std::string_view key) const {
    for (const auto& one : with_fallbacks(language)) {
        const auto phrases = phrases_.find(one);
        if (phrases == phrases_.end()) continue;
        const auto found = phrases->second.find(std::string(key));
        if (found != phrases->second.end()) return &found->second;
    }
    return nullptr;
}

bool bot_texts::has(std::string_view language, std::string_view key) const {
    return find(language, key) != nullptr;
}

std::string bot_texts::say(std::string_view language, std::string_view key,
                           const std::map<std::string, std::string>& values) const {
    const auto* phrase = find(language, key);
    if (phrase == nullptr) throw std::out_of_range("no language has the phrase \"" + std::string(key) + "\"");
    std::string out;
    bool first = true;
    std::string_view rest = *phrase;
    while (true) {
        const auto end = rest.find('\n');
        if (const auto line = filled(rest.substr(0, end), values)) {
            out += (first ? "" : "\n") + *line;
            first = false;
        }
        if (end == std::string_view::npos) return out;
        rest.remove_prefix(end + 1);
    }
}

bool bot_texts::is_word(std::string_view language, std::string_view key, std::string_view text) const {
    const auto exact = lower(trimmed(text));
    const auto bare = plain_word(text);
    return std::ranges::any_of(with_fallbacks(language), [&](const std::string& one) {
        const auto words = words_.find(one);
        if (words == words_.end()) return false;
        const auto found = words->second.find(key);
        return found != words->second.end() && (found->second.contains(exact) || found->second.contains(bare));
    });
}

bool bot_texts::mentions(std::string_view language, std::string_view key, std::string_view text) const {
    const auto plain = plain_word(text);
    return std::ranges::any_of(with_fallbacks(language), [&](const std::string& one) {
        const auto words = words_.find(one);
        if (words == words_.end()) return false;
        const auto found = words->second.find(key);
        return found != words->second.end() && std::ranges::any_of(found->second, [&](const std::string& word) {
                   return find_words(plain, word) != std::string_view::npos;
               });
    });
}

bool bot_texts::is_always_word(std::string_view text) const {
    for (const auto& [language, phrases] : phrases_)
        for (const auto key : always_words)
            if (is_word(language, key, text)) return true;
    return false;
}

std::vector<std::string> bot_texts::languages() const {
    std::vector<std::string> list;
    for (const auto& [language, phrases] : phrases_) list.push_back(language);
    return list;
}

std::vector<std::string> bot_texts::keys() const {
    std::set<std::string> all;
    for (const auto& [language, phrases] : phrases_)
        for (const auto& [key, phrase] : phrases) all.insert(key);
    return {all.begin(), all.end()};
}

}  // namespace waymark
