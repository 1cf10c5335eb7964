// What somebody who wants everything deleted leaves behind in what belongs to others, and how it is taken out. Pure:
// the stores decide which rows to look at, and delete those that are the person's own.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn.hpp"

namespace waymark {

/// Stands where a name or words of theirs stood.
constexpr std::string_view removed_words = "[…]";

struct traces {
    person_id who;
    person_id as;                      ///< stands in their place from now on
    std::map<pair_id, pair_id> pairs;  ///< their pairs, and what these are called from now on: ids hold names, too
    std::vector<std::string> words;    ///< their names, their accounts and what they wrote; the longest first
};

/// `mark` makes an id of nothing that says who it was, always the same of the same text.
[[nodiscard]] traces traces_of(const person_state& person, const std::map<pair_id, pair_state>& pairs,
                               const std::function<std::string(const std::string&)>& mark);

/// Whether this key, of a message, a timer or a talk, is one of theirs or of their pairs.
[[nodiscard]] bool names_them(const traces& of, std::string_view key);
/// Whether this text may hold anything of theirs.
[[nodiscard]] bool may_hold(const traces& of, std::string_view text);

/// A pair goes on as the other one's: their answers and what they kept, and nothing else that was said in it.
void take_out(const traces& of, pair_state& pair, instant now);
/// The timers that what is left of it wants: the other one's words go in their time, too.
[[nodiscard]] std::vector<timer_change> timers_of_rest(const pair_state& pair);
/// Somebody else's state. Says whether anything changed. A line that names another person of the same first name loses
/// that name as well: nobody can tell them apart.
bool take_out(const traces& of, person_state& other);
bool take_out(const traces& of, message_content& content);
bool take_out(const traces& of, log_line& line);

}  // namespace waymark
