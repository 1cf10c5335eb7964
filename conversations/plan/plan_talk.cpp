#include "conversations/plan/plan_talk.hpp"

#include <algorithm>
#include <utility>

#include "conversations/language/diagnostic.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/plan/chosen.hpp"

namespace waymark {

namespace {

constexpr auto platform = "plan";
const tenant_id tenant{"plan"};
const pair_id the_pair{"pair"};
const programme_id the_programme{"plan"};
constexpr int noon = 12 * 60;

address address_of(const std::string& name) {
    return {platform, tenant, name};
}

programme programme_of(const plan_head& head, const std::string& language) {
    programme out;
    out.id = the_programme;
    out.title = head.programme;
    out.language = language;
    out.zone = head.zone;
    out.contact = person_id{std::string(contact_name_in_plans)};
    out.contact_name = head.contact;
    programme_person contact;
    contact.id = out.contact;
    contact.first_name = contact.full_name = head.contact;
    contact.addresses = {address_of(out.contact.text)};
    out.people = {contact};
    for (const auto& one : head.people) {
        programme_person person;
        person.id = person_id{one.name};
        person.first_name = person.full_name = one.name;
        person.addresses = {address_of(one.name)};
        out.people.push_back(std::move(person));
    }
    return out;
}

person_state person_of(const plan_head& head, const std::string& name) {
    person_state out;
    out.id = person_id{name};
    out.tenant = tenant;
    out.addresses = {address_of(name)};
    out.first_name = out.full_name = name;
    out.greeted = true;
    out.pairs = {the_pair};
    if (const auto own = head.languages.find(name); own != head.languages.end()) out.language = own->second;
    if (const auto own = head.zones.find(name); own != head.zones.end()) out.zone = own->second;
    return out;
}

/// Mentor and mentee by their roles; in a flow with other roles the first who is named counts as the mentor.
pair_state pair_of(const plan_head& head) {
    pair_state out;
    out.id = the_pair;
    out.tenant = tenant;
    out.programme = the_programme;
    const bool turned = head.people[0].role == "mentee" || head.people[1].role == "mentor";
    out.mentor = person_id{head.people[turned ? 1 : 0].name};
    out.mentee = person_id{head.people[turned ? 0 : 1].name};
    out.stage = head.stage;
    out.stage_since = out.started = head.begins;
    if (head.ends) out.ends = from_local(*head.ends, noon, head.zone);
    out.rhythm = head.rhythm;
    for (const auto& goal : head.goals) {
        kept_text kept;
        kept.kind = "goal";
        kept.author = person_id{goal.by};
        kept.opened = true;
        kept.text = goal.text;
        kept.at = head.begins;
        out.kept.push_back(std::move(kept));
    }
    return out;
}

}  // namespace

plan_talk::plan_talk(script_book book, const plan_head& head)
    : book_(std::move(book)), flow_(head.flow.name), now_(head.begins) {
    const auto* flow = book_.flows.find(head.flow);
    book_.programmes = {{the_programme, programme_of(head, flow->language)}};
    for (const auto& one : head.people) {
        world_.put(person_of(head, one.name));
        if (std::ranges::find(flow->people, one.role) != flow->people.end()) cast_[one.role] = person_id{one.name};
    }
    world_.put(pair_of(head));
}

std::vector<bot_line> plan_talk::take_said() {
    return std::exchange(said_, {});
}

plan_talk::outcome plan_talk::begin() {
    start_requested wanted;
    wanted.pair = the_pair;
    wanted.flow = flow_;
    wanted.why = "plan";
    wanted.cast = cast_;
    if (auto bad = take(the_pair, wanted)) return bad;
    return settle(now_);
}

plan_talk::outcome plan_talk::hears(const std::string& who, std::string message, inbound_content what) {
    inbound_event event;
    event.key = "act/" + std::to_string(++acts_);
    event.from = address_of(who);
    event.at = now_;
    event.message = std::move(message);
    event.what = std::move(what);
    const auto kept = decode_inbound(encode_inbound(event));
    if (auto bad = take(person_id{who}, heard{person_id{who}, kept})) return bad;
    return settle(now_);
}

plan_talk::outcome plan_talk::says(const std::string& who, const std::string& text) {
    const auto message = who + "/" + std::to_string(acts_ + 1);
    last_message_[who] = message;
    return hears(who, message, inbound::said{text});
}

plan_talk::outcome plan_talk::edits(const std::string& who, const std::string& text) {
    const auto last = last_message_.find(who);
    if (last == last_message_.end())
        return trouble{"T105", who + " has not written anything yet", "let them write first"};
    return hears(who, last->second, inbound::edited{text});
}

plan_talk::outcome plan_talk::deletes(const std::string& who) {
    const auto last = last_message_.extract(who);
    if (last.empty())
        return trouble{"T105", who + " has not written anything that is still there", "let them write first"};
    return hears(who, last.mapped(), inbound::deleted{});
}

plan_talk::outcome plan_talk::presses(const std::string& who, const std::string& label) {
    std::vector<std::string> labels;
    for (auto message = shown_.rbegin(); message != shown_.rend(); ++message) {
        if (message->to.text != who) continue;
        for (const auto& one : message->controls) {
            if (auto values = chosen_values(one, label))
                return hears(who, message->message.text, inbound::chose{one.id, std::move(*values)});
            for (const auto& each : one.options) labels.push_back(each.label);
        }
    }
    const auto near = nearest(label, labels);
    if (!near.empty())
        return trouble{"T104", who + " has no button \"" + label + "\"", "did you mean \"" + near + "\"?"};
    std::string all;
    for (const auto& one : labels) all += (all.empty() ? "the buttons are: " : " | ") + one;
    return trouble{"T104", who + " has no button \"" + label + "\"", all.empty() ? "nobody has shown them any" : all};
}

plan_talk::outcome plan_talk::move_clock(instant to) {
    if (auto bad = settle(to)) return bad;
    now_ = std::max(now_, to);
    return {};
}

plan_talk::outcome plan_talk::settle(instant until) {
    for (int turns = 0; turns < most_turns; ++turns) {
        const auto next = world_.first_timer();
        if (!next || next->due > until) return {};
        now_ = std::max(now_, next->due);
        if (auto bad = take(next->owner, time_passed{})) return bad;
    }
    return trouble{"T106", "the bot never comes to rest here", ""};
}

plan_talk::outcome plan_talk::take(const turn_owner& owner, const stimulus& what) {
    const auto done = take_turn(book_, world_.load(), what, now_);
    if (auto lost = world_.write(owner, done, now_)) return trouble{"T106", std::move(*lost), ""};
    for (const auto& message : done.outbox)
        if (auto bad = deliver(message)) return bad;
    return {};
}

plan_talk::outcome plan_talk::deliver(const outbox_message& message) {
    if (!keys_.insert(message.key).second)
        return trouble{"T106", "the bot gives two messages one name: " + message.key.text, ""};
    if (const auto* used = std::get_if<settled>(&message.content)) {
        std::erase_if(shown_, [&](const auto& one) { return one.message == used->message; });
        return {};
    }
    const auto& said = std::get<outgoing>(message.content);
    said_.push_back({message.to.text, plain_text(said), now_, said.ask, said.ways_out});
    shown_controls controls{message.key, message.to, {}};
    for (const auto& one : {said.ask, said.ways_out})
        if (one) controls.controls.push_back(*one);
    if (!controls.controls.empty()) shown_.push_back(std::move(controls));
    return {};
}

}  // namespace waymark
