// The plan of a changed programme: what changes, in words, and what the next days bring with and without it. Saved as
// JSON, so that exactly this can be applied later, or not at all when the world has moved on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/holds.hpp"
#include "bot/plan/calendar.hpp"
#include "conversations/programme/programme_changes.hpp"
#include "storage/look.hpp"

namespace waymark::planning {

/// What a plan is about: what runs, and what shall run. Two that are equal mean the same change of the same world.
struct planned_change {
    programme_id of;
    int applied = 0;                  ///< number of what runs; 0 = nothing was applied yet
    std::uint64_t conversations = 0;  ///< a hash of everything authored but programmes
    std::uint64_t members = 0;        ///< a hash of who is known, and who is a pair with whom
    std::uint64_t on_hold = 0;        ///< a hash of what is on hold, in all programmes
    instant made;
    int days = 0;  ///< how far its calendar looks ahead
    std::vector<programme_change> changes;
    std::string text;  ///< of the file that shall run
    std::string file;  ///< where it was read from
};

/// Talks under way in a programme, and how many began with an older version of their conversation, which they keep.
struct talks_under_way {
    int all = 0, older = 0;
};

struct programme_plan {
    planned_change what;
    std::string title, zone;
    talks_under_way talks;
    calendar with;
    std::optional<calendar> without;  ///< empty when nothing runs yet
    std::vector<person_id> over_budget, without_zone;
    std::map<person_id, int> too_much;
    std::vector<std::string> notes;  ///< what else there is to know, such as that everything is on hold
};

[[nodiscard]] std::uint64_t hash_of_members(const people_look& known, const programme_id& of);
/// Of what is on hold, not since when.
[[nodiscard]] std::uint64_t hash_of_holds(const holds& all);
[[nodiscard]] talks_under_way talks_of(const people_look& known, const programme_id& of, const flow_library& flows);

/// Later, too much of what its calendar shows is over for anybody to decide by it.
constexpr int days_a_plan_is_good_for = 7;
/// In days; those that its calendar has, if they are fewer.
[[nodiscard]] int good_for(const planned_change& plan);
/// Why a saved plan cannot be applied any more, one sentence each. Empty when it can.
[[nodiscard]] std::vector<std::string> what_has_moved(const planned_change& saved, const planned_change& now);

/// For people.
[[nodiscard]] std::string plan_as_text(const programme_plan& plan);
[[nodiscard]] std::string changes_as_text(const std::vector<programme_change>& changes);
[[nodiscard]] std::string talks_as_text(const talks_under_way& talks);
/// As README.md says.
[[nodiscard]] std::string plan_as_json(const programme_plan& plan);
/// What can be applied of a saved plan; empty when it is none.
[[nodiscard]] std::optional<planned_change> change_from_json(const std::string& text);

}  // namespace waymark::planning
