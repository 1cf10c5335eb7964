#include "conversations/programme/assignment.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace waymark {
namespace {

using cost = std::int64_t;

constexpr cost unreached = std::numeric_limits<cost>::max() / 4;
/// Each outweighs all points of any number of rows that fits into memory, and the second one all of the first.
constexpr cost second_place = cost{1} << 31U;
constexpr cost left_out = cost{1} << 52U;

/// A place where rows can go: the first one of a column, or all its others, which cost more.
struct seat_group {
    std::size_t column = 0;
    std::size_t free = 0;
    cost extra = 0;
    cost potential = 0;                ///< never above 0, and 0 while anything is free
    std::vector<std::size_t> taken{};  ///< by these rows
};

std::vector<seat_group> seats_of(const std::vector<places>& columns) {
    std::vector<seat_group> out;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto left = static_cast<std::size_t>(std::max(columns[i].count, 0));
        if (left > 0 && !columns[i].has_somebody) {
            out.push_back({i, 1});
            --left;
        }
        if (left > 0) out.push_back({i, left, second_place});
    }
    return out;
}

/// Rows come in one after the other. Each looks for the cheapest way to a place, on which those who are there move on;
/// one of them, or the new one, may be left out at the end of it.
class hungarian {
  public:
    hungarian(const fit_table& fits, const std::vector<places>& columns)
        : fits_(fits), seats_(seats_of(columns)), of_row_(fits.rows), potential_(fits.rows), way_(seats_.size()) {}

    std::vector<std::optional<std::size_t>> run() {
        for (std::size_t row = 0; row < fits_.rows; ++row) let_in(row);
        std::vector<std::optional<std::size_t>> out(fits_.rows);
        for (std::size_t row = 0; row < fits_.rows; ++row)
            if (of_row_[row]) out[row] = seats_[*of_row_[row]].column;
        return out;
    }

  private:
    /// The cheapest way found to a group of seats so far.
    struct way {
        cost length = unreached;
        std::size_t from_row = 0;
        bool walked = false;
    };
    struct passed_row {
        std::size_t row = 0;
        cost length = 0;
    };

    [[nodiscard]] cost cost_of(std::size_t row, const seat_group& seats) const {
        const int points = fits_.at(row, seats.column);
        return points < 0 ? unreached : fit_table::most_points - points + seats.extra;
    }

    /// From here on, all that this row can reach is known; it may also be the one who is left out.
    void pass(std::size_t row, cost length) {
        passed_.push_back({row, length});
        const cost outside = length + left_out - potential_[row];
        if (outside < shortest_out_.length) shortest_out_ = {row, outside};
        for (std::size_t i = 0; i < seats_.size(); ++i) {
            if (way_[i].walked) continue;
            const cost step = cost_of(row, seats_[i]);
            if (step == unreached) continue;
            const cost there = length + step - potential_[row] - seats_[i].potential;
            if (there < way_[i].length) way_[i] = {there, row, false};
        }
    }

    [[nodiscard]] std::size_t nearest_seats() const {
        std::size_t best = way_.size();
        for (std::size_t i = 0; i < way_.size(); ++i)
            if (!way_[i].walked && way_[i].length < (best == way_.size() ? unreached : way_[best].length)) best = i;
        return best;
    }

    /// Puts the row into these seats, and whoever made room for it one step further back on the way.
    void move_along(std::size_t row, std::optional<std::size_t> seats) {
        for (;;) {
            const auto before = of_row_[row];
            if (before) std::erase(seats_[*before].taken, row);
            of_row_[row] = seats;
            if (seats) seats_[*seats].taken.push_back(row);
            if (!before) return;  // the new one
            seats = before;
            row = way_[*before].from_row;
        }
    }

    void change_potentials(cost length) {
        for (const auto& one : passed_) potential_[one.row] += length - one.length;
        for (std::size_t i = 0; i < seats_.size(); ++i)
            if (way_[i].walked) seats_[i].potential += way_[i].length - length;
    }

    void let_in(std::size_t row) {
        std::ranges::fill(way_, way{});
        passed_.clear();
        shortest_out_ = {row, unreached};
        pass(row, 0);
        for (;;) {
            const auto next = nearest_seats();
            if (next == way_.size() || shortest_out_.length <= way_[next].length) {
                change_potentials(shortest_out_.length);
                return move_along(shortest_out_.row, std::nullopt);
            }
            const auto length = way_[next].length;
            if (seats_[next].free > 0) {
                change_potentials(length);
                --seats_[next].free;
                return move_along(way_[next].from_row, next);
            }
            way_[next].walked = true;
            for (const auto there : seats_[next].taken) pass(there, length);
        }
    }

    const fit_table& fits_;
    std::vector<seat_group> seats_;
    std::vector<std::optional<std::size_t>> of_row_;
    std::vector<cost> potential_;
    std::vector<way> way_;
    std::vector<passed_row> passed_;
    passed_row shortest_out_;
};

}  // namespace

std::vector<std::optional<std::size_t>> best_assignment(const fit_table& fits, const std::vector<places>& of_columns) {
    return hungarian(fits, of_columns).run();
}

}  // namespace waymark
