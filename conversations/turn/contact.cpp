#include "conversations/turn/contact.hpp"

#include <algorithm>
#include <set>

#include "conversations/stable_hash.hpp"
#include "conversations/turn/reply.hpp"

namespace waymark {
namespace {

std::string key_of(const programme& of, const std::vector<text_run>& line, instant now) {
    std::string words;
    for (const auto& run : line) words += run.text;
    return of.id.text + "/contact/" + std::to_string(to_us(now)) + "/" + std::to_string(stable_hash(words));
}

/// The programmes a person takes part in, of those whose pairs are loaded.
std::set<programme_id> programmes_of(const turn_work& work, const person_state& person) {
    std::set<programme_id> found;
    for (const auto& [id, pair] : work.is.pairs)
        if (pair.mentor == person.id || pair.mentee == person.id) found.insert(pair.programme);
    return found;
}

}  // namespace

void tell_contact(turn_work& work, const programme& of, const tenant_id& tenant, std::vector<text_run> line) {
    const auto* contact = named_in(of, of.contact);
    if (contact == nullptr || contact->addresses.empty()) {
        work.out.log.push_back({tenant, "programme/" + of.id.text, "no_contact", {}, work.now});
        return;
    }
    outbox_message row;
    row.key = {key_of(of, line, work.now)};
    const auto same = [&](const outbox_message& one) { return one.key == row.key; };
    if (std::ranges::any_of(work.out.outbox, same)) return;
    outgoing message;
    message.text = std::move(line);
    message.language = contact->language.empty() ? of.language : contact->language;
    row.to = of.contact;
    row.at = contact->addresses.front();
    row.content = std::move(message);
    work.out.outbox.push_back(std::move(row));
}

void cannot_be_reached(turn_work& work, person_state& person, const std::string& reason) {
    if (!person.reachable) return;
    person.reachable = false;
    note_person(work, person, "unreachable", reason);
    for (const auto& id : programmes_of(work, person)) {
        const auto found = work.book.programmes.find(id);
        if (found == work.book.programmes.end() || found->second.contact == person.id) continue;
        const auto& of = found->second;
        const auto* contact = named_in(of, of.contact);
        const auto& language = contact == nullptr || contact->language.empty() ? of.language : contact->language;
        tell_contact(work, of, person.tenant,
                     phrase(work.book.texts, language, "contact.unreachable",
                            {{"name", theirs(person.full_name.empty() ? name_of(person) : person.full_name)},
                             {"programme", ours(of.title)},
                             {"reason", ours(reason)}}));
    }
}

}  // namespace waymark
