// Synthetic people: each reads what comes, and answers, waits, asks for quiet, travels or leaves as is their habit.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "bot/rehearsal/answers.hpp"
#include "bot/rehearsal/crowd.hpp"

namespace waymark::rehearsal {

class synthetic_people final : public crowd {
  public:
    /// `book` must outlive this. The agreed time of the pairs is that of the group's programme.
    synthetic_people(const group& all, const script_book& book, std::uint64_t seed, instant from, instant until);

    void sees(const outbox_row& row, const asked_question* asks, instant now) override;
    [[nodiscard]] std::optional<instant> next() const override;
    [[nodiscard]] std::vector<inbound_event> act(instant now) override;

  private:
    struct someone {
        someone(player who, chance own) : is(std::move(who)), luck(own) {}
        player is;
        chance luck;
        std::string partner_pair;  ///< the first pair they are in
        instant fades = never;     ///< from then on they answer less
        instant away_from = never, away_until = never;
        instant away_again_from = never, away_again_until = never;
        bool gone = false;
        int written = 0;                                         ///< messages of their own; numbers them
        std::set<std::pair<conversation_id, std::string>> seen;  ///< questions that have come before
        std::map<std::pair<conversation_id, std::string>, instant> planned;
    };
    /// Something somebody will do. What it is, is settled when it is planned.
    struct plan {
        std::size_t who = 0;
        inbound_content what;
        std::string about;     ///< the platform's name of the message that is edited, or whose button is pressed
        bool may_wait = true;  ///< until they are awake and back
        std::optional<std::pair<conversation_id, std::string>> answers{};
    };

    void plan_the_year(std::size_t who, const programme_pair& pair);
    void plan_absence(std::size_t who, instant from, instant& begins, instant& ends);
    void plan_leaving(std::size_t who, instant begins, instant ends);
    void plan_journeys(std::size_t who, instant begins);
    void plan_meetings(const programme_pair& pair);
    void plan_own_words(std::size_t who, instant begins);
    void answer(std::size_t who, const outbox_row& row, const outgoing& message, const asked_question& asks,
                instant now);
    void react_to_nudge(std::size_t who, const outbox_row& row, const control& ways_out, instant now);
    void add(instant when, plan what);
    void say(std::size_t who, instant when, std::string text);
    [[nodiscard]] bool is_away(const someone& one, instant at) const;
    /// When they would do it: awake, and back from wherever they are. `never` when they have left.
    [[nodiscard]] instant at_ease(someone& one, instant when) const;
    [[nodiscard]] inbound_event event_of(someone& one, plan what, instant now);

    const script_book& book_;
    instant from_, until_;
    std::vector<someone> people_;
    std::map<person_id, std::size_t> by_id_;
    std::map<std::string, std::set<instant>> meetings_;  ///< of pairs
    std::map<std::pair<instant, std::uint64_t>, plan> plans_;
    std::uint64_t next_plan_ = 0;
    std::int64_t next_mark_ = 0;
    span rhythm_;
};

}  // namespace waymark::rehearsal
