#include "bot/commands/programme_plan.hpp"

#include <fstream>
#include <ostream>

#include "adapters/slack/slack_adapter.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/counted.hpp"
#include "bot/plan/holding.hpp"
#include "bot/time_text.hpp"
#include "conversations/person/zone.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

using planning::forecast;

/// On a copy of the database; empty after saying what is in the way.
std::optional<forecast> foresee_with(const programme_scene& in, loaded_scripts scripts, int days,
                                     std::ostream& complaints) {
    auto copy =
        in.has_database ? open_sqlite_copy(in.settings.database, in.settings.master_key) : open_sqlite_in_memory();
    if (!copy.at) {
        complaints << "waymark: " << copy.problem.words << '\n';
        return {};
    }
    const auto published = publish(*copy.at, scripts, in.now);
    if (any_error(scripts.problems)) complaints << scripts.report();
    if (any_error(scripts.problems)) return {};
    auto out = published.has_error() ? result<forecast>(published.error())
                                     : planning::foresee(*copy.at, scripts.book, in.on_hold, in.now, days);
    if (out) return std::move(*out);
    complaints << "waymark: nobody can tell what would come: " << out.error().message() << '\n';
    return {};
}

planning::sending_limits limits_of(const config& settings) {
    if (!settings.slack) return {};
    return {slack_settings{}.per_channel, workspace_pace(settings.slack->messages_per_minute)};
}

std::vector<std::string> notes_on(const programme_scene& in) {
    std::vector<std::string> out;
    if (!in.holds_problem.empty()) out.push_back(in.holds_problem);
    if (const auto words = planning::holds_in_words(in.on_hold); !words.empty()) out.push_back(words);
    const auto seen = look_at(in.settings.database, 0, in.settings.master_key);
    if (const auto* inside = std::get_if<database_look>(&seen); inside != nullptr && inside->restored)
        out.emplace_back("The database was restored from a backup: nothing is sent until that is confirmed.");
    return out;
}

bool save(const std::string& file, const std::string& text, std::ostream& complaints) {
    std::ofstream to(file, std::ios::binary | std::ios::trunc);
    to << text;
    to.close();
    if (!to) complaints << "waymark: " << file << " cannot be written.\n";
    return static_cast<bool>(to);
}

void fill(planning::programme_plan& into, forecast with, const planning::sending_limits& limits) {
    for (const auto& who : with.forgotten)
        into.notes.push_back(who.text +
                             " had everything deleted: take them and their pairs out of the file before you apply it.");
    into.with = calendar_of(with, limits, into.zone);
    into.over_budget = std::move(with.over_budget);
    into.without_zone = std::move(with.without_zone);
    into.too_much = std::move(with.too_much);
}

/// Empty after saying what is in the way.
std::optional<planning::programme_plan> make_plan(const programme_scene& in, const possible_change& change, int days,
                                                  std::ostream& complaints) {
    const auto& after = change.after.book.programmes.at(in.of);
    planning::programme_plan out;
    out.what = change.what;
    out.title = after.title;
    out.zone = after.zone;
    out.what.days = days;
    out.talks = planning::talks_of(in.known, in.of, change.after.book.flows);
    out.notes = notes_on(in);
    if (in.applied && in.applied->text == change.what.text && !change.what.changes.empty())
        out.notes.emplace_back("The file says what runs; new versions of conversations come with the next start.");
    const auto limits = limits_of(in.settings);
    auto with = foresee_with(in, change.after, days, complaints);
    if (!with) return {};
    fill(out, std::move(*with), limits);
    if (!in.applied) return out;
    const auto without = foresee_with(in, in.in_use, days, complaints);
    if (!without) return {};
    out.without = calendar_of(*without, limits, out.zone);
    return out;
}

std::string minute_text(instant at, const std::string& zone) {
    const auto local = to_local(at, zone);
    return date_text(local.day) + " " + hours_text({local.minute, local.minute}).substr(0, 5);
}

void say(const planning::foreseen_message& one, std::ostream& out) {
    out << minute_text(one.at, one.zone) << '\t' << one.zone << '\t' << one.to.text << '\t'
        << (one.pair.empty() ? "-" : one.pair.text) << '\t';
    for (std::size_t i = 0; i < one.what.size(); ++i) out << (i > 0 ? "; " : "") << one.what[i];
    out << '\n';
}

}  // namespace

int programme_plan(const plan_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    programme_scene scene;
    if (const auto code = read_programme_scene(wishes.of, scene, complaints); code != exit_clean) return code;
    const auto change = change_to(scene, text_of_file(scene), complaints);
    if (!change) return exit_errors;
    const auto plan = make_plan(scene, *change, wishes.days, complaints);
    if (!plan) return exit_errors;
    out << plan_as_text(*plan);
    if (wishes.out.empty()) return exit_clean;
    if (!save(wishes.out, plan_as_json(*plan), complaints)) return exit_could_not_run;
    out << "Saved to " << wishes.out << ". To do exactly this, within "
        << counted(planning::good_for(plan->what), "day", "days") << ": waymark programme apply " << wishes.out
        << " --config " << wishes.of.config << '\n';
    return exit_clean;
}

int programme_simulate(const plan_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    programme_scene scene;
    if (const auto code = read_programme_scene(wishes.of, scene, complaints); code != exit_clean) return code;
    const auto change = change_to(scene, text_of_file(scene), complaints);
    if (!change) return exit_errors;
    const auto found = foresee_with(scene, change->after, wishes.days, complaints);
    if (!found) return exit_errors;
    for (const auto& note : notes_on(scene)) complaints << "waymark: " << note << '\n';
    for (const auto& one : found->messages) say(one, out);
    return exit_clean;
}

}  // namespace waymark
