#include "conversations/turn/ways_out.hpp"

#include <algorithm>
#include <array>

#include "conversations/turn/contact.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/why.hpp"

namespace waymark {
namespace {

constexpr std::array quieter{"snooze_day", "snooze_week", "less", "pause", "stop"};

bool holds_an_open_question(const turn_work& work, const person_state& from, const message_key& message) {
    for (const auto& [id, pair] : work.is.pairs)
        for (const auto& talk : pair.running)
            if (const auto* own = lane_of(talk, from.id))
                if (own->is == lane::phase::asking && std::ranges::find(own->ask_keys, message) != own->ask_keys.end())
                    return true;
    return false;
}

}  // namespace

control ways_out_of(const turn_work& work, const person_state& to, const std::string& about) {
    control out;
    out.id = std::string(way_out_mark) + about;
    out.label = label_for(work, to, "out.label");
    for (const char* way : {"why", "snooze_day", "snooze_week", "less", "pause", "stop"})
        out.options.push_back({way, label_for(work, to, std::string("out.") + way)});
    return out;
}

void take_way_out(turn_work& work, person_state& from, const std::string& about, const std::string& way) {
    if (way == "why") return say_why_of(work, from, about);
    if (std::ranges::find(quieter, way) == quieter.end()) return reply(work, from, "question.closed");
    std::optional<std::string> kind;
    const auto one = std::ranges::find(from.sent, about, &nudge_sent::offer_key);
    const bool nudge = one != from.sent.end();
    if (nudge) kind = one->nudge_kind;
    if (nudge || holds_contact_lines(from, {about})) {
        const auto message = nudge ? one->message : message_key{about};
        if (!holds_an_open_question(work, from, message))
            settle(work, from, {message, label_for(work, from, "out." + way), false});
    }
    if (way == "snooze_day") return keep_silent(work, from, work.now + std::chrono::days(1));
    if (way == "snooze_week") return keep_silent(work, from, work.now + std::chrono::days(7));
    if (way == "pause") return ask_until_when(work, from);
    if (way == "stop") return stop_writing(work, from, {});
    if (kind) return less_of(work, from, kind);
    reply(work, from, "question.closed");  // so old that nothing is known of it any more
}

}  // namespace waymark
