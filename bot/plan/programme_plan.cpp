#include "bot/plan/programme_plan.hpp"

#include <algorithm>

#include "bot/counted.hpp"
#include "bot/time_text.hpp"
#include "conversations/stable_hash.hpp"

namespace waymark::planning {

std::uint64_t hash_of_members(const people_look& known, const programme_id& of) {
    std::string all;
    for (const auto& one : known.people)
        if (one.programme == of) all.append(one.id.text).append(1, '\n');
    for (const auto& one : known.pairs)
        if (one.programme == of)
            all.append(one.id.text)
                .append(1, ' ')
                .append(one.mentor.text)
                .append(1, ' ')
                .append(one.mentee.text)
                .append(1, '\n');
    return stable_hash(all);
}

std::uint64_t hash_of_holds(const holds& all) {
    std::string text = all.everything ? "everything\n" : "";
    const auto add = [&](const char* kind, const std::map<std::string, instant>& some) {
        for (const auto& [id, since] : some) text.append(kind).append(1, ' ').append(id).append(1, '\n');
    };
    add("programme", all.programmes);
    add("pair", all.pairs);
    add("person", all.people);
    return stable_hash(text);
}

talks_under_way talks_of(const people_look& known, const programme_id& of, const flow_library& flows) {
    talks_under_way out;
    for (const auto& pair : known.pairs) {
        if (pair.programme != of) continue;
        for (const auto& talk : pair.talks) {
            const auto* newest = flows.newest(talk.name);
            ++out.all;
            if (newest == nullptr || newest->ref != talk) ++out.older;
        }
    }
    return out;
}

int good_for(const planned_change& plan) {
    return std::min(plan.days, days_a_plan_is_good_for);
}

std::vector<std::string> what_has_moved(const planned_change& saved, const planned_change& now) {
    std::vector<std::string> out;
    if (saved.of != now.of) out.push_back("It is a plan for the programme \"" + saved.of.text + "\".");
    if (saved.applied != now.applied)
        out.push_back((saved.applied == 0 ? "Nothing" : "Number " + std::to_string(saved.applied)) +
                      " ran when the plan was made, and now number " + std::to_string(now.applied) + " does.");
    if (saved.conversations != now.conversations)
        out.emplace_back("The conversations or their texts have changed since.");
    if (saved.members != now.members) out.emplace_back("People or pairs have come or gone since.");
    if (saved.on_hold != now.on_hold) out.emplace_back("What is on hold has changed since.");
    if (now.made - saved.made > std::chrono::days(good_for(saved)))
        out.push_back("It was made on " + time_text(saved.made) + ", and is good for " +
                      counted(good_for(saved), "day", "days") + ".");
    if (out.empty() && saved.changes != now.changes) out.emplace_back("It would now change something else.");
    return out;
}

}  // namespace waymark::planning
