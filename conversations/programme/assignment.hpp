// Who gets which place, so that nobody could be better off without somebody else losing more. Knows nothing of people.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace waymark {

/// Points for each row in each column, from 0 to `most_points`; `no_fit` where the two must not meet.
struct fit_table {
    static constexpr int no_fit = -1;
    static constexpr int most_points = 1000;
    std::size_t rows = 0, columns = 0;
    std::vector<int> points = std::vector<int>(rows * columns, no_fit);

    [[nodiscard]] int& at(std::size_t row, std::size_t column) { return points[row * columns + column]; }
    [[nodiscard]] int at(std::size_t row, std::size_t column) const { return points[row * columns + column]; }
};

/// The places of one column.
struct places {
    int count = 1;
    bool has_somebody = false;  ///< already, in places that do not count here
};

/// The column of each row. As many rows as possible have one; then as few columns as possible have nobody; then the sum
/// of points is the greatest there is. Of what is equally good, rows and columns that come first go first.
/// Successive shortest augmenting paths with potentials (the Hungarian method): O(rows * rows * columns) at worst.
[[nodiscard]] std::vector<std::optional<std::size_t>> best_assignment(const fit_table& fits,
                                                                      const std::vector<places>& of_columns);

}  // namespace waymark
