// Who has to hear of what an admin has put on hold or released, and the turns by which they do: those of the running
// service, and those of a forecast.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bot/holds.hpp"
#include "bot/turn_runner.hpp"
#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark {

/// Holds whose pairs and people know of it: a fact of the store.
constexpr auto holds_told_fact = "holds_told";

struct some_pairs {
    std::map<pair_id, std::string> with_programmes;
    std::optional<pair_id> last;  ///< empty: there are no more
};
/// The next pairs by their ids, as many as one job of the store may take.
[[nodiscard]] result<some_pairs> pairs_after(store& at, const pair_id& after);

struct hold_turn {
    turn_owner owner;
    stimulus what;
};
/// For what is on hold in `of` and not in `but`. `pairs`: all that may belong to these programmes.
[[nodiscard]] std::vector<hold_turn> turns_to_tell(const holds& of, const holds& but, bool on,
                                                   const std::map<pair_id, std::string>& pairs);
/// What follows when such a turn is done: the two of a pair that is on hold now get nothing more from it.
[[nodiscard]] result<std::vector<hold_turn>> turns_after(store& at, const hold_turn& done);
/// Takes them all, and what follows. False when the storage could not.
[[nodiscard]] boost::asio::awaitable<bool> take_hold_turns(store_door& door, turn_runner& runner,
                                                           std::vector<hold_turn> turns);

}  // namespace waymark
