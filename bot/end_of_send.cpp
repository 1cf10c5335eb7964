#include "bot/end_of_send.hpp"

#include "conversations/person/places.hpp"

namespace waymark {
namespace {

/// Empty when there is no other place.
result<std::optional<address>> other_place(store& at, const refused_message& refused) {
    const auto known = at.load(turn_owner(refused.to));
    if (!known) return known.error();
    const auto person = known->people.find(refused.to);
    if (person == known->people.end() || !person->second.reachable) return std::optional<address>();
    const auto* there = place_of(person->second);
    if (there == nullptr || *there == refused.at) return std::optional<address>();
    return std::optional(*there);
}

}  // namespace

result<send_result::outcome> end_send(store& at, std::int64_t outbox_id, send_result how,
                                      const std::optional<refused_message>& refused, instant now) {
    if (refused) {
        auto there = other_place(at, *refused);
        if (!there) return there.error();
        if (*there) {
            how.is = send_result::outcome::retry_at;
            how.when = now;
            how.elsewhere = std::move(*there);
        }
    }
    const auto done = at.record_send(outbox_id, how, now);
    if (!done) return done.error();
    return how.is;
}

}  // namespace waymark
