// Two people and the bot on a virtual clock: the whole core, with its world in memory. What the bot says appears at
// once; when the clock moves, everything due on the way happens at its own time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/plan/plan.hpp"
#include "conversations/plan/plan_world.hpp"

namespace waymark {

/// Something the bot has said.
struct bot_line {
    std::string to;  ///< a name, or `contact`
    std::string text;
    instant at;
    std::optional<control> ask, ways_out;
};

class plan_talk {
  public:
    /// At most so many turns in answer to one line: more means that the talk never comes to rest.
    static constexpr int most_turns = 5000;

    /// `book` must hold the flow the head names, in that version.
    plan_talk(script_book book, const plan_head& head);

    /// What was wrong, if anything was.
    struct trouble {
        std::string code;  ///< T1xx, see README.md
        std::string text;
        std::string suggestion;
    };
    using outcome = std::optional<trouble>;
    [[nodiscard]] outcome begin();
    /// What a line of a transcript does; nothing for those that only say what is expected of the bot.
    [[nodiscard]] outcome act(const plan_act_type& what);

    /// What was said since this was last asked, oldest first.
    [[nodiscard]] std::vector<bot_line> take_said();

  private:
    struct shown_controls {
        message_key message;
        person_id to;
        std::vector<control> controls;
    };
    [[nodiscard]] outcome act(const plan_act::bot_says& one);
    [[nodiscard]] outcome act(const plan_act::says& one);
    [[nodiscard]] outcome act(const plan_act::presses& one);
    [[nodiscard]] outcome act(const plan_act::edits& one);
    [[nodiscard]] outcome act(const plan_act::deletes& one);
    [[nodiscard]] outcome act(const plan_act::clock_moves& one);
    [[nodiscard]] outcome act(const plan_act::silence& one);
    [[nodiscard]] outcome hears(const std::string& who, std::string message, inbound_content what);
    [[nodiscard]] outcome take(const turn_owner& owner, const stimulus& what);
    [[nodiscard]] outcome settle(instant until);
    [[nodiscard]] outcome deliver(const outbox_message& message);

    script_book book_;
    plan_world world_;
    pair_id pair_;
    std::map<std::string, person_id> cast_;
    std::string flow_;
    instant now_;
    std::vector<bot_line> said_;
    std::vector<shown_controls> shown_;                ///< oldest first
    std::map<std::string, std::string> last_message_;  ///< by name: the platform's name of what they wrote last
    std::set<message_key> keys_;
    int acts_ = 0;
};

}  // namespace waymark
