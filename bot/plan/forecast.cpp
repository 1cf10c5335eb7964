#include "bot/plan/forecast.hpp"

#include <algorithm>
#include <set>

#include "bot/applied_programmes.hpp"
#include "bot/enrolment.hpp"
#include "bot/plan/holding.hpp"
#include "bot/rehearsal/platform.hpp"
#include "bot/rehearsal/recorder.hpp"
#include "bot/rehearsal/world_loop.hpp"
#include "bot/retry_policy.hpp"

namespace waymark::planning {
namespace {

constexpr auto week = std::chrono::days(7);
constexpr std::size_t pairs_at_once = 500;

class nobody final : public rehearsal::crowd {
  public:
    void sees(const outbox_row&, const rehearsal::asked_question*, instant) override {}
    std::optional<instant> next() const override { return {}; }
    std::vector<inbound_event> act(instant) override { return {}; }
};

/// Keeps what is on hold as the service does: it waits, until it is too late for it.
class holding_platform final : public rehearsal::chat_platform {
  public:
    holding_platform(const holds& all, const std::map<pair_id, std::string>& of_programmes)
        : all_(all), of_programmes_(of_programmes) {}

    rehearsal::handover take(const outbox_row& row, instant now) override {
        auto held = held_back_by(all_, of_programmes_, row, now);
        return held ? rehearsal::handover{std::move(*held)} : calm_.take(row, now);
    }
    send_result find(const outbox_row& row, instant now) override { return calm_.find(row, now); }
    std::vector<instant> carry(const inbound_event& act, instant now) override { return calm_.carry(act, now); }

  private:
    const holds& all_;
    const std::map<pair_id, std::string>& of_programmes_;
    rehearsal::calm_platform calm_;
};

/// Everybody and every pair, as they stand in the store.
struct everybody {
    std::map<person_id, person_state> people;
    std::vector<pair_state> pairs;
};

result<everybody> known_to(store& at, const script_book& book) {
    everybody out;
    pair_id last;
    for (;;) {
        const auto some = at.pairs(last, pairs_at_once);
        if (!some) return some.error();
        if (some->empty()) break;
        for (const auto& one : *some) {
            auto found = at.load(turn_owner(one));
            if (!found) return found.error();
            out.people.merge(found->people);
            for (auto& [id, pair] : found->pairs) out.pairs.push_back(std::move(pair));
        }
        last = some->back();
    }
    for (const auto& [id, of] : book.programmes) {
        for (const auto& named : of.people) {
            auto found = at.load(turn_owner(named.id));
            if (!found) return found.error();
            out.people.merge(found->people);
        }
    }
    return out;
}

const programme* programme_of(const script_book& book, const person_state& person) {
    const auto found = book.programmes.find(person.programme);
    return found == book.programmes.end() ? nullptr : &found->second;
}

gate_settings gate_of(const script_book& book, const person_state& person) {
    const auto* of = programme_of(book, person);
    return person.own_settings.value_or(of == nullptr ? gate_settings{} : of->gate);
}

/// As the gate reckons.
std::string zone_of(const script_book& book, const person_state& person) {
    const auto* of = programme_of(book, person);
    return person.zone.empty() && of != nullptr ? of->zone : person.zone;
}

class foreseer final : public rehearsal::witness {
  public:
    foreseer(const rehearsal::group& all, const script_book& book, const everybody& known, instant from, instant until)
        : book_(book), known_(known.people), sees_(all, book, from, until), reasons_(book) {
        for (const auto& [id, person] : known.people) reasons_.learn(person);
        for (const auto& pair : known.pairs) reasons_.learn(pair);
    }

    void turned(const turn_outcome& after, instant now) override {
        reasons_.learn(after);
        for (const auto& person : after.people) known_[person.id] = person;
        sees_.turned(after, now);
    }
    void delivered(const outbox_row& row, const rehearsal::asked_question* asks, instant now) override {
        sees_.delivered(row, asks, now);
        if (row.message.kind != message_class::nudge) return;
        const auto person = known_.find(row.message.to);
        const auto zone = person == known_.end() ? std::string("UTC") : zone_of(book_, person->second);
        const auto what = reasons_.of(row.message.key);
        messages_.push_back({now, row.message.to, pair_of(row.message.key, row.message.to), row.message.at, zone, what,
                             is_to_contact(row)});
    }
    void heard(const inbound_event&, instant) override {}

    [[nodiscard]] std::vector<foreseen_message> take_messages() { return std::move(messages_); }
    [[nodiscard]] rehearsal::ledger take_ledger() { return sees_.take(); }

  private:
    [[nodiscard]] bool is_to_contact(const outbox_row& row) const {
        return contacts_.contains(row.message.to) && reasons_.holds_lines(row.message.key);
    }
    [[nodiscard]] pair_id pair_of(const message_key& key, const person_id& to) const {
        const auto person = known_.find(to);
        if (person == known_.end()) return {};
        const auto& sent = person->second.sent;
        const auto found = std::ranges::find(sent, key, &nudge_sent::message);
        return found == sent.end() ? pair_id{} : found->pair;
    }

    const script_book& book_;
    std::map<person_id, person_state> known_;
    rehearsal::recorder sees_;
    message_reasons reasons_;
    contact_names contacts_ = contacts_in(book_);
    std::vector<foreseen_message> messages_;
};

rehearsal::group group_of(const everybody& known) {
    rehearsal::group out;
    for (const auto& [id, person] : known.people)
        if (!person.addresses.empty())
            out.players.push_back({id, person.addresses.front(), person.first_name, person.zone, person.language, {}});
    for (const auto& pair : known.pairs) {
        programme_pair named;
        named.id = pair.id;
        named.mentor = pair.mentor;
        named.mentee = pair.mentee;
        out.of.pairs.push_back(std::move(named));
    }
    return out;
}

int messages_of_last_week(const person_state& person, instant now) {
    std::set<message_key> messages;
    for (const auto& one : person.sent)
        if (one.at > now - week && one.at <= now) messages.insert(one.message);
    return static_cast<int>(messages.size());
}

/// By the promise that rehearsals are held to, each person by what counts for them; and who has got more than they
/// should have by the rules as they are now.
std::set<person_id> over_budget(rehearsal::ledger what, const everybody& known, const script_book& book, instant now) {
    std::set<person_id> out;
    for (const auto& [id, person] : known.people) {
        const auto gate = gate_of(book, person);
        if (messages_of_last_week(person, now) > gate.per_week) out.insert(id);
        if (const auto facts = what.people.find(id); facts != what.people.end()) facts->second.gate = gate;
    }
    for (auto& one : what.happenings)
        if (const auto person = known.people.find(one.who); one.zone.empty() && person != known.people.end())
            one.zone = zone_of(book, person->second);
    for (const auto& one : rehearsal::over_budget(what)) out.insert(one.who);
    return out;
}

void fill(forecast& into, rehearsal::ledger what, const everybody& known, const script_book& book) {
    for (const auto& [id, person] : known.people) {
        into.people.push_back(id);
        if (person.zone.empty()) into.without_zone.push_back(id);
    }
    for (const auto& [key, one] : what.nudges)
        if (one.became == rehearsal::due_nudge::end::expired) ++into.too_much[one.to];
    const auto over = over_budget(std::move(what), known, book, into.from);
    into.over_budget.assign(over.begin(), over.end());
}

/// As startup.cpp does it; and all pairs, as rules may have changed.
result<void> start(store& at, const script_book& book, instant now) {
    return at.transaction([&]() -> result<void> {
        if (const auto gone = at.forget_again(now); !gone) return gone.error();
        if (const auto done = enrol_everybody(at, book, now); done.has_error()) return done.error();
        if (const auto done = refresh_the_imported(at, book, now); !done) return done.error();
        if (const auto done = at.clock_set_back(now + longest_wait, now); done.has_error()) return done.error();
        const auto interrupted = at.recover_outbox(now);
        return interrupted ? result<void>() : result<void>(interrupted.error());
    });
}

}  // namespace

contact_names contacts_in(const script_book& book) {
    contact_names out;
    for (const auto& [id, of] : book.programmes)
        for (const auto& deputy : of.deputies) {
            const auto named = std::ranges::find(of.people, deputy, &programme_person::id);
            const bool has_name = named != of.people.end() && !named->first_name.empty();
            out[deputy] = (has_name ? named->first_name : deputy.text) + ", a deputy of the contact";
        }
    for (const auto& [id, of] : book.programmes)
        if (!of.contact.empty())
            out[of.contact] = (of.contact_name.empty() ? of.contact.text : of.contact_name) + ", the contact";
    return out;
}

void message_reasons::learn(const pair_state& pair) {
    for (const auto& talk : pair.running) talks_[talk.id] = talk.flow;
    rules_done_[pair.id] = pair.rules_done;
}

void message_reasons::learn(const person_state& person) {
    learn(person, {});
}

void message_reasons::learn(const person_state& person, const std::string& source) {
    for (const auto& one : person.sent) reasons_[one.message][one.offer_key] = one.why;
    const auto name = contacts_.find(person.id);
    const auto reader = name == contacts_.end() ? person.id.text : name->second;
    for (const auto& one : person.contact_lines) {
        std::string words;
        for (const auto& run : one.text) words += run.text;
        const auto& from = sources_.emplace(std::pair(person.id, words), source).first->second;
        if (!one.message.empty()) lines_[one.message].insert("for " + reader + (from.empty() ? "" : ": " + from));
    }
    std::erase_if(sources_,
                  [&](const auto& one) { return one.first.first == person.id && person.contact_lines.empty(); });
}

std::string message_reasons::source_of(const turn_outcome& after) const {
    std::string out;
    for (const auto& pair : after.pairs) {
        const auto of = book_.programmes.find(pair.programme);
        const auto before = rules_done_.find(pair.id);
        if (of == book_.programmes.end()) continue;
        std::string rules;
        for (const auto& rule : of->second.nudges) {
            const auto is_new = [&](const std::string& one) {
                return one.starts_with(rule.id + "/") && (before == rules_done_.end() || !before->second.contains(one));
            };
            if (rule.start.name.empty() && std::ranges::any_of(pair.rules_done, is_new))
                rules += (rules.empty() ? "" : ", ") + rule.id;
        }
        out += (out.empty() ? "" : ", ") + (rules.empty() ? "" : rules + " of ") + pair.id.text;
    }
    return out;
}

void message_reasons::learn(const turn_outcome& after) {
    const auto source = source_of(after);
    for (const auto& pair : after.pairs) learn(pair);
    for (const auto& person : after.people) learn(person, source);
}

bool message_reasons::is_theirs_alone(const flow_ref& talk) const {
    const auto* script = book_.flows.find(talk);
    return script != nullptr && script->people.size() == 1 &&
           std::ranges::any_of(script->steps,
                               [](const flow_step& one) { return one.ask && one.ask->seen_by == audience::me; });
}

std::vector<std::string> message_reasons::of(const message_key& message) const {
    std::set<std::string> out;
    if (const auto found = lines_.find(message); found != lines_.end()) out = found->second;
    if (const auto found = reasons_.find(message); found != reasons_.end()) {
        for (const auto& [offer, why] : found->second) {
            const auto talk = talks_.find({offer.substr(0, offer.find('/'))});
            if (talk == talks_.end())
                out.insert(why);
            else if (is_theirs_alone(talk->second))
                out.insert("a talk of their own");
            else
                out.insert(why + ": " + talk->second.name + " in version " + std::to_string(talk->second.version));
        }
    }
    return {out.begin(), out.end()};
}

result<forecast> foresee(store& copy, const script_book& book, const holds& on_hold, instant now, int days) {
    forecast out;
    out.from = now;
    out.days = days;
    const auto until = now + std::chrono::days(days);
    if (const auto started = start(copy, book, now); started.has_error()) return started.error();
    for (const auto& [id, of] : book.programmes) {
        const auto gone = forgotten_in(copy, of);
        if (!gone) return gone.error();
        out.forgotten.insert(out.forgotten.end(), gone->begin(), gone->end());
    }
    const auto known = known_to(copy, book);
    if (!known) return known.error();
    foreseer sees(group_of(*known), book, *known, now, until);
    const auto heard_of_holds = [&](const turn_outcome& after) { sees.turned(after, now); };
    const auto of_held = hold_in(copy, book, on_hold, now, heard_of_holds);
    if (!of_held) return of_held.error();
    holding_platform platform(on_hold, *of_held);
    nobody silent;
    rehearsal::world_loop loop(copy, book, platform, silent, sees);
    if (const auto lived = loop.run(now, until); lived.has_error()) return lived.error();
    out.messages = sees.take_messages();
    out.contacts = contacts_in(book);
    fill(out, sees.take_ledger(), *known, book);
    return out;
}

}  // namespace waymark::planning
