#include "tests/support/made_language.hpp"

#include <array>
#include <string_view>

#include "conversations/language/flow_reader.hpp"

namespace waymark {
namespace {

using letters = std::array<std::string_view, 26>;

constexpr letters accents{"á", "ƀ", "ç", "đ", "é", "ƒ", "ĝ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ",
                          "ñ", "ö", "þ", "ɋ", "ŕ", "š", "ţ", "ú", "ṽ", "ŵ", "ẋ", "ý", "ž"};
constexpr letters hebrew{"א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט", "י", "כ", "ל", "מ",
                         "נ", "ס", "ע", "פ", "צ", "ק", "ר", "ש", "ת", "א", "ב", "ג", "ד"};

bool is_typed(const std::string& key) {
    return key.starts_with("word.") || key.starts_with("number.");
}

/// Every letter outside of braces.
std::string replaced(std::string_view text, const letters& by) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto small = static_cast<std::size_t>((c >= 'A' && c <= 'Z' ? c + 32 : c) - 'a');
        if (text.substr(i).starts_with("{{")) {
            out.append("{{");
            ++i;
        } else if (c == '{') {
            const auto end = std::min(text.find('}', i), text.size() - 1);
            out.append(text.substr(i, end - i + 1));
            i = end;
        } else if (small < by.size()) {
            out.append(by.at(small));
        } else {
            out.push_back(c);
        }
    }
    return out;
}

std::string more_of(std::string_view line) {
    std::string out;
    const auto length = line.size() * 2 / 5;
    for (std::size_t i = 0; i < length; ++i) out += i % 6 == 0 ? " " : "ö";
    return out;
}

}  // namespace

std::string accented(const std::string& text) {
    std::string out;
    std::string_view rest = text;
    for (;;) {
        const auto end = rest.find('\n');
        const auto line = rest.substr(0, end);
        out += replaced(line, accents) + more_of(line);
        if (end == std::string_view::npos) return out;
        out += '\n';
        rest.remove_prefix(end + 1);
    }
}

std::string from_the_right(const std::string& text) {
    return replaced(text, hebrew);
}

void add_language(script_book& book, const std::string& language,
                  const std::function<std::string(const std::string&)>& made_of) {
    std::map<std::string, std::string> phrases;
    for (const auto& key : book.texts.keys())
        if (!is_typed(key) && book.texts.has("en", key)) phrases[key] = made_of(*book.texts.find("en", key));
    phrases["language." + language] = made_of("A language that is made");
    book.texts.add(language, std::move(phrases));
    for (const auto* script : book.flows.all()) {
        std::map<std::string, std::string> texts;
        for (const auto* one : texts_of(*script)) texts[one->key] = made_of(one->text);
        book.flows.add_texts(script->ref, language, std::move(texts));
    }
    for (auto& [id, of] : book.programmes)
        for (auto& rule : of.nudges) rule.reason[language] = made_of(rule.reason.at("en"));
}

}  // namespace waymark
