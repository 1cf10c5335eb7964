#include "conversations/report/disclosure.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "conversations/report/small_sums.hpp"

namespace waymark::reporting {
namespace {

crowd together(const crowd& left, const crowd& right) {
    crowd out;
    std::ranges::set_union(left, right, std::back_inserter(out));
    return out;
}

crowd difference(const crowd& left, const crowd& right) {
    crowd out;
    std::ranges::set_symmetric_difference(left, right, std::back_inserter(out));
    return out;
}

}  // namespace

bool large_enough(const crowd& who, const std::vector<seat>& seats, const group_rule& rule) {
    std::set<std::size_t> people, pairs;
    for (const auto one : who) {
        people.insert(seats[one].person);
        pairs.insert(seats[one].pair);
        if (people.size() >= rule.people && pairs.size() >= rule.pairs()) return true;
    }
    return false;
}

disclosure::disclosure(std::vector<seat> seats, group_rule rule) : seats_(std::move(seats)), rule_(rule) {
    std::map<std::size_t, crowd> people, pairs;
    for (std::size_t one = 0; one < seats_.size(); ++one) {
        few_.push_back({one});
        people[seats_[one].person].push_back(one);
        pairs[seats_[one].pair].push_back(one);
    }
    for (auto* groups : {&people, &pairs})
        for (auto& [number, who] : *groups)
            if (who.size() > 1) few_.push_back(std::move(who));
}

disclosure::shown disclosure::show(const std::string& series, const std::vector<cell>& parts) {
    shown out{false, std::vector<bool>(parts.size(), false)};
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), 0U);
    cell total{series, {}};
    for (const auto& one : parts) total.who = together(total.who, one.who);
    if (!enough(total.who)) return out;
    std::ranges::sort(order, {}, [&](std::size_t one) {
        return std::tuple(enough(parts[one].who), parts[one].who.size(), one);  // the small ones are hidden first
    });
    crowd hidden;
    auto next = order.begin();
    const auto hide_next = [&] { hidden = together(hidden, parts[*next++].who); };
    while (next != order.end() && !enough(parts[*next].who)) hide_next();
    for (;; hide_next()) {
        const bool none_hidden = next == order.begin();
        const bool only_total = next == order.end();
        std::vector<cell> cells{total};
        for (auto one = next; one != order.end(); ++one)
            cells.push_back({series + "/" + parts[*one].name, parts[*one].who});
        if ((none_hidden || only_total || enough(hidden)) && try_to_show(cells)) {
            out.total = true;
            for (auto one = next; one != order.end(); ++one) out.parts[*one] = true;
            return out;
        }
        if (only_total) return out;
    }
}

bool disclosure::enough(const crowd& who) const {
    return large_enough(who, seats_, rule_);
}

/// All of them or none.
bool disclosure::try_to_show(const std::vector<cell>& cells) {
    const auto rows_before = known_.size();
    const auto cells_before = cells_.size();
    bool near = false;
    for (const auto& one : cells) {
        near = near || too_near(one);
        if (near) break;
        learn(one.who);
        cells_.push_back(one);
    }
    if (!near && (known_.size() == rows_before || !gives_somebody_away())) return true;
    known_.resize(rows_before);
    pivots_.resize(rows_before);
    cells_.resize(cells_before);
    return false;
}

/// Taken from one another, the two would leave a small group.
bool disclosure::too_near(const cell& next) const {
    return std::ranges::any_of(cells_, [&](const cell& earlier) {
        const bool one_in_the_other =
            std::ranges::includes(earlier.who, next.who) || std::ranges::includes(next.who, earlier.who);
        if (earlier.name != next.name && !one_in_the_other) return false;
        const auto left = difference(earlier.who, next.who);
        return !left.empty() && !enough(left);
    });
}

/// What follows from what is known already adds nothing.
void disclosure::learn(const crowd& who) {
    row now(seats_.size(), 0);
    for (const auto one : who) now[one] = 1;
    for (std::size_t i = 0; i < known_.size(); ++i) take_away(now, known_[i], pivots_[i]);
    const auto first = std::ranges::find_if(now, [](std::uint32_t one) { return one != 0; });
    if (first == now.end()) return;
    pivots_.push_back(static_cast<std::size_t>(first - now.begin()));
    scale_to_one(now, pivots_.back());
    known_.push_back(std::move(now));
}

/// Values of the seats by chance that fit to sums of zero everywhere. A sum of seats follows from what is known just
/// when it is zero here, too.
std::vector<std::uint64_t> disclosure::unknown_values() const {
    auto out = values_by_chance(seats_.size());
    for (std::size_t i = known_.size(); i-- > 0;) solve_for(out, known_[i], pivots_[i]);
    return out;
}

bool disclosure::gives_somebody_away() const {
    const auto values = unknown_values();
    std::vector<std::uint64_t> sums;
    for (const auto& one : few_) sums.push_back(sum_of(values, one));
    return any_zero_sum(sums, [&](const std::vector<std::size_t>& which) {
        crowd all;
        for (const auto one : which) all = together(all, few_[one]);
        return !enough(all);
    });
}

}  // namespace waymark::reporting
