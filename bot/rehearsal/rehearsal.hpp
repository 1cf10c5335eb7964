// A whole programme year with synthetic people, in seconds: the pairs in groups, each group a world of its own with its
// own store and clock, several at once. What comes out does not depend on how many run at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bot/rehearsal/promises.hpp"
#include "bot/rehearsal/tally.hpp"
#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark::rehearsal {

struct rehearsal_wishes {
    cast_wishes cast;
    std::uint64_t seed = 7;
    unsigned threads = 2;
    std::size_t years = 300;                                             ///< of so many pairs every message is kept
    std::function<void(std::size_t played, std::size_t of)> on_group{};  ///< groups so far; by one thread at a time
};

/// What the two of a pair got and did, by time.
struct pair_year {
    pair_id id;
    player mentor, mentee;
    struct line {
        instant at;
        int offset_minutes = 0;  ///< of the person's own clock
        bool to_mentor = false;
        happening::kind is = happening::kind::reply;
        std::size_t text = 0;                  ///< its place in `texts`, as those of the next
        std::vector<std::size_t> choices{};    ///< what could be pressed
        std::vector<nudge_about> about{};      ///< of a nudge: one for each part of it
        std::optional<std::size_t> changes{};  ///< of changed buttons: which of the lines they were under
    };
    std::vector<line> lines;
    std::vector<stage_change> stages;  ///< by time; the first is where the pair began
    std::optional<ending> ended;       ///< before its time
};

struct rehearsal_report {
    std::string title;
    std::uint64_t seed = 0;
    std::size_t pairs = 0;
    instant from, until;
    std::uint64_t turns = 0;
    int per_week = 0;  ///< the budget of the programme
    tally all;
    std::array<tally, persona_count> by_persona;
    broken_promises broken;
    std::vector<pair_year> years;
    std::vector<std::string> texts;                  ///< each once; the first is empty
    std::map<std::string, std::string> place_names;  ///< of the places in a tally
};

/// The only programme of `book` is rehearsed. An error of the store, or of a turn, ends it; an exception of a turn
/// comes through.
[[nodiscard]] result<rehearsal_report> rehearse(const script_book& book, const rehearsal_wishes& wishes);

}  // namespace waymark::rehearsal
