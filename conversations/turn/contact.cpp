#include "conversations/turn/contact.hpp"

#include <algorithm>

#include "conversations/person/zone.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/ways_out.hpp"

namespace waymark {
namespace {

constexpr std::size_t lines_in_a_message = 15;  // every platform shows that much in one piece
constexpr std::size_t most_lines = 300;         // whoever has been silent for so long hears the newest

bool waits(const contact_line& one) {
    return one.message.empty();
}

bool is_due(const contact_line& one, instant now) {
    return waits(one) && one.at <= now;
}

/// When the day after this one begins for them.
instant next_day_of(const turn_work& work, const person_state& who) {
    const auto zone = zone_of(work.book, who);
    return from_local(std::chrono::sys_days(to_local(work.now, zone).day) + std::chrono::days(1), 0, zone);
}

void add_waiting(turn_work& work, person_state& to, std::vector<text_run> line, instant from) {
    auto& lines = to.contact_lines;
    lines.push_back({std::move(line), {}, from});
    if (static_cast<std::size_t>(std::ranges::count_if(lines, waits)) <= most_lines) return;
    note_person(work, to, "held_back", "too_many contact");
    lines.erase(std::ranges::find_if(lines, waits));
}

bool waits_already(const person_state& to, const std::vector<text_run>& line) {
    return std::ranges::any_of(to.contact_lines,
                               [&](const contact_line& one) { return waits(one) && one.text == line; });
}

/// A contact is responsible for people, so these lines neither wait for the weekly budget of nudges nor use it up, and
/// there is no "less" of them: each stands for somebody. Hours, days off, a snooze and "stop" hold as for everything
/// that comes unasked.
void pass_on(turn_work& work, person_state& to) {
    outbox_message row;
    row.key = {to.id.text + "/contact/" + std::to_string(to.replies++)};
    row.kind = message_class::nudge;
    const auto home = rules_for(work.book, to);
    row.expires = end_of_hours(to, home, work.now);
    outgoing message;
    std::size_t room = lines_in_a_message;
    for (auto& one : to.contact_lines) {
        if (!is_due(one, work.now) || room == 0) continue;
        --room;
        add_paragraph(message.text, one.text);
        one.message = row.key;
        one.at = work.now;
    }
    message.language = language_of(work.book, to);
    message.ways_out = ways_out_of(work, to, row.key.text);
    std::erase_if(message.ways_out->options, [](const option& way) { return way.value == "less"; });
    row.content = std::move(message);
    put_out(work, to, std::move(row));
}

/// What time brings is for the next day, together with what else comes until then.
instant first_moment_for(const turn_work& work, const person_state& who) {
    return work.by_time ? next_day_of(work, who) : work.now;
}

/// Nothing would reach them for so long that somebody else had better know.
bool is_away(const turn_work& work, const person_state& who) {
    constexpr auto long_enough = std::chrono::days(3);
    if (who.addresses.empty() || !who.reachable || who.stopped || who.leaving || who.held_since) return true;
    const auto from = first_moment_for(work, who);
    return next_hours(who, rules_for(work.book, who), from) > from + long_enough;
}

/// The contact, or the first deputy who is there while the contact is away; the contact when nobody is.
person_state* contact_or_deputy(turn_work& work, const programme& of) {
    auto* contact = find_person(work, of.contact);
    if (contact == nullptr) work.out.also_needed.insert(of.contact);
    if (contact != nullptr && !is_away(work, *contact)) return contact;
    person_state* there = nullptr;
    for (const auto& id : of.deputies) {  // the world is loaded once more only, so all of them are asked for at once
        auto* deputy = find_person(work, id);
        if (deputy == nullptr)
            work.out.also_needed.insert(id);
        else if (there == nullptr && !is_away(work, *deputy))
            there = deputy;
    }
    return contact == nullptr || there == nullptr ? contact : there;
}

}  // namespace

void tell_contact(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line) {
    auto* contact = contact_or_deputy(work, of);
    if (contact == nullptr || contact->addresses.empty()) {
        work.out.log.push_back({tenant, "programme/" + of.id.text, "no_contact", {}, work.now});
        return;
    }
    if (contact->id != of.contact)
        add_lines(line, phrase_for(work, *contact, "contact.deputy", {{"contact", theirs(of.contact_name)}}));
    if (waits_already(*contact, line)) return;
    // Whoever looks after the service sees that nobody reads it.
    if (contact->stopped || !contact->reachable) note_person(work, *contact, "contact_silent", of.id.text);
    add_waiting(work, *contact, std::move(line), first_moment_for(work, *contact));
}

void tell_contact_once(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line) {
    const auto* contact = contact_or_deputy(work, of);
    if (contact == nullptr ||
        std::ranges::find(contact->contact_lines, line, &contact_line::text) == contact->contact_lines.end())
        tell_contact(work, of, tenant, std::move(line));
}

void tell_in_hours(turn_work& work, person_state& to, std::vector<text_run> line) {
    if (waits_already(to, line)) return;
    add_waiting(work, to, std::move(line), work.now);
}

void pass_on_contact_lines(turn_work& work) {
    for (auto& [id, person] : work.is.people) {
        std::erase_if(person.contact_lines,
                      [&](const contact_line& one) { return !waits(one) && one.at + contact_lines_kept <= work.now; });
        const auto home = rules_for(work.book, person);
        const auto due = [&](const contact_line& one) { return is_due(one, work.now); };
        while (std::ranges::any_of(person.contact_lines, due) && next_hours(person, home, work.now) <= work.now)
            pass_on(work, person);
    }
}

bool holds_contact_lines(const person_state& person, const message_key& message) {
    return std::ranges::find(person.contact_lines, message, &contact_line::message) != person.contact_lines.end();
}

bool keep_contact_lines(person_state& person, const message_key& message) {
    bool any = false;
    for (auto& one : person.contact_lines) {
        if (one.message != message) continue;
        one.message = {};
        any = true;
    }
    return any;
}

}  // namespace waymark
