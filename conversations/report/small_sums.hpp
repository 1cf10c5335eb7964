// Arithmetic for `disclosure`: linear equations modulo a prime, and the search for a few values that add up to zero.
// Two independent values stand side by side in one number, so that a sum of zero is hardly ever an accident.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace waymark::reporting {

using equation = std::vector<std::uint32_t>;

/// `from` without its part at `pivot`, where `what` has a one.
void take_away(equation& from, const equation& what, std::size_t pivot);
/// Makes the coefficient at `pivot` one.
void scale_to_one(equation& what, std::size_t pivot);
/// The same ones every time.
[[nodiscard]] std::vector<std::uint64_t> values_by_chance(std::size_t how_many);
/// Sets the value at `pivot` so that `what` is zero. The coefficient there is one.
void solve_for(std::vector<std::uint64_t>& values, const equation& what, std::size_t pivot);
[[nodiscard]] std::uint64_t sum_of(const std::vector<std::uint64_t>& values, const std::vector<std::size_t>& which);

/// Whether one, two, three or four of these add up to zero and `counts` says so of their places. Among more than
/// `most_for_four` only one and two are looked for: the others would take minutes.
constexpr std::size_t most_for_four = 500;
[[nodiscard]] bool any_zero_sum(const std::vector<std::uint64_t>& sums,
                                const std::function<bool(const std::vector<std::size_t>&)>& counts);

}  // namespace waymark::reporting
