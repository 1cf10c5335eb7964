#include "conversations/programme/fading.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::weeks;

/// On so many days of the first of three stretches somebody has answered who can be said to do so more rarely.
constexpr std::size_t least_at_first = 3;
/// In less time hardly anything is asked.
constexpr span shortest_stretch = weeks(2);

/// How many stretches of this length lie before.
int stretch_of(instant at, instant from, span length) {
    return static_cast<int>((at - from) / length);
}

/// The days on which somebody has answered something, in each of three stretches.
using three_stretches = std::array<std::set<std::chrono::sys_days>, 3>;

std::map<person_id, three_stretches> days_with_answers(const pair_state& pair, instant from, span length, int first) {
    std::map<person_id, three_stretches> out{{pair.mentor, {}}, {pair.mentee, {}}};
    for (const auto& one : pair.answers) {
        const auto stretch = stretch_of(one.at, from, length) - first;
        const auto author = out.find(one.author);
        if (one.at < from || stretch < 0 || author == out.end()) continue;
        author->second.at(static_cast<std::size_t>(stretch)).insert(std::chrono::floor<days>(one.at));
    }
    return out;
}

}  // namespace

std::vector<fading> rarer_meetings(const pair_state& pair, instant from, span rhythm) {
    std::vector<instant> met;
    for (const auto at : pair.met)
        if (at >= from) met.push_back(at);
    std::ranges::sort(met);
    constexpr std::size_t fewest = 4;
    if (met.size() < fewest) return {};
    const auto before = [&](std::size_t nth) { return met[nth] - met[nth - 1]; };
    auto first = met.size() - 1;
    while (first > 1 && before(first - 1) < before(first)) --first;
    const auto fast = before(first);
    const auto due = met.back() + std::max({rhythm, 2 * fast, before(met.size() - 1)});
    if (met.size() - first < fewest - 1 || 2 * (due - met.back()) >= 3 * rhythm) return {};
    return {{met[first - 1], due, {}}};
}

std::vector<fading> rarer_answers(const pair_state& pair, instant from, span rhythm) {
    const auto length = std::max(rhythm, shortest_stretch);
    auto newest = from;
    for (const auto& one : pair.answers) newest = std::max(newest, one.at);
    const auto first = stretch_of(newest, from, length) - 2;
    if (first < 0) return {};
    const auto all = days_with_answers(pair, from, length, first);
    std::vector<fading> out;
    for (const auto& [who, on] : all) {
        const auto& other = all.at(pair.partner_of(who));
        const bool falls = on[0].size() >= least_at_first && on[0].size() > on[1].size() && on[1].size() > on[2].size();
        if (falls && other[2].size() >= other[0].size())
            out.push_back({from + first * length, from + (first + 3) * length, who});
    }
    return out;
}

}  // namespace waymark
