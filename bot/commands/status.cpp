#include "bot/commands/status.hpp"

#include <ostream>

#include "bot/commands/exit_code.hpp"
#include "bot/holds.hpp"
#include "bot/time_text.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

constexpr int most_lines = 20;

void say_queue(std::ostream& out, const std::string& name, const database_look::queue& of, const std::string& since) {
    out << name << of.rows;
    if (of.oldest) out << ", " << since << " " << time_text(*of.oldest);
    out << '\n';
}

void say_lines(std::ostream& out, const std::string& heading, const std::vector<database_look::line>& lines,
               std::int64_t all) {
    if (lines.empty()) return;
    out << '\n' << heading;
    if (all > static_cast<std::int64_t>(lines.size())) out << " (" << lines.size() << " of " << all << ")";
    out << ":\n";
    for (const auto& one : lines) {
        out << "  " << one.what;
        if (!one.who.empty()) out << " to " << one.who;
        if (!one.reason.empty()) out << ": " << one.reason;
        if (one.at) out << " (" << time_text(*one.at) << ")";
        out << '\n';
    }
}

}  // namespace

int status(const database_choice& of, std::ostream& out, std::ostream& complaints) {
    const auto database = chosen_database(of, complaints);
    if (!database) return exit_could_not_run;
    const auto looked = look_at(database->file, most_lines, database->keys);
    if (const auto* problem = std::get_if<open_problem>(&looked)) {
        complaints << "waymark: " << problem->words << '\n';
        return exit_errors;
    }
    const auto& found = std::get<database_look>(looked);
    out << database->file << ", schema " << found.schema << '\n';
    if (found.restored)
        out << "PAUSED: restored from a backup at " << time_text(*found.restored)
            << "; nothing is sent until: waymark confirm-restore " << database->file << '\n';
    const auto held = read_holds(holds_file(database->file));
    if (const auto* all = std::get_if<holds>(&held); all == nullptr || !all->nothing())
        out << "ON HOLD: " << (all != nullptr && all->everything ? "everything" : "some of it")
            << "; what, and since when: waymark holds\n";
    say_queue(out, "events to be worked on:       ", found.events, "the oldest from");
    say_queue(out, "messages to be sent:          ", found.messages, "the next at");
    say_queue(out, "timers:                       ", found.timers, "the next at");
    out << "sends of unknown arrival:     " << found.unknown << '\n'
        << "messages given up:            " << found.dead << '\n'
        << "events that failed:           " << found.set_aside << '\n';
    say_lines(out, "Closed accounts, nothing is sent there", found.closed_accounts, 0);
    say_lines(out, "Nobody knows yet whether these arrived; the platform is being asked", found.unknown_sends,
              found.unknown);
    say_lines(out, "Messages given up", found.dead_letters, found.dead);
    say_lines(out, "Events that failed again and again; please report them with the log", found.set_aside_events,
              found.set_aside);
    return exit_clean;
}

}  // namespace waymark
