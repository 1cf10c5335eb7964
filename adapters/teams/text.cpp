#include "adapters/teams/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/plain_text.hpp"

namespace waymark::teams {
namespace {

constexpr std::string_view hard_space = "\xc2\xa0";
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{
    {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&apos;", "'"}, {"&nbsp;", " "}}};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto known = std::ranges::find_if(entities, [&](const auto& one) { return one.second.front() == c; });
        if (c == ' ' || known == entities.end())
            out.push_back(c);
        else
            out.append(known->first);
    }
    return out;
}

/// Puts `instead` in place of the first `what`. False when there is none.
bool replace_first(std::string& text, std::string_view what, std::string_view instead) {
    if (what.empty()) return false;
    const auto at = text.find(what);
    if (at == std::string::npos) return false;
    text.replace(at, what.size(), instead);
    return true;
}

/// The name stands there escaped: entities are undone afterwards.
void put_name(std::string& text, const mention& who, bool ours) {
    const auto name = escaped(who.name);
    const auto instead = ours ? std::string() : name;
    if (!replace_first(text, who.text, instead) && !name.empty())
        (void)replace_first(text, "<at>" + name + "</at>", instead);  // absent: entities are sometimes listed twice
}

std::string unescaped(std::string_view raw) {
    std::string out;
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size();) {
        const auto rest = raw.substr(i);
        const auto known = std::ranges::find_if(entities, [&](const auto& one) { return rest.starts_with(one.first); });
        if (known != entities.end()) {
            out.append(known->second);
            i += known->first.size();
        } else if (rest.starts_with(hard_space)) {
            out.push_back(' ');
            i += hard_space.size();
        } else {
            out.push_back(raw[i++]);
        }
    }
    return out;
}

/// One space for many, none beside a line break, and line breaks of one kind.
std::string with_single_blanks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool cut = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (cut) continue;
        if (c == '\n' || c == '\r') {
            if (out.ends_with(' ')) out.pop_back();
            out.push_back('\n');
        } else if (c == ' ' || c == '\t') {
            if (!out.empty() && !out.ends_with(' ') && !out.ends_with('\n')) out.push_back(' ');
        } else {
            out.push_back(c);
        }
    }
    const auto first = out.find_first_not_of(" \n");
    if (first == std::string::npos) return {};
    return out.substr(first, out.find_last_not_of(" \n") - first + 1);
}

bool is_us(const activity& in, const mention& who) {
    return !who.id.empty() && who.id == in.recipient_id;
}

/// `count` digits at `at`; they are skipped.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (at + count > text.size()) return {};
    int out = 0;
    const auto* begin = text.data() + at;
    const auto [stop, ec] = std::from_chars(begin, begin + count, out);
    if (ec != std::errc{} || stop != begin + count || *begin == '-') return {};
    at += count;
    return out;
}

bool skip(std::string_view text, std::size_t& at, char c) {
    if (at >= text.size() || text[at] != c) return false;
    ++at;
    return true;
}

/// ".1234321": what is finer than a microsecond is left out.
std::optional<span> fraction(std::string_view text, std::size_t& at) {
    std::int64_t us = 0;
    std::int64_t unit = 100'000;
    if (!skip(text, at, '.')) return span{};
    const auto begin = at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) us += (text[at] - '0') * unit;
    if (at == begin || at - begin > 12) return {};
    return span{us};
}

/// "Z" or "+01:00", to the end of the text.
std::optional<span> offset(std::string_view text, std::size_t at) {
    if (text.substr(at) == "Z") return span{};
    const bool east = skip(text, at, '+');
    if (!east && !skip(text, at, '-')) return {};
    const auto hours = digits(text, at, 2);
    if (!hours || !skip(text, at, ':')) return {};
    const auto minutes = digits(text, at, 2);
    if (!minutes || at != text.size() || *hours > 14 || *minutes > 59) return {};
    const span length = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return east ? length : -length;
}

}  // namespace

bool mentions_us(const activity& in) {
    return std::ranges::any_of(in.mentions, [&](const mention& one) { return is_us(in, one); });
}

std::string spoken(const activity& in) {
    auto text = in.text.substr(0, 2 * kept_text_bytes);  // more than is kept in the end
    for (const auto& one : in.mentions) put_name(text, one, is_us(in, one));
    return kept_text(with_single_blanks(unescaped(text)));
}

std::optional<instant> read_timestamp(std::string_view text) {
    const auto day = parse_date(text.substr(0, 10));
    std::size_t at = 10;
    if (!day || !skip(text, at, 'T')) return {};
    const auto hours = digits(text, at, 2);
    if (!hours || !skip(text, at, ':')) return {};
    const auto minutes = digits(text, at, 2);
    if (!minutes || !skip(text, at, ':')) return {};
    const auto seconds = digits(text, at, 2);
    if (!seconds || *hours > 23 || *minutes > 59 || *seconds > 60) return {};
    const auto part = fraction(text, at);
    const auto east_by = part ? offset(text, at) : std::nullopt;
    if (!east_by) return {};
    return instant{std::chrono::sys_days(*day)} + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(*seconds) + *part - *east_by;
}

}  // namespace waymark::teams
