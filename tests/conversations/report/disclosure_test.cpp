// What is shown of a group says nothing about a few: examples, and an attacker who adds up and takes away everything.
#include "conversations/report/disclosure.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <random>

namespace waymark::reporting {
namespace {

using ::testing::ElementsAre;

/// So many pairs, each of two people.
std::vector<seat> seats_of(std::size_t pairs) {
    std::vector<seat> out;
    for (std::size_t one = 0; one < pairs; ++one) {
        out.push_back({2 * one, one});
        out.push_back({2 * one + 1, one});
    }
    return out;
}

crowd pairs_from(std::size_t first, std::size_t until) {
    crowd out(2 * (until - first));
    std::iota(out.begin(), out.end(), 2 * first);
    return out;
}

TEST(Disclosure, AnybodyIsShownOnlyAmongFiveOthersAndFourPairs) {
    const auto seats = seats_of(10);
    EXPECT_TRUE(large_enough(pairs_from(0, 4), seats, {}));
    EXPECT_FALSE(large_enough(pairs_from(0, 3), seats, {})) << "six people, but three pairs";
    EXPECT_FALSE(large_enough({0, 2, 4, 6}, seats, {})) << "four pairs, but four people";
    EXPECT_TRUE(large_enough({0, 2, 4, 6, 7}, seats, {}));
    EXPECT_FALSE(large_enough(pairs_from(0, 4), seats, {.people = 9}));
}

TEST(Disclosure, APartThatIsTooSmallTakesTheNextSmallestWithIt) {
    disclosure all(seats_of(20), {});
    const auto shown =
        all.show("stages", {{"a", pairs_from(0, 2)}, {"b", pairs_from(2, 11)}, {"c", pairs_from(11, 20)}});
    EXPECT_TRUE(shown.total);
    EXPECT_THAT(shown.parts, ElementsAre(false, false, true));
}

TEST(Disclosure, NobodyCanTellAnEmptyPartFromASmallOne) {
    disclosure few(seats_of(20), {}), none(seats_of(20), {});
    const auto with_few = few.show("goals", {{"without", pairs_from(0, 1)}, {"with", pairs_from(1, 20)}});
    const auto with_none = none.show("goals", {{"without", {}}, {"with", pairs_from(0, 20)}});
    EXPECT_EQ(with_few.parts, with_none.parts);
    EXPECT_THAT(with_few.parts, ElementsAre(false, false));
}

TEST(Disclosure, SeveralSmallPartsThatAreEnoughTogetherHideNoOther) {
    disclosure all(seats_of(20), {});
    const auto shown = all.show("stages", {{"a", pairs_from(0, 2)}, {"b", pairs_from(2, 4)}, {"c", pairs_from(4, 20)}});
    EXPECT_THAT(shown.parts, ElementsAre(false, false, true));
}

TEST(Disclosure, TheSameQuestionAgainIsAnsweredOnlyWhenEnoughHasChanged) {
    disclosure all(seats_of(30), {});
    const auto ask = [&](std::size_t without) -> bool {
        return all.show("goals", {{"without", pairs_from(0, without)}, {"with", pairs_from(without, 30)}}).parts[0];
    };
    EXPECT_TRUE(ask(10));
    EXPECT_TRUE(ask(10));
    EXPECT_FALSE(ask(11)) << "one pair has lost its goal";
    EXPECT_TRUE(ask(14));
    EXPECT_FALSE(ask(12)) << "near to one of those before the last";
}

TEST(Disclosure, OneQuestionIsNoWayRoundAnother) {
    disclosure all(seats_of(30), {});
    EXPECT_TRUE(all.show("stages", {{"a", pairs_from(0, 10)}, {"b", pairs_from(10, 30)}}).parts[0]);
    EXPECT_FALSE(all.show("goals", {{"a", pairs_from(0, 9)}, {"b", pairs_from(9, 30)}}).parts[0]);
}

// ---- property P2: the attacker. Her arithmetic is her own, with fractions, and she tries every small group.

using line = std::vector<double>;

/// Everything she has read as equations, and what they leave open.
class attacker {
  public:
    explicit attacker(std::vector<seat> seats) : seats_(std::move(seats)) {}

    void read(const crowd& who) {
        line one(seats_.size(), 0);
        for (const auto place : who) one[place] = 1;
        known_.push_back(std::move(one));
    }
    /// A group of up to three people or three pairs whose sum follows from what was read.
    [[nodiscard]] bool isolates_anybody() {
        solve();
        std::vector<crowd> people, pairs;
        for (std::size_t one = 0; one < seats_.size(); ++one) people.push_back({one});
        for (std::size_t one = 0; one + 1 < seats_.size(); one += 2) pairs.push_back({one, one + 1});
        return any_of_three(people) || any_of_three(pairs);
    }

  private:
    static constexpr double nothing = 1e-7;

    /// Gauss and Jordan, with the largest pivot.
    void solve() {
        std::size_t done = 0;
        std::vector<std::size_t> pivots;
        std::vector<bool> is_pivot(seats_.size(), false);
        for (std::size_t column = 0; column < seats_.size() && done < known_.size(); ++column) {
            auto best = done;
            for (auto i = done; i < known_.size(); ++i)
                if (std::abs(known_[i][column]) > std::abs(known_[best][column])) best = i;
            if (std::abs(known_[best][column]) < nothing) continue;
            std::swap(known_[done], known_[best]);
            const auto top = known_[done][column];
            for (auto& one : known_[done]) one /= top;
            for (std::size_t i = 0; i < known_.size(); ++i) {
                const auto factor = known_[i][column];
                if (i == done || std::abs(factor) < nothing) continue;
                for (std::size_t k = 0; k < seats_.size(); ++k) known_[i][k] -= factor * known_[done][k];
            }
            pivots.push_back(column);
            is_pivot[column] = true;
            ++done;
        }
        open_.assign(seats_.size(), {});
        for (std::size_t free = 0; free < seats_.size(); ++free) {
            if (is_pivot[free]) continue;
            for (auto& one : open_) one.push_back(0);
            open_[free].back() = 1;
            for (std::size_t i = 0; i < done; ++i) open_[pivots[i]].back() = -known_[i][free];
        }
    }

    /// Whether the sum over these is the same in all worlds that fit what was read.
    [[nodiscard]] bool is_certain(const std::vector<const crowd*>& groups) const {
        for (std::size_t k = 0; k < open_.front().size(); ++k) {
            double sum = 0;
            for (const auto* who : groups)
                for (const auto one : *who) sum += open_[one][k];
            if (std::abs(sum) > nothing) return false;
        }
        return true;
    }

    [[nodiscard]] bool any_of_three(const std::vector<crowd>& all) const {
        for (std::size_t a = 0; a < all.size(); ++a) {
            if (is_certain({&all[a]})) return true;
            for (auto b = a + 1; b < all.size(); ++b) {
                if (is_certain({&all[a], &all[b]})) return true;
                for (auto c = b + 1; c < all.size(); ++c)
                    if (is_certain({&all[a], &all[b], &all[c]})) return true;
            }
        }
        return false;
    }

    std::vector<seat> seats_;
    std::vector<line> known_;
    std::vector<line> open_;  ///< by seat: its part in each independent way the world could differ
};

/// A question by chance: each pair, or each person, in one of some parts. Half of them are an earlier one with a few
/// changes, as the same question is a month later.
struct question {
    std::string name;
    std::vector<std::size_t> part_of{};  ///< by seat
};

class programme_by_chance {
  public:
    explicit programme_by_chance(std::uint32_t seed) : luck_(seed), pairs_(6 + below(9)), seats_(seats_of(pairs_)) {}

    void play(std::size_t questions) {
        disclosure safe(seats_, {});
        attacker reads(seats_);
        for (std::size_t i = 0; i < questions; ++i) {
            const auto asked = next();
            std::vector<disclosure::cell> cells;
            for (std::size_t part = 0; part < most_parts; ++part) cells.push_back({std::to_string(part), {}});
            for (std::size_t one = 0; one < seats_.size(); ++one)
                if (asked.part_of[one] < most_parts) cells[asked.part_of[one]].who.push_back(one);
            const auto shown = safe.show(asked.name, cells);
            crowd total;
            for (std::size_t part = 0; part < most_parts; ++part) {
                total.insert(total.end(), cells[part].who.begin(), cells[part].who.end());
                if (shown.parts[part]) reads.read(cells[part].who);
                shown_ += shown.parts[part] ? 1 : 0;
            }
            if (shown.total) reads.read(total);
        }
        EXPECT_FALSE(reads.isolates_anybody()) << pairs_ << " pairs";
    }
    [[nodiscard]] std::size_t shown() const { return shown_; }

  private:
    static constexpr std::size_t most_parts = 3;

    std::size_t below(std::size_t end) { return luck_() % end; }

    question next() {
        if (!asked_.empty() && below(2) == 0) {
            auto again = asked_[below(asked_.size())];
            for (auto changes = below(6); changes > 0; --changes) again.part_of[below(seats_.size())] = below(4);
            return asked_.emplace_back(again);
        }
        question out{"question " + std::to_string(asked_.size()), std::vector<std::size_t>(seats_.size())};
        const bool by_pair = below(2) == 0;
        const auto parts = 2 + below(3);  // the last one may be "not asked"
        for (std::size_t one = 0; one < seats_.size(); ++one)
            out.part_of[one] = by_pair && one % 2 == 1 ? out.part_of[one - 1] : below(parts);
        return asked_.emplace_back(out);
    }

    std::mt19937 luck_;
    std::size_t pairs_;
    std::vector<seat> seats_;
    std::vector<question> asked_;
    std::size_t shown_ = 0;
};

TEST(Disclosure, NoSumOfAllThatIsShownIsolatesAFew) {
    const bool all = std::getenv("WAYMARK_ALL_COHORTS") != nullptr;
    const std::uint32_t cohorts = all ? 10'000 : 500;
    const std::size_t questions = all ? 50 : 20;
    std::size_t shown = 0;
    for (std::uint32_t seed = 0; seed < cohorts && !testing::Test::HasFailure(); ++seed) {
        programme_by_chance one(seed);
        one.play(questions);
        shown += one.shown();
    }
    EXPECT_GT(shown, cohorts) << "an answer to nothing would be safe, and of no use";
}

// The attacker finds what there is to find.
TEST(Disclosure, TheAttackerOfThisTestIsNoFool) {
    attacker reads(seats_of(8));
    reads.read(pairs_from(0, 8));
    reads.read(pairs_from(0, 5));
    EXPECT_TRUE(reads.isolates_anybody()) << "the other three pairs";
}

}  // namespace
}  // namespace waymark::reporting
