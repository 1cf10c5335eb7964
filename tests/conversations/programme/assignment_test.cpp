#include "conversations/programme/assignment.hpp"

#include <gmock/gmock.h>

#include <random>
#include <set>
#include <tuple>

#include "tests/support/seed.hpp"

namespace waymark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using chosen = std::vector<std::optional<std::size_t>>;

fit_table table(std::size_t rows, std::size_t columns, std::vector<int> points) {
    fit_table out{rows, columns};
    out.points = std::move(points);
    return out;
}

/// Rows with a column, columns that have somebody only now, points: in this order, more is better.
using worth = std::tuple<std::size_t, std::size_t, int>;

worth worth_of(const fit_table& fits, const std::vector<places>& columns, const chosen& of) {
    std::size_t rows = 0;
    int points = 0;
    std::set<std::size_t> fresh;
    for (std::size_t row = 0; row < of.size(); ++row) {
        if (!of[row]) continue;
        ++rows;
        points += fits.at(row, *of[row]);
        if (!columns[*of[row]].has_somebody) fresh.insert(*of[row]);
    }
    return {rows, fresh.size(), points};
}

/// Tries everything.
worth best_of_all(const fit_table& fits, std::vector<places>& columns, chosen& of, std::size_t row) {
    if (row == fits.rows) return worth_of(fits, columns, of);
    auto best = best_of_all(fits, columns, of, row + 1);
    for (std::size_t column = 0; column < fits.columns; ++column) {
        if (fits.at(row, column) < 0 || columns[column].count <= 0) continue;
        --columns[column].count;
        of[row] = column;
        best = std::max(best, best_of_all(fits, columns, of, row + 1));
        of[row].reset();
        ++columns[column].count;
    }
    return best;
}

void expect_allowed(const fit_table& fits, std::vector<places> columns, const chosen& of) {
    for (std::size_t row = 0; row < of.size(); ++row) {
        if (!of[row]) continue;
        EXPECT_GE(fits.at(row, *of[row]), 0);
        EXPECT_GE(--columns[*of[row]].count, 0);
    }
}

TEST(Assignment, IsAsGoodAsTheBestOfAll) {
    const auto seed = test_seed();
    SCOPED_TRACE(seed_in_words(seed));
    std::mt19937 chance(seed);
    const auto number = [&](int least, int most) { return std::uniform_int_distribution(least, most)(chance); };
    for (int round = 0; round < 6000 && !testing::Test::HasFailure(); ++round) {
        fit_table fits{static_cast<std::size_t>(number(0, 5)), static_cast<std::size_t>(number(0, 4))};
        const int most = number(0, 1) == 0 ? 3 : fit_table::most_points;  // few points: many ties
        const int refused = number(0, 9);
        for (auto& one : fits.points) one = number(1, 10) <= refused ? fit_table::no_fit : number(0, most);
        std::vector<places> columns(fits.columns);
        for (auto& one : columns) one = {number(0, 3), number(0, 3) == 0};
        const auto found = best_assignment(fits, columns);
        expect_allowed(fits, columns, found);
        chosen tried(fits.rows);
        EXPECT_EQ(worth_of(fits, columns, found), best_of_all(fits, columns, tried, 0)) << "in round " << round;
    }
}

TEST(Assignment, AsManyAsPossibleComeBeforePoints) {
    EXPECT_THAT(best_assignment(table(2, 2, {1000, 0, 900, -1}), {{1}, {1}}), ElementsAre(1U, 0U));
}

TEST(Assignment, EverybodyHasSomebodyBeforeAnybodyHasTwo) {
    EXPECT_THAT(best_assignment(table(2, 2, {900, 10, 900, 10}), {{2}, {1}}), ElementsAre(0U, 1U));
    EXPECT_THAT(best_assignment(table(2, 2, {900, 10, 900, 10}), {{2}, {1, true}}), ElementsAre(0U, 0U))
        << "the second one has somebody already";
}

TEST(Assignment, OfEqualOnesTheFirstGoFirst) {
    EXPECT_THAT(best_assignment(table(3, 2, std::vector<int>(6, 5)), {{1}, {1}}), ElementsAre(0U, 1U, std::nullopt));
    EXPECT_THAT(best_assignment(table(1, 3, {7, 7, 7}), {{1}, {1}, {1}}), ElementsAre(0U));
}

TEST(Assignment, NobodyAndNoPlacesAreFine) {
    EXPECT_THAT(best_assignment(fit_table{}, {}), IsEmpty());
    EXPECT_THAT(best_assignment(table(2, 0, {}), {}), ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(best_assignment(table(1, 1, {5}), {{0}}), ElementsAre(std::nullopt));
    EXPECT_THAT(best_assignment(fit_table{0, 2}, {{1}, {1}}), IsEmpty());
}

}  // namespace
}  // namespace waymark
