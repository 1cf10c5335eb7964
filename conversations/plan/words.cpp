#include "conversations/plan/words.hpp"

#include <algorithm>

namespace waymark::plan_words {

namespace {
constexpr std::string_view blanks = " \t\r";
}  // namespace

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return text.substr(0, 0);
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string_view take_word(std::string_view& text) {
    const auto word = text.substr(0, text.find_first_of(blanks));
    text = trimmed(text.substr(word.size()));
    return word;
}

std::string_view without_remark(std::string_view line) {
    if (trimmed(line).starts_with('#')) return line.substr(0, 0);
    for (auto at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
        const auto before = line.substr(0, at);
        if (before.ends_with("  ") || before.ends_with('\t')) return before;
    }
    return line;
}

std::optional<int> minute_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return {};
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return {};
    return hour * 60 + minute;
}

}  // namespace waymark::plan_words
