#include "conversations/turn/no_match.hpp"

#include "conversations/turn/nudge.hpp"
#include "conversations/turn/reply.hpp"

namespace waymark {
namespace {

constexpr auto good_for = std::chrono::days(14);  // later, the next round is nearer than the last
constexpr std::string_view kind = "no_match";

}  // namespace

bool waits_for_match(turn_work& work, const person_state& who) {
    return wants_a_match(who) && pairs_of(work, who).empty();
}

void tell_of_no_match(turn_work& work, person_state& who) {
    const auto& told = who.member.told_of_no_match;
    if (!waits_for_match(work, who) || (told && *told + no_match_apart > work.now)) return;
    who.member.told_of_no_match = work.now;
    offer_no_match(work, who);
}

void offer_no_match(turn_work& work, person_state& who) {
    offer one;
    one.key = who.id.text + "/" + std::string(kind) + "/" + std::to_string(who.replies++);
    one.what = "tell";
    one.nudge_kind = one.why = kind;
    one.made = work.now;
    one.good_until = work.now + good_for;
    propose(who, one);
    note_person(work, who, "due", one.key);
}

void say_no_match(turn_work& work, const person_state& who, const offer& what) {
    if (!waits_for_match(work, who)) return;
    const auto& home = home_of(work.book, who);
    nudge_part part{what, {what.key}, {}};
    part.message.text = phrase_for(work, who, "list.no_match",
                                   {{"programme", ours(home.title)}, {"contact", theirs(home.contact_name)}});
    part.message.language = language_of(work.book, who);
    let_out(work, who.id, std::move(part));
}

}  // namespace waymark
