// A small world for whole turns: the scripts that ship, a programme, and what a store would keep between two turns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn.hpp"

namespace waymark {

/// The scripts that ship, from the sources. Read once.
[[nodiscard]] const script_book& shipped_scripts();
/// Takes somebody out, as a store does it.
void forget(world& all, const person_id& who);

/// Ann is a mentor, Bo her mentee; Dora is the programme's contact. All in Madrid, on a Tuesday morning.
struct stage {
    /// One message that was put on its way, and when.
    struct line {
        instant at;
        outbox_message row;
    };

    stage();
    /// A second mentee of Ann's, in a pair of their own.
    void add_cy();
    void enrols(const programme_pair& pair);
    void stands_in(const std::string& name) {
        for (auto& [id, pair] : all.pairs) pair.stage = name;
    }
    void speak(const person_id& who, const std::string& language) { all.people.at(who).language = language; }

    void says(const person_id& who, const std::string& text, const std::string& message = {});
    /// Somebody with this account in the workspace, whether anybody knows them or not; empty when nobody heard it.
    person_id writes(const std::string& account, const std::string& text) {
        return comes(account, inbound::said{text});
    }
    person_id comes(const std::string& account, inbound_content what, bool visiting = false);
    void does(const person_id& who, inbound_content what, const std::string& message = {});
    void does_at(const address& from, const person_id& who, inbound_content what, const std::string& message = {});
    /// In a modal that the platform calls `surface`.
    void does_in(const std::string& surface, const person_id& who, inbound_content what);
    /// Uses the newest control that offers this label, or failing that the newest that has this value.
    void presses(const person_id& who, const std::string& label);
    void starts(const std::string& flow, const pair_id& pair = {"p1"});
    void cannot_reach(const person_id& who, const std::string& reason);
    void cannot_reach_at(const address& at, const person_id& who, const std::string& reason);
    /// Takes every turn that becomes due on the way.
    void move_to(instant until);
    void pass(span time) { move_to(now + time); }
    /// Takes a turn as a store does: what is stored is written as text and read back, and due timers of the owner go.
    void take(const turn_owner& owner, const stimulus& what);

    /// What this person has been told since the last time this was asked; buttons in brackets.
    [[nodiscard]] std::vector<std::string> told(const person_id& who);
    [[nodiscard]] const person_state& person(const person_id& who) const { return all.people.at(who); }
    [[nodiscard]] const pair_state& pair(const pair_id& which = {"p1"}) const { return all.pairs.at(which); }
    [[nodiscard]] std::vector<line> nudges_to(const person_id& who) const;
    /// The timers that the states of now want.
    [[nodiscard]] std::map<std::pair<instant, std::string>, turn_owner> timers_wanted() const;

    person_id ann{"ann"}, bo{"bo"}, cy{"cy"}, dora{"dora"};
    script_book book;
    world all;
    instant now;
    std::map<std::pair<instant, std::string>, turn_owner> timers;
    std::map<std::tuple<conversation_id, std::string, person_id>, answer> answer_rows;
    std::vector<line> lines;
    bool sending_waits = false;    ///< nudges stay in the outbox from now on
    std::set<message_key> unsent;  ///< and these are there
    std::vector<log_line> log;
    std::vector<admin_look> looks;
    turn_outcome last;  ///< of the last turn

    [[nodiscard]] programme& the_programme() { return book.programmes.begin()->second; }

  private:
    [[nodiscard]] world load(const turn_owner& owner) const;
    void store(turn_outcome out, const turn_owner& owner);
    std::map<person_id, std::size_t> heard_up_to_;
    int events_ = 0;
};

/// Wall time in Madrid.
[[nodiscard]] instant in_madrid(const char* date, int hour, int minute = 0);

}  // namespace waymark
