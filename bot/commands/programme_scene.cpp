#include "bot/commands/programme_scene.hpp"

#include <algorithm>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "conversations/stable_hash.hpp"
#include "storage/admin_looks.hpp"

namespace waymark {
namespace {

int said(std::ostream& complaints, const std::string& words) {
    complaints << "waymark: " << words << '\n';
    return exit_could_not_run;
}

/// False after saying what is in the way. Before its first start, a programme has no database yet.
bool look_inside(programme_scene& into, std::ostream& complaints) {
    const auto& keys = into.settings.master_key;
    auto facts = look_at_facts(into.settings.database, std::string(applied_facts), keys);
    const auto* problem = std::get_if<open_problem>(&facts);
    if (problem != nullptr && problem->code == store_errc::missing) return true;
    auto people = look_at_people(into.settings.database, keys);
    auto flows = look_at_flows(into.settings.database, keys);
    if (problem == nullptr) problem = std::get_if<open_problem>(&people);
    if (problem == nullptr) problem = std::get_if<open_problem>(&flows);
    if (problem != nullptr) {
        said(complaints, problem->words);
        return false;
    }
    into.has_database = true;
    into.facts = std::move(std::get<facts_look>(facts));
    into.known = std::move(std::get<people_look>(people));
    into.published = std::move(std::get<std::vector<flow_body>>(flows));
    return true;
}

void look_at_holds(programme_scene& into) {
    auto found = read_holds(holds_file(into.settings.database));
    if (auto* all = std::get_if<holds>(&found)) {
        into.on_hold = std::move(*all);
        return;
    }
    into.on_hold.everything = into.now;
    into.holds_problem = std::get<std::string>(found);
}

/// Everything authored but programmes.
std::uint64_t hash_of_conversations(const loaded_scripts& all) {
    std::string text;
    for (const auto& [file, source] : all.sources) {
        const auto same = [&](const auto& one) { return one.second.shown == file; };
        if (std::ranges::none_of(all.programmes, same))
            text.append(file).append(1, '\0').append(source).append(1, '\0');
    }
    return stable_hash(text);
}

/// With the versions that new talks begin with until the next start.
programme as_it_runs(programme of, const std::vector<flow_body>& published) {
    for (auto& rule : of.nudges) {
        int newest = 0;
        for (const auto& one : published)
            if (one.ref.name == rule.start.name) newest = std::max(newest, one.ref.version);
        if (newest > 0) rule.start.version = newest;
    }
    return of;
}

/// Pairs are people: whoever is another pair needs another name.
bool keeps_all_pairs(const programme& wanted, const people_look& known, const std::string& shown,
                     std::ostream& complaints) {
    bool fine = true;
    for (const auto& pair : wanted.pairs) {
        const auto is = std::ranges::find(known.pairs, pair.id, &people_look::pair::id);
        if (is == known.pairs.end() || (is->mentor == pair.mentor && is->mentee == pair.mentee)) continue;
        said(complaints, shown + ": \"" + pair.id.text + "\" is the pair of " + is->mentor.text + " and " +
                             is->mentee.text + "; give this pair another id");
        fine = false;
    }
    return fine;
}

}  // namespace

exit_code read_programme_scene(const programme_wishes& wishes, programme_scene& into, std::ostream& complaints) {
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    into.settings = *settings;
    auto files = read_scripts({settings->scripts, settings->programmes}, complaints);
    if (!files) return exit_errors;
    into.files = std::move(*files);
    const auto* of = chosen_programme(into.files.book, wishes.programme, complaints);
    if (of == nullptr || !look_inside(into, complaints)) return exit_could_not_run;
    into.of = of->id;
    into.in_use = into.files;
    const auto used = use_applied(facts_in(into.facts), into.in_use);
    const auto applied = newest_applied(facts_in(into.facts), into.of);
    if (!used || !applied) {
        said(complaints, "what was applied cannot be read: " + (used ? applied.error() : used.error()).message());
        return exit_could_not_run;
    }
    if (any_error(into.in_use.problems)) complaints << into.in_use.report();
    into.applied = *applied;
    into.now = system_clock().now();
    look_at_holds(into);
    if (into.has_database) (void)note_look(settings->database, {into.now, "programme", into.of});
    return any_error(into.in_use.problems) ? exit_errors : exit_clean;
}

wanted_text text_of_file(const programme_scene& in) {
    const auto& file = in.files.programmes.at(in.of);
    return {file.text, file.shown};
}

std::optional<possible_change> change_to(const programme_scene& in, const wanted_text& wanted,
                                         std::ostream& complaints) {
    loaded_scripts after = in.in_use;
    after.problems.clear();
    after.book.programmes.erase(in.of);
    after.programmes.erase(in.of);
    load_programmes({{"programmes/wanted.yaml", wanted.shown, wanted.text}}, after);
    if (any_error(after.problems)) complaints << after.report();
    if (any_error(after.problems)) return {};
    const auto found = after.book.programmes.find(in.of);
    if (found == after.book.programmes.end()) {
        said(complaints, wanted.shown + " is no text of the programme \"" + in.of.text + "\"");
        return {};
    }
    if (!keeps_all_pairs(found->second, in.known, wanted.shown, complaints)) return {};
    possible_change out;
    out.what.of = in.of;
    out.what.applied = in.applied ? in.applied->number : 0;
    out.what.conversations = hash_of_conversations(in.files);
    out.what.members = planning::hash_of_members(in.known, in.of);
    out.what.on_hold = planning::hash_of_holds(in.on_hold);
    out.what.made = in.now;
    out.what.text = wanted.text;
    out.what.file = wanted.shown;
    programme nothing;
    nothing.id = in.of;
    out.what.changes = changes_between(
        in.applied ? as_it_runs(in.in_use.book.programmes.at(in.of), in.published) : nothing, found->second);
    out.after = std::move(after);
    return out;
}

}  // namespace waymark
