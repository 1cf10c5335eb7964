#include "conversations/turn/timers.hpp"

#include "conversations/turn/old_words.hpp"

namespace waymark {
namespace {

void add(wanted_timers& to, const std::string& owner_name, const turn_owner& owner,
         const std::map<std::string, instant>& timers) {
    for (const auto& [name, at] : timers)
        if (at != never) to.emplace(owner_name + "/" + name, std::pair(owner, at));
}

}  // namespace

wanted_timers timers_wanted(const script_book& book, const world& in, instant now) {
    wanted_timers all;
    for (const auto& [id, pair] : in.pairs) {
        const auto owner = "pair/" + id.text;
        add(all, owner, id, timers_of(book.flows, pair));
        add(all, owner, id, timers_of(programme_of(book, pair), pair));
        add(all, owner, id, {{"words", words_go_at(pair)}});
    }
    for (const auto& [id, person] : in.people) {
        add(all, "person/" + id.text, id, timers_of(person, rules_for(book, person), now));
    }
    return all;
}

void change_timers(turn_work& work, timers_set which) {
    const auto before = timers_wanted(work.book, work.before, work.now);
    const auto after = timers_wanted(work.book, work.is, work.now);
    for (const auto& [key, wanted] : before) {
        const auto& [owner, was] = wanted;
        const auto still = after.find(key);
        if (still == after.end())
            work.out.timers.push_back({key, owner, was, std::nullopt});
        else if (which == timers_set::all || still->second.second != was || was <= work.now)
            work.out.timers.push_back({key, owner, was, still->second.second});
    }
    for (const auto& [key, wanted] : after)
        if (!before.contains(key)) work.out.timers.push_back({key, wanted.first, std::nullopt, wanted.second});
}

}  // namespace waymark
