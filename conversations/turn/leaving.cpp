#include "conversations/turn/leaving.hpp"

#include "conversations/turn/contact.hpp"
#include "conversations/turn/step.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

std::string partners_of(turn_work& work, const person_state& from) {
    std::string names;
    for (const auto* pair : pairs_of(work, from)) {
        const auto name = partner_name(work, *pair, from.id);
        if (!name.empty()) names.append(names.empty() ? "" : ", ").append(name);
    }
    return names;
}

text_run contact_for(const turn_work& work, const person_state& from) {
    const auto& home = home_of(work.book, from);
    return home.contact == from.id ? ours({}) : theirs(home.contact_name);
}

/// Neither says who it was: the words may wait for a morning, and by then nobody here knows the name any more.
fillings about_end(const turn_work& work, const pair_state& pair, const person_state& reader,
                   const person_id& leaving) {
    const auto& of = programme_of(work.book, pair);
    return {{"role", ours(label_for(work, reader, pair.mentor == leaving ? "role.mentor" : "role.mentee"))},
            {"programme", ours(of.title)},
            {"since", ours(start_day_for(work, reader, pair))},
            {"partner", theirs(partner_name(work, pair, leaving))},
            {"contact", of.contact == reader.id ? ours({}) : theirs(of.contact_name)}};
}

void tell_of_the_end(turn_work& work, const pair_state& pair, const person_id& leaving) {
    const auto& of = programme_of(work.book, pair);
    const auto partner = pair.partner_of(leaving);
    if (auto* other = find_person(work, partner))
        tell_in_hours(work, *other, phrase_for(work, *other, "left.partner", about_end(work, pair, *other, leaving)));
    if (of.contact == leaving || of.contact == partner) return;
    if (const auto* contact = find_person(work, of.contact))
        tell_contact(work, of, pair.tenant,
                     phrase_for(work, *contact, "left.contact", about_end(work, pair, *contact, leaving)));
    else
        work.out.also_needed.insert(of.contact);
}

void end_pair(turn_work& work, const pair_id& which, const person_id& leaving) {
    const auto* pair = find_pair(work, which);
    if (pair == nullptr || pair->ended) return;
    (void)step_pair(work, which, input::left{leaving});
    tell_of_the_end(work, *pair, leaving);
}

}  // namespace

void ask_to_forget(turn_work& work, person_state& from) {
    // Keeping comes first: a "1" that was meant for something else deletes nothing.
    std::vector<option> options{{"keep", label_for(work, from, "forget.no")},
                                {"forget", label_for(work, from, "forget.yes")}};
    ask_own(work, from, own_question::forget,
            phrase_for(work, from, "forget.ask",
                       {{"partners", theirs(partners_of(work, from))}, {"contact", contact_for(work, from)}}),
            std::move(options));
}

void apply_forget(turn_work& work, person_state& from, const own_answer& answer) {
    if (answer.value != "forget") {
        reply(work, from, "forget.kept");
        return ask_open_again(work, from);  // what is typed next answers that
    }
    for (const auto& pair : std::vector(from.pairs)) end_pair(work, pair, from.id);
    // Nothing that still waits is sent; it would come after the good-bye.
    for (const auto& message : work.is.unsent) work.out.taken_back.push_back(message);
    from.waiting.clear();
    from.contact_lines.clear();
    from.leaving = work.now;
    reply(work, from, "forget.done");
}

void forget_who_is_due(turn_work& work) {
    for (const auto& [id, person] : work.is.people) {
        const bool never_said_yes = person.member.is == membership::kind::asked && person.member.since &&
                                    *person.member.since + unanswered_kept <= work.now;
        if (never_said_yes || (person.leaving && *person.leaving + time_for_a_goodbye <= work.now))
            work.out.forgotten.push_back(id);
    }
}

}  // namespace waymark
