#include "bot/commands/import.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/enrolment.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "conversations/person/zone.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

/// What an admin sees of a person or a pair, in the order it is shown.
using facts = std::vector<std::pair<std::string, std::string>>;

/// One row: whose turn it is, what the turn does, and what is seen of it before and afterwards.
struct import_row {
    std::string id;
    turn_owner owner;
    store::step_function step;
    std::optional<facts> before;
    facts after;
    facts said;  ///< what the list says; empty values say nothing
};

/// Everything that is read before the list has a meaning.
struct import_scene {
    loaded_scripts scripts;
    const programme* of = nullptr;
    std::string database;  ///< its file
    std::string text;
    list_table table;
    std::unique_ptr<store> at;
    instant now;
};

exit_code read_scene(const import_wishes& wishes, import_scene& into, std::ostream& complaints) {
    create_private_files();
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints);
    if (!scripts) return exit_errors;
    into.scripts = std::move(*scripts);
    into.database = settings->database;
    into.of = chosen_programme(into.scripts.book, wishes.programme, complaints);
    if (into.of == nullptr) return exit_could_not_run;
    auto list = read_list_file(wishes.file, complaints);
    if (list.code != exit_clean) return list.code;
    into.text = std::move(list.text);
    into.table = std::move(list.table);
    into.at = open_database(settings->database, complaints);
    into.now = system_clock().now();
    return into.at ? exit_clean : exit_could_not_run;
}

std::string in_a_row(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : "; ").append(one);
    return out;
}

facts facts_of(const person_state& who) {
    facts out{{"first name", who.first_name}, {"full name", who.full_name}};
    for (const auto& one : who.addresses) out.emplace_back(one.platform, one.user);
    out.emplace_back("zone", who.zone);
    out.emplace_back("language", who.language);
    std::vector<std::string> not_with;
    for (const auto& one : who.profile.not_with) not_with.push_back(one.text);
    out.emplace_back("wants", in_a_row(who.profile.wants));
    out.emplace_back("offers", in_a_row(who.profile.offers));
    out.emplace_back("capacity", who.profile.capacity ? std::to_string(*who.profile.capacity) : "");
    out.emplace_back("languages", in_a_row(who.profile.languages));
    out.emplace_back("hours", who.profile.hours ? hours_text(*who.profile.hours) : "");
    out.emplace_back("takes part as", word_of(who.profile.takes_part_as));
    out.emplace_back("not with", in_a_row(not_with));
    return out;
}

facts facts_of(const pair_state& pair, const std::string& zone) {
    const auto day = [&](instant at) { return date_text(to_local(at, zone).day); };
    return {{"mentor", pair.mentor.text},
            {"mentee", pair.mentee.text},
            {"starts", day(pair.started)},
            {"ends", pair.ends ? day(*pair.ends) : ""}};
}

void show_row(const import_row& row, std::ostream& out) {
    std::string what;
    for (std::size_t i = 0; i < row.after.size(); ++i) {
        const auto& [name, value] = row.after[i];
        const auto* was = row.before && i < row.before->size() ? &(*row.before)[i].second : nullptr;
        if (value.empty() || (was != nullptr && *was == value)) continue;
        what.append(what.empty() ? "" : ", ").append(name).append(" ").append(value);
        if (was != nullptr && !was->empty()) what.append(" (was ").append(*was).append(")");
    }
    out << (row.before ? "changed  " : "new      ") << row.id << ": " << what << '\n';
}

/// What the list says and will not be so: known better by now, or past changing.
void show_kept(const import_row& row, std::ostream& out) {
    for (const auto& [name, value] : row.said) {
        const auto is = std::ranges::find(row.after, name, &facts::value_type::first);
        if (value.empty() || is == row.after.end() || is->second == value) continue;
        out << "kept     " << row.id << ": " << name << " stays " << (is->second.empty() ? "empty" : is->second)
            << "; the list says " << value << '\n';
    }
}

int carry_out(const std::vector<import_row>& rows, const import_wishes& wishes, import_scene& scene, std::ostream& out,
              std::ostream& complaints) {
    const auto is_new = [](const import_row& one) { return !one.before; };
    const auto as_before = [](const import_row& one) { return one.before && *one.before == one.after; };
    for (const auto& one : rows)
        if (!as_before(one)) show_row(one, out);
    for (const auto& one : rows) show_kept(one, out);
    const auto fresh = std::ranges::count_if(rows, is_new);
    const auto same = std::ranges::count_if(rows, as_before);
    const auto changed = std::ssize(rows) - fresh - same;
    out << wishes.file << ": " << fresh << " new, " << changed << " changed, " << same << " as they were.\n";
    if (fresh + changed == 0) return exit_clean;
    if (!wishes.apply) {
        out << "Nothing is changed yet. Say the same with --apply to do it.\n";
        return exit_clean;
    }
    const auto whole = [&]() -> result<void> {
        for (const auto& one : rows) {
            if (as_before(one)) continue;
            const auto done = scene.at->turn(one.owner, one.step, {}, scene.now);
            if (!done) return done.error();
        }
        return scene.at->set_fact(rules_fact, "");
    };
    const auto done = scene.at->transaction(whole);
    if (done.has_error()) {
        complaints << "waymark: the database could not be changed: " << done.error().message() << '\n';
        return exit_could_not_run;
    }
    out << "Done.\n";
    return exit_clean;
}

diagnostic problem_at(const import_wishes& wishes, mark at, std::string code, std::string text, std::string help) {
    diagnostic out;
    out.file = wishes.file;
    out.at = at;
    out.code = std::move(code);
    out.text = std::move(text);
    out.suggestion = std::move(help);
    return out;
}

bool in_a_file(const script_book& book, const person_id& who) {
    return std::ranges::any_of(book.programmes, [&](const auto& one) {
        return std::ranges::find(one.second.people, who, &programme_person::id) != one.second.people.end();
    });
}

bool in_a_file(const script_book& book, const pair_id& which) {
    return std::ranges::any_of(book.programmes, [&](const auto& one) {
        return std::ranges::find(one.second.pairs, which, &programme_pair::id) != one.second.pairs.end();
    });
}

result<import_row> row_of(const import_wishes& wishes, import_scene& scene, const programme_person& named,
                          std::vector<diagnostic>& problems) {
    const auto here = scene.table.row_with({{"id", named.id.text}});
    if (in_a_file(scene.scripts.book, named.id))
        problems.push_back(problem_at(wishes, here, "P020", "\"" + named.id.text + "\" stands in a programme file",
                                      "change them there, or take them out of it"));
    const auto gone = scene.at->is_forgotten(named.id);
    if (!gone) return gone.error();
    if (*gone)
        problems.push_back(problem_at(wishes, here, "L004",
                                      "\"" + named.id.text + "\" has had everything about them deleted",
                                      "if they want to take part again, give them a new id"));
    for (const auto& account : named.addresses) {
        const auto owner = scene.at->find_person(account);
        if (!owner) return owner.error();
        if (*owner && **owner != named.id)
            problems.push_back(problem_at(wishes, here, "P051",
                                          "this is already the account of \"" + (*owner)->text + "\"",
                                          "one account belongs to one person"));
    }
    auto known = scene.at->load(turn_owner(named.id));
    if (!known) return known.error();
    import_row row;
    row.id = named.id.text;
    row.owner = named.id;
    row.step = [&scene, named](const world& before) {
        return enrol_one(scene.scripts.book, *scene.of, named, before, scene.now);
    };
    if (const auto was = known->people.find(named.id); was != known->people.end()) row.before = facts_of(was->second);
    auto said = row.step(world{}).people.front();
    if (named.full_name == named.first_name) said.full_name.clear();  // a list without it has the first name there
    row.said = facts_of(said);
    const auto after = row.step(*known);
    const auto is = std::ranges::find(after.people, named.id, &person_state::id);
    row.after = is == after.people.end() ? row.before.value_or(facts{}) : facts_of(*is);
    return row;
}

/// Roles may have been mixed up; that two people are each other's mentor is possible, though. The list may say so too.
void other_way_round(const import_wishes& wishes, mark here, const programme_pair& named, const world& known,
                     std::vector<diagnostic>& problems) {
    const auto turned = std::ranges::find_if(known.pairs, [&](const auto& other) {
        return !other.second.ended && other.second.mentor == named.mentee && other.second.mentee == named.mentor;
    });
    const auto said = [&](const diagnostic& one) { return one.code == "L003" && one.at.line == here.line; };
    if (turned == known.pairs.end() || std::ranges::any_of(problems, said)) return;
    problems.push_back(problem_at(wishes, here, "L003", turned_round(turned->first.text), turned_round_help));
    problems.back().is = severity::warning;
}

result<import_row> row_of(const import_wishes& wishes, import_scene& scene, const programme_pair& named,
                          std::vector<diagnostic>& problems) {
    const auto here = scene.table.row_with({{"mentor", named.mentor.text}, {"mentee", named.mentee.text}});
    if (in_a_file(scene.scripts.book, named.id))
        problems.push_back(problem_at(wishes, here, "P020", "\"" + named.id.text + "\" stands in a programme file",
                                      "change it there, or take it out of it"));
    const auto by_its_name = scene.at->load(turn_owner(named.id));
    if (!by_its_name) return by_its_name.error();
    const auto known = known_of(*scene.at, named);
    if (!known) return known.error();
    import_row row;
    row.id = named.id.text;
    row.owner = named.id;
    if (const auto was = by_its_name->pairs.find(named.id); was != by_its_name->pairs.end()) {
        if (was->second.mentor != named.mentor || was->second.mentee != named.mentee)
            problems.push_back(problem_at(wishes, here, "P020",
                                          "\"" + named.id.text + "\" is the pair of " + was->second.mentor.text +
                                              " and " + was->second.mentee.text,
                                          "give this pair another name"));
        row.before = facts_of(was->second, scene.of->zone);
    }
    if (!row.before) other_way_round(wishes, here, named, *known, problems);
    row.step = [&scene, named, all = *known](world before) {
        before.people.insert(all.people.begin(), all.people.end());
        before.pairs.insert(all.pairs.begin(), all.pairs.end());
        return enrol(scene.scripts.book, *scene.of, named, before, scene.now);
    };
    const auto day = [](const auto& one) { return one ? date_text(*one) : std::string(); };
    row.said = {{"starts", day(named.starts)}, {"ends", day(named.ends)}};
    const auto after = row.step(world{});
    const auto is = std::ranges::find(after.pairs, named.id, &pair_state::id);
    row.after = is == after.pairs.end() ? row.before.value_or(facts{}) : facts_of(*is, scene.of->zone);
    return row;
}

/// Everybody the list may speak of: whom the programme file names, who may have had no pair so far, and whom the
/// database knows.
std::set<person_id> known_people(const import_scene& scene) {
    std::set<person_id> out;
    for (const auto& one : scene.of->people) out.insert(one.id);
    const auto looked = look_at_people(scene.database);
    if (const auto* known = std::get_if<people_look>(&looked))
        for (const auto& one : known->people) out.insert(one.id);
    return out;
}

using import_rows = result<std::vector<import_row>>;

template <class Named>
import_rows rows_of(const import_wishes& wishes, import_scene& scene, const std::vector<Named>& list,
                    std::vector<diagnostic>& problems) {
    std::vector<import_row> rows;
    for (const auto& named : list) {
        auto row = row_of(wishes, scene, named, problems);
        if (!row) return row.error();
        rows.push_back(std::move(*row));
    }
    return rows;
}

import_rows rows_of_people(const import_wishes& wishes, import_scene& scene, std::vector<diagnostic>& problems) {
    const auto list =
        people_of_list(wishes.file, scene.text, scene.table, *scene.of, scene.scripts.book.texts.languages(), problems);
    if (any_error(problems)) return std::vector<import_row>{};
    return rows_of(wishes, scene, list, problems);
}

import_rows rows_of_pairs(const import_wishes& wishes, import_scene& scene, std::vector<diagnostic>& problems) {
    const auto list = pairs_of_list(wishes.file, scene.text, scene.table, known_people(scene), problems);
    if (any_error(problems)) return std::vector<import_row>{};
    return rows_of(wishes, scene, list, problems);
}

template <class Reader>
int import_list(const import_wishes& wishes, const Reader& read, std::ostream& out, std::ostream& complaints) {
    import_scene scene;
    if (const auto ready = read_scene(wishes, scene, complaints); ready != exit_clean) return ready;
    std::vector<diagnostic> problems;
    const auto rows = read(wishes, scene, problems);
    say_all(problems, scene.text, complaints);
    if (!rows) {
        complaints << "waymark: the database cannot be read: " << rows.error().message() << '\n';
        return exit_could_not_run;
    }
    return any_error(problems) ? exit_errors : carry_out(*rows, wishes, scene, out, complaints);
}

}  // namespace

int people_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    return import_list(wishes, rows_of_people, out, complaints);
}

int pairs_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    return import_list(wishes, rows_of_pairs, out, complaints);
}

}  // namespace waymark
