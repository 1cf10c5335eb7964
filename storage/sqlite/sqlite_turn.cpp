#include <algorithm>

#include "storage/admin_looks.hpp"
#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"
#include "storage/turn_rows.hpp"

namespace waymark::sqlite {

void load_person(sqlite_db& db, const person_id& who, loaded_world& into) {
    if (into.people.contains(who)) return;
    auto row = db.use(sql::read_person);
    if (!row.with(who.text).next()) return;
    into.people.emplace(who, row.integer(0));
    into.all.people.emplace(who, person_from_text(open(db, place_of_person(who.text), row.sealed(1))));
}

namespace {

void load_pair(sqlite_db& db, const pair_id& which, loaded_world& into) {
    pair_state pair;
    {
        auto row = db.use(sql::read_pair);
        if (!row.with(which.text).next()) return;
        into.pairs.emplace(which, row.integer(0));
        pair = pair_from_text(open(db, place_of_pair(which.text), row.sealed(1)));
    }
    auto rows = db.use(sql::read_answers);
    rows.with(which.text);
    while (rows.next()) {
        const auto place = place_of_answer(which.text, rows.view(2), rows.view(3), rows.view(4));
        auto one = answer_from_text(open(db, place, rows.sealed(1)));
        one.opened = rows.integer(0) != 0;
        pair.answers.push_back(std::move(one));
    }
    into.all.pairs.emplace(which, std::move(pair));
}

bool write_person(sqlite_db& db, const loaded_world& before, const person_state& person) {
    ensure_key_of(db, person);
    const auto body = seal(db, key_of(person.id), place_of_person(person.id.text), person_to_text(person));
    const auto seen = before.people.find(person.id);
    if (seen == before.people.end())
        db.use_for_good(sql::put_person).with(person.id.text, person.tenant.text, body).run();
    else if (db.use_for_good(sql::update_person).with(body, person.id.text, seen->second).run() != 1)
        return false;
    const auto old = before.all.people.find(person.id);
    if (old != before.all.people.end()) {
        if (old->second.addresses == person.addresses) return true;
        for (const auto& at : old->second.addresses)
            db.use_for_good(sql::drop_address).with(at.tenant.text, at.platform, at.user, person.id.text).run();
    }
    for (const auto& at : person.addresses)
        db.use_for_good(sql::put_address).with(at.tenant.text, at.platform, at.user, person.id.text).run();
    return true;
}

/// Answers stand in rows of their own, so the pair's document leaves them out.
bool write_pair(sqlite_db& db, const loaded_world& before, pair_state& pair) {
    std::vector<answer> answers;
    answers.swap(pair.answers);
    ensure_key_of(db, pair.id, pair.mentor);
    const auto body = seal(db, key_of(pair.id), place_of_pair(pair.id.text), pair_to_text(pair));
    pair.answers.swap(answers);
    const auto seen = before.pairs.find(pair.id);
    if (seen != before.pairs.end())
        return db.use_for_good(sql::update_pair).with(body, pair.id.text, seen->second).run() == 1;
    db.use_for_good(sql::put_pair).with(pair.id.text, pair.tenant.text, pair.mentor.text, pair.mentee.text, body).run();
    return true;
}

void write_answer(sqlite_db& db, const pair_id& pair, const answer& one) {
    const auto place = place_of_answer(pair.text, one.conversation.text, one.step, one.author.text);
    const auto body = seal(db, key_of_answer(db, pair, one.author), place, answer_to_text(one));
    db.use_for_good(sql::put_answer)
        .with(pair.text, one.conversation.text, one.step, one.author.text, static_cast<std::int64_t>(one.seen_by),
              static_cast<std::int64_t>(one.opened), to_us(one.at), body)
        .run();
}

bool same(const answer& left, const answer& right) {
    return left.conversation == right.conversation && left.step == right.step && left.author == right.author;
}

/// Whether the row may still say that this opened answer is sealed.
bool to_be_opened(const answer& one, const pair_id& pair, const world& before, const turn_outcome& after) {
    const auto is_same = [&](const answer& other) { return same(one, other); };
    if (std::ranges::any_of(after.answers_kept, is_same)) return true;
    const auto found = before.pairs.find(pair);
    if (found == before.pairs.end()) return true;
    const auto was = std::ranges::find_if(found->second.answers, is_same);
    return was == found->second.answers.end() || !was->opened;
}

void write_answers(sqlite_db& db, const world& before, const turn_outcome& after) {
    for (const auto& gone : after.answers_dropped) {
        const auto drop = [&](const pair_id& pair) {
            db.use_for_good(sql::drop_answer)
                .with(pair.text, gone.conversation.text, gone.step, gone.author.text)
                .run();
        };
        for (const auto& pair : after.pairs) drop(pair.id);
        for (const auto& [id, pair] : before.pairs) drop(id);
    }
    for (const auto& one : after.answers_kept) write_answer(db, pair_of(one, after, before)->id, one);
    for (const auto& pair : after.pairs) {
        for (const auto& one : pair.answers) {
            if (!one.opened || !to_be_opened(one, pair.id, before, after)) continue;
            db.use_for_good(sql::open_answer)
                .with(pair.id.text, one.conversation.text, one.step, one.author.text)
                .run();
        }
    }
}

/// A turn after a timer names what everybody in it wants. Most of that stands there, and is not touched; but of the
/// owner the due row was taken out, whichever it was.
void write_timer(sqlite_db& db, const turn_owner& owner, const timer_change& one) {
    if (one.was == one.is && one.owner != owner) return;
    if (one.was && one.was != one.is) db.use_for_good(sql::drop_timer).with(to_us(*one.was), one.key).run();
    if (!one.is) return;
    const auto whose = name_of(one.owner);
    db.use_for_good(sql::put_timer).with(to_us(*one.is), one.key, whose.kind, whose.id).run();
}

}  // namespace

std::vector<log_line> read_log(sqlite_db& db, const std::string& about, std::size_t limit) {
    std::vector<log_line> out;
    auto rows = db.use(sql::read_log);
    rows.with(about, as_rows(limit));
    while (rows.next()) {
        log_line one{{rows.text(0)}, rows.text(1), rows.text(2), rows.text(3), from_us(rows.integer(4))};
        out.push_back(std::move(one));
    }
    std::ranges::reverse(out);
    return out;
}

loaded_world load(sqlite_db& db, const turn_owner& owner) {
    loaded_world out;
    if (const auto* who = std::get_if<person_id>(&owner)) {
        load_person(db, *who, out);
        auto unsent = db.use(sql::unsent_nudges);
        unsent.with(who->text);
        while (unsent.next()) out.all.unsent.insert({unsent.text(0)});
        const auto me = out.all.people.find(*who);
        if (me != out.all.people.end())
            for (const auto& pair : me->second.pairs) load_pair(db, pair, out);
    } else {
        load_pair(db, std::get<pair_id>(owner), out);
    }
    for (const auto& [id, pair] : out.all.pairs) {
        load_person(db, pair.mentor, out);
        load_person(db, pair.mentee, out);
    }
    return out;
}

turn_outcome take_step(sqlite_db& db, const turn_owner& owner, loaded_world& in, const store::step_function& step) {
    auto out = step(in.all);
    if (out.also_needed.empty() && !out.history_needed) return out;
    for (const auto& who : out.also_needed) load_person(db, who, in);
    if (out.history_needed) {
        const auto name = name_of(owner);
        in.all.history = read_log(db, name.kind + "/" + name.id, history_lines_shown);
        in.all.looks = looks_at(db.path());
    }
    return step(in.all);
}

bool can_be_written(const loaded_world& before, const turn_outcome& after) {
    return std::ranges::all_of(after.answers_kept,
                               [&](const answer& one) { return pair_of(one, after, before.all) != nullptr; });
}

void take_out_due(sqlite_db& db, const timers_by_owner& due, const turn_owner& owner, turn_outcome& after) {
    const auto [first, last] = due.equal_range(owner);
    for (auto each = first; each != last; ++each) {
        const auto& one = each->second;
        db.use_for_good(sql::drop_timer).with(to_us(one.due), one.key).run();
        for (auto& change : after.timers)
            if (change.key == one.key && change.was == one.due && change.is != one.due) change.was.reset();
    }
}

std::vector<outbox_row> write(sqlite_db& db, const turn_owner& owner, const loaded_world& before, turn_outcome after,
                              instant now) {
    bool as_read = true;
    for (const auto& person : after.people) as_read = write_person(db, before, person) && as_read;
    for (auto& pair : after.pairs) as_read = write_pair(db, before, pair) && as_read;
    if (!as_read) db.give_up(store_errc::moved_on);  // nobody else writes, so a row cannot have moved on
    write_answers(db, before.all, after);
    for (const auto& one : after.timers) write_timer(db, owner, one);
    for (const auto& line : after.log)
        db.use_for_good(sql::add_log).with(line.tenant.text, line.about, line.event, line.detail, to_us(line.at)).run();
    for (const auto& gone : after.taken_back) db.use_for_good(sql::take_back).with(gone.text).run();
    std::vector<outbox_row> added;
    for (auto& message : after.outbox)
        if (auto row = add_outbox(db, std::move(message), now)) added.push_back(std::move(*row));
    return added;
}

}  // namespace waymark::sqlite
