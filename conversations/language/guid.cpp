#include "conversations/language/guid.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
constexpr std::string_view digits = "0123456789abcdef";

std::string in_small_letters(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool has_only_digits(std::string_view text) {
    return text.find_first_not_of(digits) == std::string_view::npos;
}

/// Stars, dots or x in the place of digits, as pages show what is not for everybody.
bool is_masked(std::string_view text) {
    constexpr std::size_t shortest = 8;
    constexpr std::string_view bullet = "\xe2\x80\xa2", ellipsis = "\xe2\x80\xa6";
    const bool has_other = text.find_first_not_of("0123456789abcdefABCDEFxX*.- ") != std::string_view::npos;
    const bool has_mark = text.find('*') != std::string_view::npos || text.find("xx") != std::string_view::npos ||
                          text.find("XX") != std::string_view::npos || text.find("..") != std::string_view::npos;
    return text.find(bullet) != std::string_view::npos || text.find(ellipsis) != std::string_view::npos ||
           (text.size() >= shortest && !has_other && has_mark);
}

}  // namespace

std::optional<std::string> read_guid(std::string_view text) {
    auto out = in_small_letters(text);
    const bool fits = std::ranges::equal(
        out, form, [](char c, char as) { return as == '-' ? c == '-' : digits.find(c) != std::string_view::npos; });
    return fits ? std::optional(std::move(out)) : std::nullopt;
}

std::string guid_slip(std::string_view text) {
    if (text.starts_with('{') && text.ends_with('}') && read_guid(text.substr(1, text.size() - 2)))
        return "write it without the braces";
    auto bare = in_small_letters(text);
    std::erase(bare, '-');
    if (has_only_digits(bare) && bare.size() == std::ranges::count_if(form, [](char c) { return c != '-'; })) {
        for (const std::size_t at : {8U, 13U, 18U, 23U}) bare.insert(at, "-");
        return "write it with its dashes: " + bare;
    }
    return is_masked(text) ? "part of it is hidden here; the button beside it in the portal copies the whole id" : "";
}

}  // namespace waymark
