#include "conversations/engine/meetings.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

constexpr auto same_meeting_within = std::chrono::days(3);

std::set<person_id> both_of(const pair_state& pair) {
    return {pair.mentor, pair.mentee};
}

/// The other one's note of this meeting.
meeting_note* noted_by_other(pair_state& pair, const person_id& by) {
    const auto lone = std::ranges::find_if(
        pair.met_lately, [&](const meeting_note& one) { return one.by.size() < 2 && !one.by.contains(by); });
    return lone == pair.met_lately.end() ? nullptr : &*lone;
}

bool noted_today(const step_room& room, const person_id& by) {
    const auto known = room.facts.people.find(by);
    const auto zone = known == room.facts.people.end() ? std::string("UTC") : known->second.zone;
    const auto today = to_local(room.now, zone).day;
    return std::ranges::any_of(room.pair.met_lately, [&](const meeting_note& one) {
        return one.by.contains(by) && to_local(one.at, zone).day == today;
    });
}

}  // namespace

void note_meeting(step_room& room, const person_id& by) {
    auto& pair = room.pair;
    std::erase_if(pair.met_lately, [&](const meeting_note& one) { return one.at + same_meeting_within < room.now; });
    auto* known = noted_by_other(pair, by);
    if (known != nullptr) {
        known->by = both_of(pair);
        return room.note("met_too", {});
    }
    if (!by.empty() && noted_today(room, by)) return room.note("met_too", {});
    pair.met.push_back(room.now);
    pair.met_lately.push_back({room.now, by.empty() ? both_of(pair) : std::set<person_id>{by}});
    room.note("met", {});
}

}  // namespace waymark
