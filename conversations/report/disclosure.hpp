// What may be shown of a group without saying anything about the few. A crowd is shown only when it is large enough,
// what is left of it is too, and no sum or difference of all that was ever shown leaves a small group behind. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace waymark::reporting {

/// Somebody's place in a pair: whoever is in two pairs has two of them.
struct seat {
    std::size_t person = 0, pair = 0;
};

/// Places in a list of seats, ascending.
using crowd = std::vector<std::size_t>;

/// The fewest that may be shown together. A pair brings two people who know each other well, so pairs count, too.
struct group_rule {
    static constexpr std::size_t least_people = 5, most_people = 20;
    std::size_t people = least_people;
    [[nodiscard]] std::size_t pairs() const { return people - 1; }
};

[[nodiscard]] bool large_enough(const crowd& who, const std::vector<seat>& seats, const group_rule& rule);

class disclosure {
  public:
    disclosure(std::vector<seat> seats, group_rule rule);

    struct cell {
        std::string name;
        crowd who;
    };
    struct shown {
        bool total = false;
        std::vector<bool> parts;
    };
    /// Which of these parts may be shown beside their total; nobody is in two of them. What may be is shown from now
    /// on, and counts for all that comes later. `series` names the same question asked at another time: its answers
    /// are equal, or differ by a group that is large enough. An empty part is never shown: it looks like a small one.
    [[nodiscard]] shown show(const std::string& series, const std::vector<cell>& parts);

    [[nodiscard]] const std::vector<seat>& seats() const { return seats_; }

  private:
    /// An equation that everybody who reads knows: its coefficients by seat, modulo a prime.
    using row = std::vector<std::uint32_t>;
    [[nodiscard]] bool enough(const crowd& who) const;
    [[nodiscard]] bool try_to_show(const std::vector<cell>& cells);
    [[nodiscard]] bool too_near(const cell& next) const;
    void learn(const crowd& who);
    [[nodiscard]] bool gives_somebody_away() const;
    [[nodiscard]] std::vector<std::uint64_t> unknown_values() const;

    std::vector<seat> seats_;
    group_rule rule_;
    std::vector<crowd> few_;           ///< a seat, both of a pair, all of a person: small groups are made of these
    std::vector<row> known_;           ///< each reduced by those before it
    std::vector<std::size_t> pivots_;  ///< of the rows: the first seat that is not zero
    std::vector<cell> cells_;          ///< everything shown so far
};

}  // namespace waymark::reporting
