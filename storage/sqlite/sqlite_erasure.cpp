#include <algorithm>
#include <set>

#include "conversations/erasure.hpp"
#include "conversations/programme/applied_text.hpp"
#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"

namespace waymark::sqlite {
namespace {

/// Partners, and whoever else has been told about them.
std::set<person_id> others_concerned(sqlite_db& db, const traces& of, const loaded_world& in) {
    std::set<person_id> out;
    for (const auto& [id, person] : in.all.people)
        if (id != of.who) out.insert(id);
    auto rows = db.use_for_good(sql::others_than);
    rows.with(of.who.text);
    while (rows.next())
        if (may_hold(of, open(db, place_of_person(rows.view(0)), rows.sealed(1)))) out.insert({rows.text(0)});
    return out;
}

/// What is left of their pairs is the other one's, under a name that says nothing; nothing where both have gone.
turn_outcome what_is_left(const traces& of, const loaded_world& in, instant now) {
    turn_outcome out;
    for (const auto& [id, person] : in.all.people) {
        auto other = person;
        if (id != of.who && take_out(of, other)) out.people.push_back(std::move(other));
    }
    for (const auto& [id, pair] : in.all.pairs) {
        if (!of.pairs.contains(id) || !in.all.people.contains(pair.partner_of(of.who))) continue;
        auto rest = pair;
        take_out(of, rest, now);
        out.answers_kept.insert(out.answers_kept.end(), rest.answers.begin(), rest.answers.end());
        for (auto& one : timers_of_rest(rest)) out.timers.push_back(std::move(one));
        out.pairs.push_back(std::move(rest));
    }
    return out;
}

void drop_own_rows(sqlite_db& db, const traces& of) {
    const auto drop = [&](sql::statement which, const std::string& id) { db.use_for_good(which).with(id).run(); };
    for (const auto& [id, later] : of.pairs) {
        drop(sql::drop_answers_of, id.text);
        drop(sql::drop_pair, id.text);
        drop(sql::drop_deliveries_named, id.text);
        drop(sql::drop_dead_named, id.text);
        db.use_for_good(sql::drop_timers_of).with(std::string("pair"), id.text).run();
    }
    db.use_for_good(sql::drop_timers_of).with(std::string("person"), of.who.text).run();
    for (const auto which : {sql::drop_person, sql::drop_addresses_of, sql::drop_deliveries_to, sql::drop_dead_to})
        drop(which, of.who.text);
}

/// What was sealed for them does not open any more, wherever bytes of it may still be.
void drop_own_keys(sqlite_db& db, const traces& of) {
    for (const auto& [id, later] : of.pairs) db.keys().remove(key_of(id));
    db.keys().remove(key_of(of.who));
}

/// What was to be said to them goes; what others were to hear of them loses it.
void clean_outbox(sqlite_db& db, const traces& of, const std::set<person_id>& others) {
    std::vector<std::int64_t> theirs;
    std::map<std::int64_t, outbox_message> changed;
    {
        auto rows = db.use_for_good(sql::all_outbox);
        while (rows.next()) {
            const person_id to{rows.text(2)};
            if (to == of.who || names_them(of, rows.view(1))) {
                theirs.push_back(rows.integer(0));
            } else if (others.contains(to)) {
                outbox_message one;
                one.key.text = rows.text(1);
                one.to = to;
                one.at = {rows.text(5), {rows.text(4)}, {}};
                one.content = decode_content(open(db, place_of_outbox(one.key.text), rows.sealed(3)));
                if (take_out(of, one.content)) changed.emplace(rows.integer(0), std::move(one));
            }
        }
    }
    for (const auto id : theirs) db.use_for_good(sql::drop_outbox).with(id).run();
    for (const auto& [id, one] : changed) {
        const auto* change = std::get_if<settled>(&one.content);
        const auto earlier = change == nullptr ? std::string() : change->message.text;
        const auto owner = key_to(db, one.to, one.at);
        const auto body = seal(db, owner, place_of_outbox(one.key.text), encode_content(one.content));
        db.use_for_good(sql::reword_outbox).with(earlier, body, id).run();
    }
}

/// What nobody can read goes as well: nobody can tell whose it is.
bool is_from(sqlite_db& db, const std::vector<address>& accounts, const std::string& place, std::string_view sealed) {
    try {
        return std::ranges::find(accounts, decode_inbound(open(db, place, sealed)).from) != accounts.end();
    } catch (const std::invalid_argument&) {
        return true;
    } catch (const sealing::problem&) {
        return true;
    }
}

void clean_inbox(sqlite_db& db, const std::vector<address>& accounts) {
    const auto theirs = [&](sql::statement all, std::string (*place)(std::int64_t)) {
        std::vector<std::int64_t> out;
        auto rows = db.use_for_good(all);
        while (rows.next())
            if (is_from(db, accounts, place(rows.integer(0)), rows.sealed(1))) out.push_back(rows.integer(0));
        return out;
    };
    for (const auto id : theirs(sql::all_inbox, place_of_inbox)) db.use_for_good(sql::drop_inbox).with(id).run();
    for (const auto id : theirs(sql::all_quarantine, place_of_quarantine))
        db.use_for_good(sql::empty_quarantine).with(id).run();
}

/// Keys of events and small facts name an account, or the conversation with it ("D0DM000001/1767225610.000100").
void clean_keys(sqlite_db& db, const person_state& person) {
    std::set<std::string> names;
    for (const auto& at : person.addresses) names.insert(at.user);
    {
        auto refs = db.use_for_good(sql::refs_to);
        refs.with(person.id.text);
        while (refs.next()) names.insert(refs.text(0).substr(0, refs.view(0).find('/')));
    }
    for (const auto& name : names) {
        if (name.empty()) continue;
        db.use_for_good(sql::drop_accepted_naming).with(name).run();
        db.use_for_good(sql::drop_fact_naming).with(name).run();
    }
}

/// What adapters noted of their accounts, and of others' messages that may hold words of theirs.
void clean_notes(sqlite_db& db, const traces& of, const std::vector<address>& accounts) {
    std::vector<platform_note> gone;
    {
        auto rows = db.use_for_good(sql::all_notes);
        while (rows.next()) {
            platform_note one;
            one.about = {rows.text(1), {rows.text(0)}, rows.text(2)};
            one.name = rows.text(3);
            const bool theirs = std::ranges::find(accounts, one.about) != accounts.end();
            if (theirs || may_hold(of, open(db, place_of_note(one.about, one.name), rows.sealed(4))))
                gone.push_back(std::move(one));
        }
    }
    for (const auto& one : gone) keep_note(db, one);
}

/// Programmes that an admin has applied may name them.
void clean_programmes(sqlite_db& db, const traces& of) {
    std::vector<std::pair<std::string, std::string>> applied;
    {
        auto rows = db.use_for_good(sql::all_sealed_facts);
        while (rows.next()) applied.emplace_back(rows.text(0), open(db, place_of_fact(rows.view(0)), rows.sealed(1)));
    }
    for (const auto& [name, value] : applied) {
        const auto rest = applied_without(of, value);
        if (!rest) {
            db.use_for_good(sql::drop_sealed_fact).with(name).run();
        } else if (*rest != value) {
            const auto body = seal(db, key_of_no_workspace(), place_of_fact(name), *rest);
            db.use_for_good(sql::put_sealed_fact).with(name, body).run();
        }
    }
}

void clean_log(sqlite_db& db, const traces& of) {
    std::map<std::int64_t, log_line> changed;
    const auto look_for = [&](const std::string& id) {
        auto rows = db.use_for_good(sql::log_naming);
        rows.with(id);
        while (rows.next()) {
            log_line line{{rows.text(1)}, rows.text(2), rows.text(3), rows.text(4), from_us(rows.integer(5))};
            if (take_out(of, line)) changed.insert_or_assign(rows.integer(0), std::move(line));
        }
    };
    look_for(of.who.text);
    for (const auto& [id, later] : of.pairs) look_for(id.text);
    for (const auto& [id, line] : changed) db.use_for_good(sql::reword_log).with(line.about, line.detail, id).run();
}

}  // namespace

std::vector<forgotten_mark> marks_in(sqlite_db& db) {
    std::vector<forgotten_mark> out;
    auto rows = db.use(sql::read_marks);
    while (rows.next()) out.push_back({rows.text(0), from_us(rows.integer(1))});
    return out;
}

void add_mark(sqlite_db& db, const forgotten_mark& mark) {
    db.use_for_good(sql::add_mark).with(mark.text, to_us(mark.at)).run();
}

std::vector<person_id> everybody(sqlite_db& db) {
    std::vector<person_id> out;
    auto rows = db.use(sql::list_people);
    while (rows.next()) out.push_back({rows.text(0)});
    return out;
}

void forget(sqlite_db& db, const person_id& who, const forgotten_mark& mark, instant now) {
    auto in = load(db, who);
    add_mark(db, mark);
    db.empty_log_after_commit();
    const auto found = in.all.people.find(who);
    if (found == in.all.people.end()) return;
    const auto of =
        traces_of(found->second, in.all.pairs, [&](const std::string& text) { return pseudonym(mark, text); });
    const auto others = others_concerned(db, of, in);
    for (const auto& other : others) load_person(db, other, in);
    auto rest = what_is_left(of, in, now);
    clean_keys(db, found->second);
    clean_programmes(db, of);
    clean_inbox(db, found->second.addresses);
    clean_notes(db, of, found->second.addresses);
    clean_outbox(db, of, others);
    drop_own_rows(db, of);
    drop_own_keys(db, of);
    (void)write(db, turn_owner(who), in, std::move(rest), now);  // no messages among it
    clean_log(db, of);
}

}  // namespace waymark::sqlite
