#include "conversations/programme/week_hours.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark {

using std::chrono::days;

std::vector<stretch> working_week(day_hours hours, const std::set<int>& working_days, std::string_view zone,
                                  instant begins) {
    const auto ends = begins + days(7);
    const std::chrono::sys_days first = to_local(begins, zone).day;
    std::vector<stretch> out;
    for (auto day = first - days(1); day <= first + days(8); day += days(1)) {
        const auto weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding());
        if (!working_days.contains(weekday)) continue;
        const auto last_day = hours.to_minute <= hours.from_minute ? day + days(1) : day;
        const stretch one{std::max(from_local(day, hours.from_minute, zone), begins),
                          std::min(from_local(last_day, hours.to_minute, zone), ends)};
        if (one.from < one.to) out.push_back(one);
    }
    return out;
}

span at_the_same_time(const std::vector<stretch>& one, const std::vector<stretch>& other) {
    span all{};
    auto left = one.begin();
    auto right = other.begin();
    while (left != one.end() && right != other.end()) {
        all += std::max(std::min(left->to, right->to) - std::max(left->from, right->from), span::zero());
        left->to < right->to ? ++left : ++right;
    }
    return all;
}

}  // namespace waymark
