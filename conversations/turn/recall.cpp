#include "conversations/turn/recall.hpp"

#include <algorithm>
#include <iterator>

#include "conversations/turn/contact.hpp"
#include "conversations/turn/no_match.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

void take_back(turn_work& work, person_state& to, const message_key& message) {
    if (work.is.unsent.erase(message) == 0) return;
    work.out.taken_back.push_back(message);
    // What its buttons have turned into is shown to nobody.
    std::erase_if(work.out.outbox, [&](const outbox_message& row) {
        const auto* change = std::get_if<settled>(&row.content);
        return change != nullptr && change->message == message;
    });
    not_sent(work, to, message, "taken_back");
}

template <class Which>
std::set<message_key> unsent_with(const turn_work& work, const person_state& to, const Which& which) {
    std::set<message_key> found;
    for (const auto& one : to.sent)
        if (work.is.unsent.contains(one.message) && which(one)) found.insert(one.message);
    return found;
}

}  // namespace

void not_sent(turn_work& work, person_state& to, const message_key& message, const std::string& why) {
    const auto of_message = [&](const nudge_sent& one) { return one.message == message; };
    std::vector<nudge_sent> parts;
    std::ranges::copy_if(to.sent, std::back_inserter(parts), of_message);
    const bool lines = keep_contact_lines(to, message);
    if (parts.empty() && !lines) return;
    std::erase_if(to.sent, of_message);
    note_person(work, to, why, message.text);
    for (const auto& one : parts)
        if (one.pair.empty())
            offer_no_match(work, to);
        else
            (void)step_pair(work, one.pair, input::missed{to.id, message, one.offer_key});
}

void recall(turn_work& work, person_state& to, const std::optional<std::string>& kind) {
    const auto all = kind ? unsent_with(work, to, [&](const nudge_sent& one) { return one.nudge_kind == *kind; })
                          : std::set<message_key>(work.is.unsent);
    for (const auto& message : all) take_back(work, to, message);
}

void recall(turn_work& work, person_state& to, const pair_id& about) {
    for (const auto& message : unsent_with(work, to, [&](const nudge_sent& one) { return one.pair == about; }))
        take_back(work, to, message);
}

void recall_withdrawn(turn_work& work) {
    if (work.withdrawn.empty() || work.is.unsent.empty()) return;
    const auto gone = work.withdrawn;
    for (auto& [id, person] : work.is.people) {
        const auto which = [&](const nudge_sent& one) { return gone.contains(one.offer_key); };
        for (const auto& message : unsent_with(work, person, which)) take_back(work, person, message);
    }
}

}  // namespace waymark
