#include "bot/commands/flows_play.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <utility>

#include "bot/commands/flow_choice.hpp"
#include "bot/commands/play_session.hpp"

namespace waymark {
namespace {

constexpr auto when_it_begins = "2026-06-02 11:00 Europe/Madrid";  // a Tuesday, in the middle of everybody's window

constexpr auto help = R"(Write what people do, one line each:
  Ann: text                       Ann writes (end the line with \ when the text goes on in the next)
  Ann presses: label              Ann uses a button
  Ann edits: text, Ann deletes    Ann changes or deletes what she wrote last
  +2d, +9h                        time passes
  to 2026-06-05 10:00             until then
Before anybody has done something:
  given ends 2026-07-14, given goal "Lead a design" by Bo, given stage goals, given language Bo es, ...
And for yourself:
  save FILE                       writes the talk as a transcript for "waymark flows test"
  help, quit
)";

/// The `start` line with usual names: Ann and Bo, in the order of the roles.
std::vector<std::string> head_for(const flow& of, const std::string& language) {
    auto roles = of.people;
    if (roles.size() == 1) roles.emplace_back(roles.front() == "mentor" ? "mentee" : "mentor");
    if (roles.front() == "mentee") std::ranges::reverse(roles);
    std::vector<std::string> out{"start " + of.ref.name + "@" + std::to_string(of.ref.version) + "  " + roles[0] +
                                 "=Ann " + roles[1] + "=Bo  at " + when_it_begins};
    for (const std::string name : {"Ann", "Bo"})
        if (!language.empty()) out.push_back("given language " + name + " " + language);
    return out;
}

/// The lines of one entry after another: a text goes on after "\", and from a file in indented lines.
class entries {
  public:
    entries(const line_input& lines, bool interactive) : lines_(lines), interactive_(interactive) {}

    /// Empty at the end of the input.
    std::vector<std::string> next() {
        auto line = ahead_ ? std::exchange(ahead_, {}) : lines_("> ");
        std::vector<std::string> out;
        while (line) {
            const bool goes_on = line->ends_with('\\');
            if (goes_on) line->pop_back();
            out.push_back((out.empty() ? "" : "    ") + *line);
            if (goes_on) {
                line = lines_("... ");
                continue;
            }
            if (interactive_) break;
            ahead_ = lines_("");
            if (!ahead_ || !(ahead_->starts_with(' ') || ahead_->starts_with('\t'))) break;
            line = std::exchange(ahead_, {});
        }
        return out;
    }

  private:
    const line_input& lines_;
    bool interactive_;
    std::optional<std::string> ahead_;
};

bool save(const play_session& session, const std::string& file, std::ostream& complaints) {
    std::ofstream out(file, std::ios::binary);
    out << session.transcript();
    out.close();
    if (out.fail()) complaints << "waymark: the file " << file << " cannot be written.\n";
    return !out.fail();
}

}  // namespace

int flows_play(const flows_play_wishes& wishes, const line_input& lines, bool interactive, std::ostream& out,
               std::ostream& complaints) {
    const auto chosen = choose_flow(wishes.flow, wishes.scripts, complaints);
    if (chosen.which == nullptr) return chosen.code;
    play_session session(chosen.scripts.book, head_for(*chosen.which, wishes.language), out, complaints);
    session.repeat_input(!interactive);
    bool fine = true;
    if (interactive) {
        out << "Be both people yourself. \"help\" says how; \"quit\" ends it.\n\n";
        fine = session.begin();
    }
    entries typed(lines, interactive);
    for (auto entry = typed.next(); !entry.empty(); entry = typed.next()) {
        const auto& line = entry.front();
        if (line == "quit") break;
        if (line == "help")
            out << help;
        else if (line.starts_with("save "))
            fine = save(session, line.substr(5), complaints) && fine;
        else
            fine = session.take(entry) && fine;
    }
    fine = session.begin() && fine;  // nothing was typed at all
    if (!interactive) return fine ? exit_clean : exit_errors;
    out << "\nThe talk as a transcript:\n\n" << session.transcript();
    return exit_clean;
}

}  // namespace waymark
