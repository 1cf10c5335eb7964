#include "conversations/plan/plan_talk.hpp"

#include <algorithm>
#include <utility>

#include "conversations/language/diagnostic.hpp"
#include "conversations/plan/chosen.hpp"
#include "conversations/plan/scene.hpp"

namespace waymark {

namespace {

plan_talk::trouble nothing_written(const std::string& who) {
    return {"T105", who + " has written nothing that is still there", "let them write first"};
}

plan_talk::trouble no_button(const plan_act::presses& wanted, const std::vector<std::string>& labels) {
    std::string help = "nobody has shown them any";
    if (const auto near = nearest(wanted.label, labels); !near.empty()) {
        help = "did you mean \"" + near + "\"?";
    } else if (!labels.empty()) {
        help = "the buttons are";
        for (const auto& one : labels) help += (one == labels.front() ? ": " : " | ") + one;
    }
    return {"T104", wanted.who + " has no button \"" + wanted.label + "\"", std::move(help)};
}

}  // namespace

plan_talk::plan_talk(script_book book, const plan_head& head)
    : book_(std::move(book)), flow_(head.flow.name), now_(head.begins) {
    const auto* flow = book_.flows.find(head.flow);
    const auto programme = plan_scene::programme_of(head, flow->language);
    book_.programmes = {{programme.id, programme}};
    for (const auto& one : head.people) {
        world_.put(plan_scene::person_of(head, one.name));
        if (std::ranges::find(flow->people, one.role) != flow->people.end()) cast_[one.role] = person_id{one.name};
    }
    world_.put(plan_scene::contact_of(head));
    const auto pair = plan_scene::pair_of(head);
    world_.put(pair);
    pair_ = pair.id;
}

std::vector<bot_line> plan_talk::take_said() {
    return std::exchange(said_, {});
}

plan_talk::outcome plan_talk::begin() {
    start_requested wanted;
    wanted.pair = pair_;
    wanted.flow = flow_;
    wanted.why = "plan";
    wanted.cast = cast_;
    if (auto bad = take(pair_, wanted)) return bad;
    return settle(now_);
}

plan_talk::outcome plan_talk::hears(const std::string& who, std::string message, inbound_content what) {
    inbound_event event;
    event.key = "act/" + std::to_string(++acts_);
    event.from = plan_scene::address_of(who);
    event.at = now_;
    event.message = std::move(message);
    event.what = std::move(what);
    const auto kept = decode_inbound(encode_inbound(event));
    if (auto bad = take(person_id{who}, heard{person_id{who}, kept})) return bad;
    return settle(now_);
}

plan_talk::outcome plan_talk::act(const plan_act_type& what) {
    return std::visit([this](const auto& one) { return act(one); }, what);
}

plan_talk::outcome plan_talk::act(const plan_act::bot_says& /*the bot speaks for itself*/) {
    return {};
}

plan_talk::outcome plan_talk::act(const plan_act::silence& /*nothing is done*/) {
    return {};
}

plan_talk::outcome plan_talk::act(const plan_act::says& one) {
    const auto message = one.who + "/" + std::to_string(acts_ + 1);
    last_message_[one.who] = message;
    return hears(one.who, message, inbound::said{one.text});
}

plan_talk::outcome plan_talk::act(const plan_act::edits& one) {
    const auto last = last_message_.find(one.who);
    if (last == last_message_.end()) return nothing_written(one.who);
    return hears(one.who, last->second, inbound::edited{one.text});
}

plan_talk::outcome plan_talk::act(const plan_act::deletes& one) {
    const auto last = last_message_.extract(one.who);
    if (last.empty()) return nothing_written(one.who);
    return hears(one.who, last.mapped(), inbound::deleted{});
}

plan_talk::outcome plan_talk::act(const plan_act::presses& one) {
    std::vector<std::string> labels;
    for (auto message = shown_.rbegin(); message != shown_.rend(); ++message) {
        if (message->to.text != one.who) continue;
        for (const auto& each : message->controls) {
            if (auto values = chosen_values(each, one.label))
                return hears(one.who, message->message.text, inbound::chose{each.id, std::move(*values)});
            for (const auto& button : each.options)
                if (std::ranges::find(labels, button.label) == labels.end()) labels.push_back(button.label);
        }
    }
    return no_button(one, labels);
}

plan_talk::outcome plan_talk::act(const plan_act::clock_moves& one) {
    if (auto bad = settle(one.to)) return bad;
    now_ = std::max(now_, one.to);
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
    try {
        const auto done = take_turn(book_, world_.load(), what, now_);
        if (auto lost = world_.write(owner, done, now_)) return trouble{"T106", std::move(*lost), ""};
        for (const auto& message : done.outbox)
            if (auto bad = deliver(message)) return bad;
    } catch (const std::exception& why) {
        return trouble{"T106", std::string("the bot cannot go on: ") + why.what(), ""};
    }
    return {};
}

plan_talk::outcome plan_talk::deliver(const outbox_message& message) {
    if (!keys_.insert(message.key).second)
        return trouble{"T106", "the bot gives two messages one name: " + message.key.text, ""};
    if (const auto* used = std::get_if<settled>(&message.content)) {
        std::erase_if(shown_, [&](const auto& one) { return one.message == used->message; });
        return {};
    }
    const auto* said = std::get_if<outgoing>(&message.content);
    if (said == nullptr) return {};  // a transcript is a chat
    said_.push_back({message.to.text, plain_text(*said), now_, said->ask, said->ways_out});
    shown_controls controls{message.key, message.to, {}};
    for (const auto& one : {said->ask, said->ways_out})
        if (one) controls.controls.push_back(*one);
    if (!controls.controls.empty()) shown_.push_back(std::move(controls));
    return {};
}

}  // namespace waymark
