#include "conversations/engine/actions.hpp"

#include <algorithm>
#include <utility>

#include "conversations/engine/calendar_file.hpp"
#include "conversations/engine/conditions.hpp"
#include "conversations/engine/meetings.hpp"
#include "conversations/engine/passing_time.hpp"
#include "conversations/engine/render.hpp"
#include "conversations/engine/speech.hpp"
#include "conversations/engine/stages.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark {
namespace {

using std::chrono::days;

span rhythm_span(const std::string& value) {
    if (value == "weekly") return days(7);
    if (value == "fortnightly") return days(14);
    if (value == "monthly") return days(30);
    if (value == "quarterly") return days(91);
    return parse_span(value).value_or(span::zero());
}

struct performing {
    talk& in;
    lane* by;

    [[nodiscard]] pair_state& pair() const { return in.room.pair; }
    /// The lane whose answer or name is meant: the one that acts, or the first of the rule's.
    [[nodiscard]] lane& who() const { return by != nullptr ? *by : in.state.lanes.front(); }
    [[nodiscard]] const answer* given_to(const name_ref& step) const {
        for (const auto& one : in.state.lanes) {
            if (by != nullptr && &one != by) continue;
            const auto* found = in.settled_answer(one, step.name);
            if (found != nullptr && !found->value.declined) return found;
        }
        return nullptr;
    }

    void operator()(const action::set_stage& what) const {
        if (!leads_on(pair().stage, what.stage)) return;  // a word may begin this talk again, long after
        enter_stage(pair(), what.stage, in.room.now);
        in.room.note("stage", what.stage);
    }

    void operator()(const action::set_rhythm& what) const {
        auto slowest = rhythm_span(what.value);
        if (!what.slowest_of.empty())
            for (const auto& one : in.state.lanes)
                if (const auto* given = in.settled_answer(one, what.slowest_of.name))
                    for (const auto& item : given->value.items) slowest = std::max(slowest, rhythm_span(item));
        if (slowest == span::zero() || slowest == pair().rhythm) return;
        pair().rhythm = slowest;
        in.room.note("rhythm", span_text(slowest));
    }

    void operator()(const action::start_flow& what) const {
        const auto* next = in.room.flows.newest(what.flow.name);
        if (next == nullptr) return;  // the checker found it when the scripts were loaded
        input::begin wish;
        wish.flow = next->ref;
        for (const auto& one : in.state.lanes) wish.cast[one.role] = one.person;
        wish.why = in.state.why;
        in.room.effects.emplace_back(effect::start{std::move(wish)});
    }

    /// This minute of the day that was answered, where the one who answered is.
    [[nodiscard]] std::optional<instant> day_given_to(const name_ref& step, int minute) const {
        const auto* given = given_to(step);
        return given == nullptr ? std::nullopt : in.day_named_in(*given, minute);
    }

    void operator()(const action::pause_until& what) const {
        if (const auto day = day_given_to(what.date_of, 0)) pause_pair(in.room, *day);
    }

    void operator()(const action::set_end& what) const {
        constexpr int noon = 12 * 60;  // the same day of the calendar for the other one
        const auto day = day_given_to(what.date_of, noon);
        if (!day || pair().ends == day) return;
        pair().ends = day;
        in.room.note("new_end", {});
    }

    void operator()(const action::end_pair& what) const {
        if (pair().ended) return;
        const auto* given = what.reason_of.empty() ? nullptr : given_to(what.reason_of);
        pair().ended = true;
        pair().end_reason = given == nullptr || given->value.items.empty() ? std::string() : given->value.items.front();
        in.room.note("pair_ended", {});
    }

    void operator()(const action::log_meeting&) const {
        note_meeting(in.room, by == nullptr ? person_id{} : by->person);
    }

    /// Only for whoever is there: nobody gets a file unasked.
    void operator()(const action::calendar_file& what) const {
        const auto* given = given_to(what.date_of);
        const auto day = given == nullptr ? std::nullopt : parse_date(given->value.items.front());
        if (!day || in.present != who().person || in.unsolicited) return;
        const auto name = in.first_name_of(in.partner_of(who()));
        const auto place = in.place_of(who()) + "/" + what.date_of.name;
        outgoing message;
        message.text = phrase(in, who().person, "calendar.file");
        message.language = in.language_of(who().person);
        message.file = attached_file{
            "waymark-meeting.ics",
            calendar_file({"meeting-" + std::to_string(stable_hash(place)) + "@waymark", in.room.now, *day,
                           in.room.texts.say(message.language, "calendar.meeting", {{"partner", name}})})};
        (void)say(in, who(), std::move(message));  // it has no buttons to settle
    }

    /// Whoever goes through the same questions again, to the same end, is no news.
    void operator()(const action::tell_contact& what) const {
        auto line = render_plain(in, who(), what.text);
        auto hash = std::to_string(stable_hash(line));
        if (std::exchange(who().told_contact, hash) == hash) return;
        in.room.effects.emplace_back(effect::tell_contact{std::move(line)});
    }
};

}  // namespace

void perform(talk& in, lane* by, const flow_action& what) {
    std::visit(performing{in, by}, what);
}

void pause_pair(step_room& room, instant until) {
    auto& pair = room.pair;
    if (until <= room.now) return;
    const auto from = std::max(room.now, pair.paused_until.value_or(room.now));
    const auto longer = until - from;  // a shorter pause than the one before brings everything forward again
    pair.paused_until = until;
    for (auto& state : pair.running) {
        const auto* script = room.flows.find(state.flow);
        if (script == nullptr) continue;
        rest_for(*script, state, longer, room.now);
        talk each{room, *script, state, person_id{}};
        for (const auto& one : state.lanes) withdraw_questions(each, one);
    }
    room.note("paused", {});
}

}  // namespace waymark
