// A nudge whose moment has come and that begins nothing all the same. In the history it is an event of its own, for
// each who would have been spoken to: "<reason> <pair>/<occurrence>".
#pragma once

#include <array>
#include <string>

namespace waymark::not_begun {

constexpr auto event = "not_begun";

constexpr auto too_late = "too_late";    ///< longer ago than it is good for: nobody was there to begin it in time
constexpr auto held_out = "held_out";    ///< this pair goes without, so that it can be seen whether the rule helps
constexpr auto under_way = "under_way";  ///< the same conversation is not over yet
inline constexpr std::array all{too_late, held_out, under_way};
/// What follows from answers is in no count of its own, whatever the reason: it would tell how many have answered so.
constexpr auto not_told = "not_told";

/// "not begun: too late"
[[nodiscard]] inline std::string in_words(const std::string& reason) {
    if (reason == too_late) return "not begun: too late";
    if (reason == held_out) return "not begun: for comparison";
    return reason == under_way ? "not begun: still under way" : "no longer needed";
}

}  // namespace waymark::not_begun
