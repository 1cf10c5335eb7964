// The hours people work in one week, wherever they are, and how many of them two people have at the same time.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "conversations/person/profile.hpp"
#include "conversations/time.hpp"

namespace waymark {

struct stretch {
    instant from, to;
    friend bool operator==(const stretch&, const stretch&) = default;
};

/// In the seven days from `begins`, in order. `working_days` are ISO: 1 = Monday; hours that go past midnight belong to
/// the day on which they begin.
[[nodiscard]] std::vector<stretch> working_week(day_hours hours, const std::set<int>& working_days,
                                                std::string_view zone, instant begins);
[[nodiscard]] span at_the_same_time(const std::vector<stretch>& one, const std::vector<stretch>& other);

}  // namespace waymark
