#include "conversations/programme/fading.hpp"

#include <algorithm>
#include <set>

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::weeks;

/// On so many days of the first of three stretches somebody has answered who can be said to do so more rarely.
constexpr int least_at_first = 3;
/// In less time hardly anything is asked.
constexpr span shortest_stretch = weeks(2);

/// How many stretches of this length lie before.
int stretch_of(instant at, instant from, span length) {
    return static_cast<int>((at - from) / length);
}

/// On how many days of this stretch somebody has answered something.
int days_in(int stretch, const person_id& who, const pair_state& pair, instant from, span length) {
    std::set<std::chrono::sys_days> all;
    for (const auto& one : pair.answers)
        if (one.author == who && one.at >= from && stretch_of(one.at, from, length) == stretch)
            all.insert(std::chrono::floor<days>(one.at));
    return static_cast<int>(all.size());
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
    const auto now = stretch_of(newest, from, length);
    if (now < 2) return {};
    std::vector<fading> out;
    for (const auto& who : {pair.mentor, pair.mentee}) {
        const auto on = [&](const person_id& whose, int stretch) {
            return days_in(stretch, whose, pair, from, length);
        };
        const bool falls = on(who, now - 2) >= least_at_first && on(who, now - 2) > on(who, now - 1) &&
                           on(who, now - 1) > on(who, now);
        const auto other = pair.partner_of(who);
        if (falls && on(other, now) >= on(other, now - 2))
            out.push_back({from + (now - 2) * length, from + (now + 1) * length, who});
    }
    return out;
}

}  // namespace waymark
