// Writes the ledger: looks at what each turn leaves behind, what is delivered and what people do. It trusts no counter
// of the engine: what became of a nudge is found out by comparing what waited before with what waits afterwards.
#pragma once

#include <set>
#include <tuple>

#include "bot/rehearsal/act_words.hpp"
#include "bot/rehearsal/crowd.hpp"
#include "bot/rehearsal/ledger.hpp"

namespace waymark::rehearsal {

class recorder final : public witness {
  public:
    /// `book` must outlive this.
    recorder(const group& all, const script_book& book, instant from, instant until);

    void turned(const turn_outcome& after, instant now) override;
    void delivered(const outbox_row& row, const asked_question* asks, instant now) override;
    void heard(const inbound_event& act, instant now) override;

    [[nodiscard]] ledger take() { return std::move(into_); }

  private:
    struct known_person {
        std::string zone;
        std::map<std::string, offer> waiting;
        std::set<std::pair<std::string, message_key>> sent;
    };
    struct known_lane {
        person_id who;
        std::string step;      ///< where they stood last
        bool waiting = false;  ///< for the other one: nothing was asked of them
    };
    struct known_talk {
        pair_id pair;
        std::string flow;
        std::map<std::string, known_lane> roles;
    };

    void learn_people(const turn_outcome& after, instant now);
    void learn_pairs(const turn_outcome& after, instant now);
    void learn_answers(const turn_outcome& after, instant now);
    void learn_held_back(const turn_outcome& after, instant now);
    void learn_not_begun(const turn_outcome& after, instant now);
    void learn_talk_ends(const turn_outcome& after, instant now);
    void learn_shown(const std::string& text, const person_id& to, instant now);
    void follow_nudges(const person_state& is, known_person& was, instant now);
    due_nudge& nudge_of(const offer& what, const person_id& to, instant now);
    [[nodiscard]] bool still_wanted(const offer& what, instant now) const;
    [[nodiscard]] pair_id pair_of(const outbox_row& row) const;

    const script_book& book_;
    std::string home_zone_;  ///< of the programme, for people without one
    ledger into_;
    std::map<person_id, known_person> people_;
    std::map<address, person_id> by_address_;
    std::map<pair_id, pair_state> pairs_;  ///< without what is long
    std::map<conversation_id, known_talk> talks_;
    struct nudge_message {
        pair_id pair;
        instant let_out;
        std::string zone;  ///< of its reader, as the bot knew it then
        std::vector<nudge_about> about;
    };
    std::map<message_key, nudge_message> nudges_;
    std::map<person_id, button_labels> labels_;  ///< of what each could press, in their own language
    /// Where the newest answer to a question stands in the ledger, counted from 1.
    std::map<std::tuple<conversation_id, std::string, person_id>, std::size_t> last_answers_;
};

}  // namespace waymark::rehearsal
