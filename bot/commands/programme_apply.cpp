#include "bot/commands/programme_apply.hpp"

#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/flow_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/startup.hpp"
#include "bot/time_text.hpp"

namespace waymark {
namespace {

using planning::planned_change;

int failed(std::ostream& complaints, const std::string& words, int code) {
    complaints << "waymark: " << words << '\n';
    return code;
}

/// Held from before anything is looked at: nobody changes the database in between.
struct held_database {
    std::unique_ptr<store> at;  ///< null while nothing is to be changed
    exit_code code = exit_clean;
};

held_database take_database(const std::string& config, bool needed, std::ostream& complaints) {
    held_database out;
    if (!needed) return out;
    const auto settings = settings_without_secrets(config, complaints);
    if (settings) out.at = open_database(settings->database, complaints, settings->master_key);
    if (!out.at) out.code = exit_could_not_run;
    return out;
}

/// Whoever wanted everything deleted is not stored again, not even in the text of a programme.
bool names_nobody_forgotten(store& at, const possible_change& change, std::ostream& complaints) {
    const auto gone = forgotten_in(at, change.after.book.programmes.at(change.what.of));
    if (!gone) complaints << "waymark: the database cannot be read: " << gone.error().message() << '\n';
    if (!gone) return false;
    for (const auto& who : *gone)
        complaints << "waymark: " << change.what.file << ": " << who.text
                   << " had everything deleted; take them and their pairs out of the file\n";
    return gone->empty();
}

int do_it(store& at, possible_change& change, const char* how, instant now, std::ostream& out,
          std::ostream& complaints) {
    if (!names_nobody_forgotten(at, change, complaints)) return exit_errors;
    const auto number = apply_text(at, change.after, change.what.of, how, now);
    if (any_error(change.after.problems)) {
        complaints << change.after.report();
        return exit_errors;
    }
    if (!number)
        return failed(complaints, "the database could not be changed: " + number.error().message(), exit_could_not_run);
    out << "Done: this is number " << *number << " now, and runs from the next start of Waymark on.\n";
    return exit_clean;
}

void say_changes(const programme_scene& in, const planned_change& what, std::ostream& out) {
    out << planning::changes_as_text(what.changes);
    if (what.changes.empty()) out << "Nothing changes but comments, or the look of the file.\n";
    const auto& flows = in.files.book.flows;
    out << planning::talks_as_text(planning::talks_of(in.known, in.of, flows));
}

/// Doing it again would only stand in the way of an undo.
bool runs_already(const programme_scene& in, const std::string& text, const std::string& shown, std::ostream& out) {
    if (!in.applied || in.applied->text != text) return false;
    out << "What " << shown << " says runs already, since " << time_text(in.applied->at) << ".\n";
    return true;
}

/// Empty after saying what is wrong with it.
std::optional<planned_change> read_plan(const std::string& file, std::ostream& complaints) {
    const auto text = file_for_authors(file, complaints);
    if (!text) return {};
    auto out = planning::change_from_json(*text);
    if (!out)
        complaints << "waymark: " << file
                   << " is no plan that \"waymark programme plan --out\" of this version has saved.\n";
    return out;
}

int apply_file(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto held = take_database(wishes.of.config, wishes.yes, complaints);
    if (held.code != exit_clean) return held.code;
    programme_scene scene;
    if (const auto code = read_programme_scene(wishes.of, scene, complaints); code != exit_clean) return code;
    const auto wanted = text_of_file(scene);
    if (runs_already(scene, wanted.text, wanted.shown, out)) return exit_clean;
    auto change = change_to(scene, wanted, complaints);
    if (!change) return exit_errors;
    say_changes(scene, change->what, out);
    if (held.at) return do_it(*held.at, *change, by_applying, scene.now, out, complaints);
    out << "Nothing is changed yet. Say the same with --yes to do it.\n";
    return exit_clean;
}

int apply_plan(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto saved = read_plan(wishes.plan, complaints);
    if (!saved) return exit_could_not_run;
    if (!wishes.of.programme.empty() && wishes.of.programme != saved->of.text)
        return failed(complaints, "this is a plan for the programme \"" + saved->of.text + "\"", exit_could_not_run);
    const auto held = take_database(wishes.of.config, true, complaints);
    if (held.code != exit_clean) return held.code;
    programme_scene scene;
    if (const auto code = read_programme_scene({wishes.of.config, saved->of.text}, scene, complaints);
        code != exit_clean)
        return code;
    auto change = change_to(scene, {saved->text, saved->file + " (as planned)"}, complaints);
    if (!change) return exit_errors;
    const auto moved = planning::what_has_moved(*saved, change->what);
    if (!moved.empty()) {
        complaints << "waymark: the world has moved on, and this plan fits no more:\n";
        for (const auto& why : moved) complaints << "  " << why << '\n';
        complaints << "Nothing is changed. To make a new one: waymark programme plan\n";
        return exit_errors;
    }
    if (runs_already(scene, saved->text, saved->file, out)) return exit_clean;
    say_changes(scene, change->what, out);
    if (text_of_file(scene).text != saved->text)
        out << saved->file << " has changed since the plan was made. What the plan says is applied; the file waits.\n";
    return do_it(*held.at, *change, by_applying, scene.now, out, complaints);
}

}  // namespace

int programme_apply(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    return wishes.plan.empty() ? apply_file(wishes, out, complaints) : apply_plan(wishes, out, complaints);
}

int programme_undo(const apply_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto held = take_database(wishes.of.config, wishes.yes, complaints);
    if (held.code != exit_clean) return held.code;
    programme_scene scene;
    if (const auto code = read_programme_scene(wishes.of, scene, complaints); code != exit_clean) return code;
    const auto number = scene.applied ? scene.applied->number : 0;
    const auto before = applied_before(facts_in(scene.facts), scene.of, number);
    if (!before) return failed(complaints, "what ran before cannot be read", exit_could_not_run);
    if (!*before) return failed(complaints, "nothing ran before that, so there is nothing to go back to", exit_errors);
    const auto shown = text_of_file(scene).shown + " (as applied on " + time_text((*before)->at) + ")";
    auto change = change_to(scene, {(*before)->text, shown}, complaints);
    if (!change) return exit_errors;
    out << "Back to number " << (*before)->number << ", which was applied on " << time_text((*before)->at) << ":\n";
    say_changes(scene, change->what, out);
    if (!held.at) {
        out << "Nothing is changed yet. Say the same with --yes to do it.\n";
        return exit_clean;
    }
    const auto code = do_it(*held.at, *change, by_undoing, scene.now, out, complaints);
    if (code == exit_clean)
        out << "To undo is a change like any other: undoing once more brings back number " << number << ".\n";
    if (code == exit_clean && text_of_file(scene).text != (*before)->text)
        out << "The file says something else, and waits until it is applied.\n";
    return code;
}

}  // namespace waymark
