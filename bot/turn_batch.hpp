// Turns as they are taken on the store's thread, many in one commit. What they come to is read on the io thread when
// the job is done. Internal to turn_runner.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "bot/turn_runner.hpp"

namespace waymark {

/// What some turns came to. Written on the store's thread, read on the io thread when the job is done.
struct turn_batch {
    struct failure {
        std::int64_t inbox_id = 0;
        int tries = 0;
        std::string about;
        std::string reason;
    };
    std::vector<inbox_row> rows;
    std::vector<turn_owner> owners;  ///< whose timers are due, the next one last
    bool more = false;               ///< there were as many due timers as a look brings
    std::vector<failure> failures;
    std::vector<address> arrived;
    std::vector<std::pair<address, bool>> installed;  ///< true: the bot was added there, false: taken out
    std::vector<turn_owner> failed_owners;
    std::uint64_t taken = 0, strangers = 0, messages = 0;
    instant earliest = never;
    std::set<person_id> pages;
    std::vector<hold_wanted> holds;
};

/// "person/ann", "pair/ann_and_bo"
[[nodiscard]] std::string owner_text(const turn_owner& owner);
/// One turn. Throws what the step throws; nothing is changed then.
[[nodiscard]] result<void> one_turn(store& at, const turn_owner& owner, const stimulus& what,
                                    std::optional<std::int64_t> inbox_id, instant now,
                                    const turn_runner::step_function& step, turn_batch& into);
/// A turn for each row. Errors that concern one event are noted, those of the storage end it.
[[nodiscard]] result<void> take_turns(store& at, turn_batch& work, instant now, const turn_runner::step_function& step,
                                      strangers& others);
/// Few come in the order of their time. Many come by their owner: rows of neighbours lie together, so that fewer pages
/// are read and written for each commit.
[[nodiscard]] result<void> look_who_is_due(store& at, instant now, const std::vector<turn_owner>& left_alone,
                                           turn_batch& into);
/// The next few of them.
[[nodiscard]] result<void> take_due_turns(store& at, instant now, const turn_runner::step_function& step,
                                          turn_batch& work);

}  // namespace waymark
