#include "conversations/turn/nudge.hpp"

#include <algorithm>
#include <utility>

#include "conversations/turn/reply.hpp"
#include "conversations/turn/ways_out.hpp"

namespace waymark {
namespace {

/// A reminder that could not be sent for so long is not worth sending. What opens or asks something always is.
constexpr auto reminders_keep = std::chrono::hours(4);

/// As long as all of it may be said. Nothing is lost by the shortest: what came too late goes back into the gate part
/// by part, and each is judged there by its own time.
instant keeps_until(const turn_work& work, const person_state& to, const std::vector<nudge_part>& parts) {
    const auto home = rules_for(work.book, to);
    auto until = end_of_hours(to, home, work.now);
    for (const auto& [what, key, message] : parts) {
        until = std::min(until, what.good_until);
        if (what.what == "remind") until = std::min(until, work.now + reminders_keep);
    }
    return until;
}

void remember(turn_work& work, person_state& to, const std::vector<nudge_part>& parts) {
    const auto& message = parts.back().key;
    for (const auto& [what, key, words] : parts) {
        const bool noted =
            !to.sent.empty() && to.sent.back().message == message && to.sent.back().offer_key == what.key;
        if (noted) continue;
        to.sent.push_back({what.key, message, what.nudge_kind, what.why, what.pair, work.now, false});
        note_person(work, to, what.key == parts.back().what.key ? "sent" : "merged", what.key + " " + message.text);
    }
}

void put_out_as_one(turn_work& work, person_state& to, std::vector<nudge_part> parts) {
    const bool slower = slows_down_now(to);
    remember(work, to, parts);
    outbox_message row;
    row.key = parts.back().key;
    row.kind = message_class::nudge;
    row.expires = keeps_until(work, to, parts);
    auto message = parts.back().message;
    message.text.clear();
    for (auto& one : parts) add_paragraph(message.text, std::move(one.message.text));
    if (slower) add_paragraph(message.text, phrase_for(work, to, "nudge.slower"));
    message.ways_out = ways_out_of(work, to, parts.back().what.key);
    row.content = std::move(message);
    put_out(work, to, std::move(row));
}

}  // namespace

void let_out(turn_work& work, const person_id& who, nudge_part part) {
    auto& parts = work.let_out[who];
    const auto asking = [](const nudge_part& one) { return asks(one.what); };
    parts.insert(std::ranges::upper_bound(parts, asks(part.what), {}, asking), std::move(part));
}

bool has_asked(const turn_work& work, const person_id& who) {
    const auto found = work.let_out.find(who);
    return found != work.let_out.end() &&
           std::ranges::any_of(found->second, [](const nudge_part& one) { return asks(one.what); });
}

void put_out_nudges(turn_work& work) {
    for (auto& [who, parts] : std::exchange(work.let_out, {}))
        if (auto* to = find_person(work, who)) put_out_as_one(work, *to, std::move(parts));
}

}  // namespace waymark
