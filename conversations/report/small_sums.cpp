#include "conversations/report/small_sums.hpp"

#include <algorithm>

namespace waymark::reporting {
namespace {

constexpr std::uint64_t prime = 2'147'483'647;
constexpr int half = 32;
constexpr std::uint64_t low = 0xFFFF'FFFFU;

std::uint64_t both(std::uint64_t one, std::uint64_t other) {
    return one << half | other;
}

std::uint64_t plus(std::uint64_t left, std::uint64_t right) {
    return both(((left >> half) + (right >> half)) % prime, ((left & low) + (right & low)) % prime);
}

std::uint64_t minus(std::uint64_t value) {
    return both((prime - (value >> half)) % prime, (prime - (value & low)) % prime);
}

std::uint64_t times(std::uint64_t factor, std::uint64_t value) {
    return both(factor * (value >> half) % prime, factor * (value & low) % prime);
}

std::uint64_t inverse(std::uint64_t of) {
    std::uint64_t out = 1;
    for (auto power = prime - 2; power > 0; power /= 2) {
        if (power % 2 == 1) out = out * of % prime;
        of = of * of % prime;
    }
    return out;
}

/// Splitmix64: well spread, and the same everywhere.
std::uint64_t spread(std::uint64_t from) {
    from += 0x9E37'79B9'7F4A'7C15U;
    from = (from ^ (from >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    from = (from ^ (from >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return from ^ (from >> 31U);
}

struct two {
    std::uint64_t sum = 0;
    std::size_t one = 0, other = 0;
};

/// Every sum of two; a value alone stands as the sum of it and itself.
std::vector<two> twos_of(const std::vector<std::uint64_t>& sums) {
    std::vector<two> out;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        out.push_back({sums[i], i, i});
        for (std::size_t j = i + 1; j < sums.size(); ++j) out.push_back({plus(sums[i], sums[j]), i, j});
    }
    std::ranges::sort(out, {}, &two::sum);
    return out;
}

std::vector<std::size_t> places_of(const two& left, const two& right) {
    std::vector<std::size_t> out{left.one, left.other, right.one, right.other};
    std::ranges::sort(out);
    const auto again = std::ranges::unique(out);
    out.erase(again.begin(), again.end());
    return out;
}

std::size_t size_of(const two& one) {
    return one.one == one.other ? 1 : 2;
}

bool any_of_two(const std::vector<std::uint64_t>& sums,
                const std::function<bool(const std::vector<std::size_t>&)>& counts) {
    std::vector<two> sorted;
    for (std::size_t i = 0; i < sums.size(); ++i) sorted.push_back({sums[i], i, i});
    std::ranges::sort(sorted, {}, &two::sum);
    for (const auto& one : sorted)
        for (const auto& other : std::ranges::equal_range(sorted, minus(one.sum), {}, &two::sum))
            if (one.one != other.one && counts(places_of(one, other))) return true;
    return false;
}

}  // namespace

void take_away(equation& from, const equation& what, std::size_t pivot) {
    const std::uint64_t factor = from[pivot];
    if (factor == 0) return;
    for (std::size_t i = pivot; i < from.size(); ++i)
        if (what[i] != 0) from[i] = static_cast<std::uint32_t>((from[i] + (prime - factor) * what[i]) % prime);
}

void scale_to_one(equation& what, std::size_t pivot) {
    const auto factor = inverse(what[pivot]);
    for (auto& one : what) one = static_cast<std::uint32_t>(one * factor % prime);
}

std::vector<std::uint64_t> values_by_chance(std::size_t how_many) {
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < how_many; ++i) out.push_back(both(spread(2 * i) % prime, spread(2 * i + 1) % prime));
    return out;
}

void solve_for(std::vector<std::uint64_t>& values, const equation& what, std::size_t pivot) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < what.size(); ++i)
        if (i != pivot && what[i] != 0) sum = plus(sum, times(what[i], values[i]));
    values[pivot] = minus(sum);
}

std::uint64_t sum_of(const std::vector<std::uint64_t>& values, const std::vector<std::size_t>& which) {
    std::uint64_t out = 0;
    for (const auto one : which) out = plus(out, values[one]);
    return out;
}

bool any_zero_sum(const std::vector<std::uint64_t>& sums,
                  const std::function<bool(const std::vector<std::size_t>&)>& counts) {
    for (std::size_t i = 0; i < sums.size(); ++i)
        if (sums[i] == 0 && counts({i})) return true;
    if (sums.size() > most_for_four) return any_of_two(sums, counts);
    const auto twos = twos_of(sums);
    for (const auto& one : twos) {
        if (one.sum == 0 && counts(places_of(one, one))) return true;
        for (const auto& other : std::ranges::equal_range(twos, minus(one.sum), {}, &two::sum)) {
            const auto places = places_of(one, other);
            if (places.size() == size_of(one) + size_of(other) && counts(places)) return true;
        }
    }
    return false;
}

}  // namespace waymark::reporting
