#include "bot/commands/people.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <vector>

#include "bot/applied_programmes.hpp"
#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "bot/time_text.hpp"
#include "conversations/person/places.hpp"
#include "storage/admin_looks.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

struct scene {
    config settings;
    std::optional<loaded_scripts> scripts;
    const programme* of = nullptr;
    people_look known;
    std::vector<programme_pair> to_come;  ///< pairs of the file, before the first start with this database
};

/// Whether a start has brought the programme's people and pairs into the database. Lists may have been imported before.
bool has_run(const std::string& database, const programme_id& of) {
    auto looked = look_at_facts(database, std::string(applied_facts));
    auto* found = std::get_if<facts_look>(&looked);
    if (found == nullptr) return false;
    const auto applied = newest_applied(facts_in(std::move(*found)), of);
    return applied && *applied;
}

/// Before its first start, a programme has no database yet.
std::optional<scene> read_scene(const people_wishes& wishes, std::ostream& complaints) {
    scene out;
    auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return std::nullopt;
    out.settings = std::move(*settings);
    out.scripts = read_scripts_in_use({out.settings.scripts, out.settings.programmes}, out.settings.database,
                                      complaints, out.settings.master_key);
    if (!out.scripts) return std::nullopt;
    out.of = chosen_programme(out.scripts->book, wishes.programme, complaints);
    if (out.of == nullptr) return std::nullopt;
    if (!has_run(out.settings.database, out.of->id)) out.to_come = out.of->pairs;
    auto looked = look_at_people(out.settings.database, out.settings.master_key);
    if (auto* known = std::get_if<people_look>(&looked)) {
        out.known = std::move(*known);
        (void)note_look(out.settings.database, {system_clock().now(), "people", out.of->id});
        return out;
    }
    const auto& problem = std::get<open_problem>(looked);
    if (problem.code == store_errc::missing) return out;
    complaints << "waymark: " << problem.words << '\n';
    return std::nullopt;
}

/// Everybody of the programme: its file's people as they are known by now, and whom the database has beside them.
std::vector<person_state> everybody(const scene& in) {
    std::vector<person_state> out;
    std::set<person_id> named;
    for (const auto& one : in.of->people) named.insert(one.id);
    for (const auto& one : in.known.people)
        if (one.programme == in.of->id || named.contains(one.id)) out.push_back(one);
    for (const auto& one : in.of->people) {
        if (std::ranges::find(out, one.id, &person_state::id) != out.end()) continue;
        person_state is;
        is.id = one.id;
        is.full_name = one.full_name;
        is.programme = in.of->id;
        is.profile = one.profile;
        out.push_back(std::move(is));
    }
    std::ranges::sort(out, {}, &person_state::id);
    return out;
}

std::string pairs_of(const scene& in, const person_id& who) {
    std::set<pair_id> all;
    for (const auto& pair : in.known.pairs)
        if (!pair.over && (pair.mentor == who || pair.mentee == who)) all.insert(pair.id);
    for (const auto& pair : in.to_come)
        if (pair.mentor == who || pair.mentee == who) all.insert(pair.id);
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : ", ").append(one.text);
    return out;
}

std::string since(const person_state& who) {
    return who.member.since ? ", since " + time_text(*who.member.since) : "";
}

/// " (Teams: they do not have the Waymark app yet)", of every account that nothing reaches.
std::string lost_accounts(const scene& in, const person_state& who) {
    std::string out;
    for (const auto& one : who.lost)
        out.append(out.empty() ? " (" : "; ").append(why_lost(in.scripts->book.texts, "en", one));
    return out.empty() ? out : out + ")";
}

/// Where they stand, in the order of what counts most.
std::string standing(const scene& in, const person_state& who) {
    if (!who.reachable) return "cannot be written to";
    if (who.member.is == membership::kind::asked) return "asked whether to take part" + since(who);
    const auto pairs = pairs_of(in, who.id);
    if (!pairs.empty()) return "in a pair: " + pairs;
    if (who.member.is == membership::kind::left) return "wants no match" + since(who);
    if (wants_a_match(who)) return "waits for a match" + since(who);
    return who.id == in.of->contact ? "the contact" : "in no pair";
}

std::string row(const person_state& who, const std::string& words) {
    const auto& name = who.full_name.empty() ? who.first_name : who.full_name;
    return who.id.text + (name.empty() ? "" : " (" + name + ")") + ": " + words + '\n';
}

bool was_told(const person_state& who, instant now) {
    return who.member.told_of_no_match && *who.member.told_of_no_match + no_match_apart > now;
}

/// Those who would hear that there is no match for them.
std::vector<person_state> unmatched_people(const scene& in, instant now) {
    auto all = everybody(in);
    std::erase_if(all, [&](const person_state& one) {
        return !wants_a_match(one) || !one.reachable || one.stopped || was_told(one, now) ||
               !pairs_of(in, one.id).empty();
    });
    return all;
}

/// Somebody of the programme file who has had no pair is not in the database before.
result<void> tell_one(store& at, const scene& in, const person_id& who, instant now) {
    const auto gone = at.is_forgotten(who);
    if (!gone) return gone.error();
    if (*gone) return {};
    const auto& book = in.scripts->book;
    const auto named = std::ranges::find(in.of->people, who, &programme_person::id);
    if (named != in.of->people.end()) {
        const auto enrol = [&](const world& before) { return enrol_one(book, *in.of, *named, before, now); };
        if (const auto done = at.turn(turn_owner(who), enrol, {}, now); !done) return done.error();
    }
    const auto step = [&](const world& before) { return take_turn(book, before, unmatched{who}, now); };
    const auto done = at.turn(turn_owner(who), step, {}, now);
    return done ? result<void>() : done.error();
}

int tell_them(const scene& in, const std::vector<person_state>& whom, instant now, std::ostream& complaints) {
    const auto at = open_database(in.settings.database, complaints, in.settings.master_key);
    if (!at) return exit_could_not_run;
    const auto whole = [&]() -> result<void> {
        for (const auto& one : whom)
            if (const auto told = tell_one(*at, in, one.id, now); told.has_error()) return told.error();
        return {};
    };
    const auto done = at->transaction(whole);
    if (!done.has_error()) return exit_clean;
    complaints << "waymark: the database could not be changed: " << done.error().message() << '\n';
    return exit_could_not_run;
}

}  // namespace

int people_list(const people_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto in = read_scene(wishes, complaints);
    if (!in) return exit_could_not_run;
    const auto all = everybody(*in);
    out << in->of->title << " (" << in->of->id.text << "): " << all.size() << (all.size() == 1 ? " person" : " people")
        << '\n';
    if (!in->to_come.empty())
        out << "Waymark has not run with this database yet: the pairs of the programme file begin with its first "
               "start.\n";
    for (const auto& one : all) out << row(one, standing(*in, one) + lost_accounts(*in, one));
    return exit_clean;
}

int tell_unmatched(const people_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto in = read_scene(wishes, complaints);
    if (!in) return exit_could_not_run;
    const auto now = system_clock().now();
    const auto whom = unmatched_people(*in, now);
    if (whom.empty()) {
        out << "Nobody waits for a match who has not heard of it in the last two weeks.\n";
        return exit_clean;
    }
    if (wishes.apply)
        if (const auto code = tell_them(*in, whom, now, complaints); code != exit_clean) return code;
    for (const auto& one : whom) out << row(one, standing(*in, one));
    out << (wishes.apply ? "They hear in their own hours that there was no match for them this time.\n"
                         : "They would hear that there was no match for them this time. To tell them, stop Waymark and "
                           "say --apply.\n");
    return exit_clean;
}

}  // namespace waymark
