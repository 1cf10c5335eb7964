#include "storage/memory/erasure.hpp"

#include <algorithm>

#include "conversations/erasure.hpp"
#include "conversations/programme/applied_text.hpp"

namespace waymark::memory {
namespace {

std::map<pair_id, pair_state> pairs_with_answers(const tables& all, const person_state& person) {
    std::map<pair_id, pair_state> out;
    for (const auto& id : person.pairs)
        if (const auto at = all.pairs.find(id); at != all.pairs.end()) out.insert(*at);
    for (const auto& [key, one] : all.answers)
        if (const auto at = out.find(std::get<0>(key)); at != out.end()) at->second.answers.push_back(one);
    return out;
}

void leave_the_rest(tables& all, const traces& of, const std::map<pair_id, pair_state>& pairs, instant now) {
    for (const auto& [id, pair] : pairs) {
        all.pairs.erase(id);
        std::erase_if(all.answers, [&](const auto& row) { return std::get<0>(row.first) == id; });
        if (!all.people.contains(pair.partner_of(of.who))) continue;
        auto rest = pair;
        take_out(of, rest, now);
        for (const auto& one : rest.answers) all.answers[{rest.id, one.conversation, one.step, one.author}] = one;
        for (const auto& one : timers_of_rest(rest))
            if (one.is) all.timers.try_emplace({*one.is, one.key}, one.owner);
        rest.answers.clear();
        all.pairs[rest.id] = rest;
    }
}

void clean_messages(tables& all, const traces& of, const std::set<person_id>& others) {
    const auto theirs = [&](const auto& row) { return names_them(of, row.first.text); };
    std::erase_if(all.outbox, [&](const auto& row) {
        return row.second.message.to == of.who || names_them(of, row.second.message.key.text);
    });
    for (auto& [id, row] : all.outbox)
        if (others.contains(row.message.to)) take_out(of, row.message.content);
    std::erase_if(all.sent, theirs);
    std::erase_if(all.dead, [&](const auto& row) { return row.second.to == of.who || theirs(row); });
}

void clean_events(tables& all, const std::vector<address>& accounts) {
    const auto is_theirs = [&](const inbound_event& event) {
        return std::ranges::find(accounts, event.from) != accounts.end();
    };
    std::erase_if(all.inbox, [&](const auto& row) { return is_theirs(row.second.event); });
    for (auto& [id, row] : all.quarantine)
        if (row.event && is_theirs(*row.event)) row.event.reset();
    const auto names_account = [&](const std::string& text) {
        return std::ranges::any_of(accounts, [&](const address& at) {
            return ("/" + text + "/").find("/" + at.user + "/") != std::string::npos;
        });
    };
    std::erase_if(all.accepted, [&](const auto& row) { return names_account(std::get<2>(row.first)); });
    std::erase_if(all.facts, [&](const auto& row) { return names_account(row.first); });
}

void clean_notes(tables& all, const traces& of, const std::vector<address>& accounts) {
    std::erase_if(all.notes, [&](const auto& row) {
        return std::ranges::find(accounts, row.first.first) != accounts.end() || may_hold(of, row.second.body);
    });
}

void clean_programmes(tables& all, const traces& of) {
    for (auto row = all.facts.begin(); row != all.facts.end();) {
        auto rest = row->first.starts_with(applied_facts) ? applied_without(of, row->second) : row->second;
        if (rest) row->second = std::move(*rest);
        row = rest ? std::next(row) : all.facts.erase(row);
    }
}

}  // namespace

void forget(tables& all, const person_id& who, instant now) {
    auto mark = std::ranges::find_if(all.forgotten, [&](const auto& one) { return is_mark_of(one, who); });
    if (mark == all.forgotten.end()) mark = all.forgotten.insert(mark, mark_of(who, now));
    const auto found = all.people.extract(who);
    if (found.empty()) return;
    const auto& person = found.mapped();
    const auto pairs = pairs_with_answers(all, person);
    const auto of = traces_of(person, pairs, [&](const std::string& text) { return pseudonym(*mark, text); });
    std::erase_if(all.addresses, [&](const auto& row) { return row.second == who; });
    std::set<person_id> others;
    for (const auto& [id, pair] : pairs) others.insert(pair.partner_of(who));
    for (auto& [id, other] : all.people)
        if (take_out(of, other)) others.insert(id);
    leave_the_rest(all, of, pairs, now);
    std::erase_if(all.timers, [&](const auto& row) {
        const auto* pair = std::get_if<pair_id>(&row.second);
        return row.second == turn_owner(who) || (pair != nullptr && of.pairs.contains(*pair));
    });
    clean_messages(all, of, others);
    clean_events(all, person.addresses);
    clean_notes(all, of, person.addresses);
    clean_programmes(all, of);
    for (auto& line : all.log) take_out(of, line);
}

}  // namespace waymark::memory
