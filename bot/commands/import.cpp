#include "bot/commands/import.hpp"

#include <algorithm>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/import_rows.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/enrolment.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

exit_code read_scene(const import_wishes& wishes, import_scene& into, std::ostream& complaints) {
    create_private_files();
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints,
                                       settings->master_key);
    if (!scripts) return exit_errors;
    into.scripts = std::move(*scripts);
    into.database = settings->database;
    into.keys = settings->master_key;
    into.of = chosen_programme(into.scripts.book, wishes.programme, complaints);
    if (into.of == nullptr) return exit_could_not_run;
    auto list = read_list_file(wishes.file, complaints);
    if (list.code != exit_clean) return list.code;
    into.text = std::move(list.text);
    into.table = std::move(list.table);
    into.at = open_database(settings->database, complaints, settings->master_key);
    into.now = system_clock().now();
    return into.at ? exit_clean : exit_could_not_run;
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

/// Everybody the list may speak of: whom the programme file names, who may have had no pair so far, and whom the
/// database knows.
std::set<person_id> known_people(const import_scene& scene) {
    std::set<person_id> out;
    for (const auto& one : scene.of->people) out.insert(one.id);
    const auto looked = look_at_people(scene.database, scene.keys);
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
        auto row = row_for(wishes.file, scene, named, problems);
        if (!row) return row.error();
        if (*row) rows.push_back(std::move(**row));
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

/// A list that has mistakes anyway asks nobody.
exit_code with_emails(const import_wishes& wishes, import_scene& scene, const platforms_source& platforms,
                      std::vector<diagnostic>& problems, std::ostream& complaints) {
    std::vector<diagnostic> mistakes;
    (void)people_of_list(wishes.file, scene.text, scene.table, *scene.of, scene.scripts.book.texts.languages(),
                         mistakes);
    if (any_error(mistakes)) return exit_clean;
    const email_wishes emails{wishes.file, wishes.config, *scene.of, platforms, *scene.at, scene.now};
    return look_up_emails(emails, scene.table, problems, complaints);
}

template <class Preparation, class Reader>
int import_list(const import_wishes& wishes, const Preparation& prepare, const Reader& read, std::ostream& out,
                std::ostream& complaints) {
    import_scene scene;
    if (const auto ready = read_scene(wishes, scene, complaints); ready != exit_clean) return ready;
    std::vector<diagnostic> problems;
    if (const auto prepared = prepare(scene, problems); prepared != exit_clean) return prepared;
    const auto rows = read(wishes, scene, problems);
    say_all(problems, scene.text, complaints);
    if (!rows) {
        complaints << "waymark: the database cannot be read: " << rows.error().message() << '\n';
        return exit_could_not_run;
    }
    return any_error(problems) ? exit_errors : carry_out(*rows, wishes, scene, out, complaints);
}

}  // namespace

int people_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints,
                  const platforms_source& platforms) {
    const auto prepare = [&](import_scene& scene, std::vector<diagnostic>& problems) {
        return with_emails(wishes, scene, platforms, problems, complaints);
    };
    return import_list(wishes, prepare, rows_of_people, out, complaints);
}

int pairs_import(const import_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto prepare = [](const import_scene&, const std::vector<diagnostic>&) { return exit_clean; };
    return import_list(wishes, prepare, rows_of_pairs, out, complaints);
}

}  // namespace waymark
