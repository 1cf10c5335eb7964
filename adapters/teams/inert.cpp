#include "adapters/teams/inert.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/plain_text.hpp"

namespace waymark::teams {
namespace {

using twin = std::pair<std::string_view, std::string_view>;

/// Of signs that the fonts of all clients have.
constexpr std::array twins{twin{"*", "∗"},  twin{"_", "ˍ"},    twin{"`", "ˋ"},    twin{"~", "∼"}, twin{"[", "("},
                           twin{"]", ")"},  twin{"<", "‹"},    twin{">", "›"},    twin{"|", "¦"}, twin{"\\", "∖"},
                           twin{"\n", " "}, twin{"${", "$ {"}, twin{"://", ":∕∕"}};
constexpr std::string_view hard_space = "\xc2\xa0";

const twin* twin_at(std::string_view text) {
    const auto* found = std::ranges::find_if(twins, [&](const twin& one) { return text.starts_with(one.first); });
    return found == twins.end() ? nullptr : found;
}

/// "1. ", "1) ", "# " and "+ " begin something, unless the blank is a hard one.
std::size_t length_of_mark(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto marks = std::min(text.find_first_not_of("#+"), text.size());
    const bool numbered = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
    const auto length = numbered ? digits + 1 : marks;
    return length > 0 && length < text.size() && text[length] == ' ' ? length : 0;
}

}  // namespace

std::string unevaluated(std::string_view text) {
    std::string out(text);
    for (auto at = out.find("{{"); at != std::string::npos; at = out.find("{{", at)) out.insert(at + 1, " ");
    return out;
}

std::string inert(std::string_view text) {
    const auto whole = unevaluated(harmless(text));
    std::string_view rest = whole;
    const auto blanks = std::min(rest.find_first_not_of(" \t\n"), rest.size());
    rest.remove_prefix(blanks);
    std::string out(blanks > 0 ? " " : "");  // more would begin a block of code
    if (rest.starts_with('-')) {             // a list or a rule
        out.append("‐");
        rest.remove_prefix(1);
    } else if (const auto size = length_of_mark(rest); size > 0) {
        out.append(rest.substr(0, size)).append(hard_space);
        rest.remove_prefix(size + 1);
    }
    while (!rest.empty()) {
        const auto* one = twin_at(rest);
        out.append(one == nullptr ? rest.substr(0, 1) : one->second);
        rest.remove_prefix(one == nullptr ? 1 : one->first.size());
    }
    return out;
}

}  // namespace waymark::teams
