#include "conversations/language/secret_words.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", smalls = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view digits = "0123456789";
constexpr std::string_view slack_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
constexpr std::string_view entra_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

bool looks_like_slack(std::string_view word) {
    constexpr std::size_t signing_secret = 32;
    const bool hex = word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    const bool token = word.starts_with("xox") || word.starts_with("xapp-");
    return (token && word.find('-') != std::string_view::npos) || (hex && word.size() >= signing_secret);
}

/// A client secret of Entra has "8Q~" or the like behind three characters.
bool looks_like_client_secret(std::string_view word) {
    constexpr std::size_t shortest = 34, mark_at = 4;
    return word.size() >= shortest && word.substr(mark_at, 2) == "Q~";
}

std::string without(std::string line, std::string_view letters, bool (*is_secret)(std::string_view)) {
    for (auto begin = line.find_first_of(letters); begin != std::string::npos;) {
        const auto end = std::min(line.find_first_not_of(letters, begin), line.size());
        if (is_secret(std::string_view(line).substr(begin, end - begin)))
            line.replace(begin, end - begin, end - begin, '*');
        begin = line.find_first_of(letters, end);
    }
    return line;
}

bool is_any_word(std::string_view) {
    return true;
}

bool is_no_variable(std::string_view word) {
    return !names_a_variable(word);
}

/// Stars for one value between these places, without the space and the quotes around it.
void hide(std::string& line, std::size_t begin, std::size_t end, bool (*is_secret)(std::string_view)) {
    constexpr std::string_view around = " \t\"'";
    begin = std::min(line.find_first_not_of(around, begin), end);
    while (end > begin && around.find(line[end - 1]) != std::string_view::npos) --end;
    if (begin < end && is_secret(std::string_view(line).substr(begin, end - begin)))
        line.replace(begin, end - begin, end - begin, '*');
}

/// Behind every key of such a name: a value up to the end of the line or a comment, in braces up to a comma, or a list.
std::string without_values(std::string line, std::string_view key_end, bool (*is_secret)(std::string_view)) {
    for (auto at = line.find(key_end); at != std::string::npos; at = line.find(key_end, at + 1)) {
        auto begin = line.find_first_not_of(' ', at + key_end.size());
        if (begin == std::string::npos) break;
        const bool list = line[begin] == '[';
        const bool in_braces = line.find('{') < at;
        auto end = list ? line.find(']', begin) : in_braces ? line.find_first_of(",}", begin) : std::string::npos;
        end = std::min({end, line.find(" #", begin), line.size()});
        if (list) ++begin;
        for (auto comma = begin; list && (comma = line.find(',', begin)) < end; begin = comma + 1)
            hide(line, begin, comma, is_secret);
        hide(line, begin, end, is_secret);
    }
    return line;
}

}  // namespace

bool names_a_variable(std::string_view word) {
    constexpr std::size_t longest = 64, long_for_a_mixture = 16;
    const auto has = [&](std::string_view letters) { return word.find_first_of(letters) != std::string_view::npos; };
    const auto fits = [](char c) {
        return c == '_' || capitals.find(c) != std::string_view::npos || smalls.find(c) != std::string_view::npos ||
               digits.find(c) != std::string_view::npos;
    };
    if (word.empty() || word.size() > longest || digits.find(word.front()) != std::string_view::npos) return false;
    if (!std::ranges::all_of(word, fits)) return false;
    return word.size() < long_for_a_mixture || !has(digits) || !has(smalls) || has("_");
}

std::string without_secrets(std::string_view text) {
    return without(without(std::string(text), entra_letters, looks_like_client_secret), slack_letters,
                   looks_like_slack);
}

std::string line_without_secrets(std::string_view line) {
    auto out = without_secrets(line);
    for (const auto* key_end : {"secret:", "secrets:", "password:", "token:"})
        out = without_values(std::move(out), key_end, is_any_word);
    return without_values(std::move(out), "_env:", is_no_variable);
}

}  // namespace waymark
