#include "adapters/teams/inert.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/plain_text.hpp"

namespace waymark::teams {
namespace {

using twin = std::pair<std::string_view, std::string_view>;

constexpr std::array twins{twin{"*", "＊"},   twin{"_", "＿"},   twin{"`", "ˋ"},     twin{"~", "∼"},   twin{"[", "［"},
                           twin{"]", "］"},   twin{"<", "‹"},    twin{">", "›"},     twin{"\\", "＼"}, twin{"|", "｜"},
                           twin{"{{", "｛{"}, twin{"${", "＄{"}, twin{"://", ":∕∕"}, twin{"\n", " "}};
constexpr std::array line_starts{twin{"#", "＃"}, twin{"-", "‐"}, twin{"+", "＋"}, twin{"=", "＝"}};
constexpr std::string_view hard_space = "\xc2\xa0";

template <class Table>
const twin* starting(const Table& table, std::string_view text) {
    const auto found = std::ranges::find_if(table, [&](const twin& one) { return text.starts_with(one.first); });
    return found == table.end() ? nullptr : &*found;
}

/// "1. " and "1) " begin a list, unless the blank is a hard one.
std::size_t length_of_number(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool is_one = digits > 0 && digits + 1 < text.size() && (text[digits] == '.' || text[digits] == ')') &&
                        text[digits + 1] == ' ';
    return is_one ? digits + 1 : 0;
}

}  // namespace

std::string unevaluated(std::string_view text) {
    std::string out(text);
    for (auto at = out.find("{{"); at != std::string::npos; at = out.find("{{", at)) out.replace(at, 1, "｛");
    return out;
}

std::string inert(std::string_view text) {
    const auto whole = harmless(text);
    std::string_view rest = whole;
    const auto blanks = std::min(rest.find_first_not_of(" \t\n"), rest.size());
    rest.remove_prefix(blanks);
    std::string out(blanks > 0 ? " " : "");  // more would begin a block of code
    if (const auto* one = starting(line_starts, rest)) {
        out.append(one->second);
        rest.remove_prefix(one->first.size());
    } else if (const auto size = length_of_number(rest); size > 0) {
        out.append(rest.substr(0, size)).append(hard_space);
        rest.remove_prefix(size + 1);
    }
    while (!rest.empty()) {
        const auto* one = starting(twins, rest);
        out.append(one == nullptr ? rest.substr(0, 1) : one->second);
        rest.remove_prefix(one == nullptr ? 1 : one->first.size());
    }
    return out;
}

}  // namespace waymark::teams
