#include "bot/commands/programme_status.hpp"

#include <algorithm>
#include <ostream>

#include "bot/counted.hpp"
#include "bot/holds.hpp"
#include "bot/startup.hpp"
#include "bot/time_text.hpp"

namespace waymark {
namespace {

void say_what_runs(const programme_scene& in, std::ostream& out) {
    out << in.in_use.book.programmes.at(in.of).title << " (" << in.of.text << "): ";
    if (in.applied)
        out << "number " << in.applied->number << " runs, since " << time_text(in.applied->at) << " ("
            << in.applied->how << ").\n";
    else
        out << "nothing was applied yet; the first start applies the file.\n";
}

void say_what_waits(const programme_scene& in, const possible_change& change, std::ostream& out) {
    if (!in.applied) return;
    const auto count = change.what.changes.size();
    if (count == 0 || change.what.text == in.applied->text)
        out << change.what.file << " says the same.\n";
    else
        out << change.what.file << " waits with " << count << (count == 1 ? " change" : " changes")
            << ". To see what it means: waymark programme plan\n";
}

void say_members(const programme_scene& in, std::ostream& out) {
    const auto is_here = [&](const auto& one) { return one.programme == in.of; };
    const auto people = std::ranges::count_if(in.known.people, is_here);
    const auto pairs = std::ranges::count_if(in.known.pairs, is_here);
    const auto over = std::ranges::count_if(in.known.pairs, [&](const auto& one) { return is_here(one) && one.over; });
    out << "People in the database: " << people << ". Pairs: " << pairs << ", " << over << " of them over.\n";
}

/// What an admin has said; pairs and people learn of it while Waymark runs.
void say_holds(const programme_scene& in, std::ostream& out) {
    if (!in.holds_problem.empty()) {
        out << in.holds_problem << '\n';
        return;
    }
    const auto& all = in.on_hold;
    if (all.everything) out << "Everything is on hold, since " << time_text(*all.everything) << ".\n";
    if (const auto since = all.programmes.find(in.of.text); since != all.programmes.end())
        out << "The programme is on hold, since " << time_text(since->second) << ".\n";
    const auto pairs = std::ranges::count_if(
        in.known.pairs, [&](const auto& one) { return one.programme == in.of && all.pairs.contains(one.id.text); });
    const auto people = std::ranges::count_if(
        in.known.people, [&](const auto& one) { return one.programme == in.of && all.people.contains(one.id.text); });
    out << "On hold: " << counted(pairs, "pair", "pairs") << " and " << counted(people, "person", "people") << ".\n";
}

}  // namespace

int programme_status(const programme_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    programme_scene scene;
    if (const auto code = read_programme_scene(wishes, scene, complaints); code != exit_clean) return code;
    const auto change = change_to(scene, text_of_file(scene), complaints);
    if (!change) return exit_errors;
    say_what_runs(scene, out);
    say_what_waits(scene, *change, out);
    say_members(scene, out);
    say_holds(scene, out);
    out << planning::talks_as_text(planning::talks_of(scene.known, scene.of, scene.files.book.flows));
    return exit_clean;
}

int programme_validate(const validate_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto read = read_scripts({wishes.scripts, wishes.files}, complaints);
    if (!read) return exit_errors;
    for (const auto& [id, from] : read->programmes) {
        const auto& of = read->book.programmes.at(id);
        out << from.shown << " is fine: \"" << of.title << "\". Nudges: " << of.nudges.size()
            << ". People in the file: " << of.people.size() << ", pairs: " << of.pairs.size() << ".\n";
    }
    return exit_clean;
}

}  // namespace waymark
