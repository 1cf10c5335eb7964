#include "conversations/plan/matcher.hpp"

#include <algorithm>
#include <vector>

namespace waymark {

namespace {

/// A text in its plain form, and where each of its letters stood.
struct plain {
    std::string text;
    std::vector<std::size_t> stood_at;
};

plain plain_of(std::string_view text) {
    plain out;
    bool space = false;
    bool line_break = false;
    const auto put = [&](char one, std::size_t at) {
        out.text += one;
        out.stood_at.push_back(at);
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char one = text[at];
        if (one == '\n') {
            line_break = true;
        } else if (one == ' ' || one == '\t' || one == '\r') {
            space = true;
        } else {
            if (!out.text.empty() && (line_break || space)) put(line_break ? '\n' : ' ', at);
            space = line_break = false;
            put(one, at);
        }
    }
    return out;
}

/// Between two `*`, without the space beside them: "wrote: *" means the same as "wrote:*".
struct piece {
    std::string_view text;
    std::size_t at = 0;  ///< in the plain form
};

std::vector<piece> pieces_of(std::string_view pattern) {
    std::vector<piece> out;
    for (std::size_t at = 0;;) {
        const auto star = std::min(pattern.find('*', at), pattern.size());
        auto text = pattern.substr(at, star - at);
        const auto begin = std::min(text.find_first_not_of(" \n"), text.size());
        const auto end = text.find_last_not_of(" \n");
        text = begin == text.size() ? text.substr(begin) : text.substr(begin, end - begin + 1);
        out.push_back({text, at + begin});
        if (star == pattern.size()) return out;
        at = star + 1;
    }
}

/// Up to where `wanted` is what `text` begins with: a whole number of characters.
std::size_t common(std::string_view wanted, std::string_view text) {
    auto same = static_cast<std::size_t>(std::ranges::mismatch(wanted, text).in1 - wanted.begin());
    while (same > 0 && same < wanted.size() && (static_cast<unsigned char>(wanted[same]) & 0xc0U) == 0x80U) --same;
    return same;
}

/// In the plain form of the pattern; its size when something follows after all of it.
std::optional<std::size_t> difference(std::string_view pattern, std::string_view text) {
    const auto pieces = pieces_of(pattern);
    const auto& first = pieces.front().text;
    if (!text.starts_with(first) || (pieces.size() == 1 && text != first)) return common(first, text);
    if (pieces.size() == 1) return {};
    text.remove_prefix(first.size());
    for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
        const auto at = text.find(pieces[i].text);
        if (at == std::string_view::npos) return pieces[i].at;
        text.remove_prefix(at + pieces[i].text.size());
    }
    if (!text.ends_with(pieces.back().text)) return pieces.back().at;
    return {};
}

}  // namespace

std::string plain_form(std::string_view text) {
    return plain_of(text).text;
}

std::optional<std::size_t> first_difference(std::string_view pattern, std::string_view text) {
    const auto wanted = plain_of(pattern);
    const auto at = difference(wanted.text, plain_of(text).text);
    if (!at) return {};
    return *at < wanted.stood_at.size() ? wanted.stood_at[*at] : pattern.size();
}

}  // namespace waymark
