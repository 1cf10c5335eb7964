// The commands for whoever runs a programme.
#include "bot/command_line.hpp"

#include <iostream>

#include "bot/commands/hold.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/match.hpp"
#include "bot/commands/people.hpp"
#include "bot/commands/privacy_report.hpp"
#include "bot/commands/push.hpp"
#include "bot/commands/rehearse.hpp"
#include "bot/commands/report.hpp"

namespace waymark {
namespace {

void add_hold(CLI::App& app, const char* name, const char* does,
              int (*how)(const hold_wishes&, std::ostream&, std::ostream&), int& code) {
    auto* command = app.add_subcommand(name, does);
    auto wishes = std::make_shared<hold_wishes>();
    command->add_option("what", wishes->kind, "everything, programme, pair or person")
        ->required()
        ->check(CLI::IsMember({"everything", "programme", "pair", "person"}));
    command->add_option("id", wishes->id, "Which one");
    add_database_choice(*command, wishes->of);
    command->footer("Example: waymark " + std::string(name) + " pair ann_and_bo --config /etc/waymark/waymark.yaml");
    command->callback([wishes, how, &code] { code = how(*wishes, std::cout, std::cerr); });
}

void add_holds(CLI::App& app, int& code) {
    add_hold(app, "hold", "Say nothing to everybody, a programme, a pair or a person for now", hold, code);
    add_hold(app, "release", "Go on with what was put on hold", release, code);
    auto* command = app.add_subcommand("holds", "List what is on hold");
    auto of = std::make_shared<database_choice>();
    add_database_choice(*command, *of);
    command->callback([of, &code] { code = list_holds(*of, std::cout, std::cerr); });
}

CLI::App* add_import(CLI::App& app, const std::string& who, const std::string& columns,
                     int (*import)(const import_wishes&, std::ostream&, std::ostream&), int& code) {
    auto* group = app.add_subcommand(who, "The " + who + " of a programme");
    group->require_subcommand(1);
    auto* command = group->add_subcommand("import", "Say what a list (CSV) would change, and with --apply change it");
    auto wishes = std::make_shared<import_wishes>();
    command->add_option("file", wishes->file, "The list; its first row has the names of the columns: " + columns)
        ->required();
    command->add_option("--config", wishes->config, "The settings file")->required();
    command->add_option("--programme", wishes->programme, "The programme they come into, when there are several");
    command->add_flag("--apply", wishes->apply, "Do it: all of it, or nothing when anything is wrong");
    command->footer("Example: waymark " + who + " import " + who + ".csv --config waymark.yaml\nStop Waymark first.");
    command->callback([wishes, import, &code] { code = import(*wishes, std::cout, std::cerr); });
    return group;
}

int import_people(const import_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    return people_import(wishes, out, complaints);
}

void add_people(CLI::App& app, int& code) {
    auto* group = add_import(app, "people",
                             "id, first_name, full_name, zone, language, slack, teams, email, wants, offers, capacity, "
                             "languages, hours, takes_part_as, not_with",
                             import_people, code);
    auto list = std::make_shared<people_wishes>();
    auto* command = group->add_subcommand("list", "Who is there, and who waits for a match");
    command->add_option("--config", list->config, "The settings file")->required();
    command->add_option("--programme", list->programme, "Which programme, if there are several");
    command->footer("Example: waymark people list --config waymark.yaml\nWorks also while Waymark runs.");
    command->callback([list, &code] { code = people_list(*list, std::cout, std::cerr); });
    auto tell = std::make_shared<people_wishes>();
    command = group->add_subcommand("tell-unmatched", "Say whom no match was found for, and with --apply tell them");
    command->add_option("--config", tell->config, "The settings file")->required();
    command->add_option("--programme", tell->programme, "Which programme, if there are several");
    command->add_flag("--apply", tell->apply, "Tell them, each in their own hours; stop Waymark first");
    command->footer(
        "Example: waymark people tell-unmatched --config waymark.yaml\n"
        "When the pairs of a round have been imported. Nobody hears of it twice within two weeks.");
    command->callback([tell, &code] { code = tell_unmatched(*tell, std::cout, std::cerr); });
}

void add_match(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("match", "Propose pairs: who wants to learn what others offer. Tells nobody");
    auto wishes = std::make_shared<match_wishes>();
    command->add_option("--config", wishes->config, "The settings file")->required();
    command->add_option("--programme", wishes->programme, "Whose people, when there are several programmes");
    command->add_option("--for", wishes->people, "Only the people of this list (CSV); the database is left alone");
    command->add_option("--out", wishes->out, "A new file for the pairs, to be read, changed and imported");
    command->footer(
        "Example: waymark match --config waymark.yaml --out proposal.csv\n"
        "Works also while Waymark runs.");
    command->callback([wishes, &code] { code = match(*wishes, std::cout, std::cerr); });
}

void add_rehearse(CLI::App& app, int& code) {
    auto* command =
        app.add_subcommand("rehearse", "Play a whole programme with made-up people, before anybody is written to");
    auto wishes = std::make_shared<rehearse_wishes>();
    constexpr std::size_t most_pairs = 20'000;
    constexpr int most_months = 60;
    command
        ->add_option("programme", wishes->programme,
                     "The programme file, or one that ships such as built-in/peer-light; its people are replaced by "
                     "made-up ones")
        ->required();
    auto* pairs = command->add_option("--pairs", wishes->pairs, "How many pairs")
                      ->capture_default_str()
                      ->check(CLI::Range(std::size_t{1}, most_pairs));
    command->add_option("--months", wishes->months, "How many months")
        ->capture_default_str()
        ->check(CLI::Range(1, most_months));
    command->add_option("--seed", wishes->seed, "Where chance begins: the same number, the same year")
        ->capture_default_str();
    command
        ->add_option(
            "--people", wishes->people,
            "A list (CSV) as \"waymark people import\" reads it: row by row a mentor and their mentee, who are "
            "then all the pairs. Without it people are made up")
        ->excludes(pairs);
    command->add_option("--out", wishes->page, "The report, a page for the browser")->capture_default_str();
    command->add_option("--json", wishes->data, "The same report as data; without it none is written");
    add_folders(*command, wishes->scripts);
    command->footer(std::string("Example: waymark rehearse our-programme.yaml --pairs 50 --months 9\n") +
                    "Ends with 0 when every promise was kept, 1 when one was broken, 2 when it could not look.");
    command->callback([wishes, &code] { code = rehearse(*wishes, std::cout, std::cerr); });
}

void add_report(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("report", "How a programme goes: counts of groups, never of single people");
    auto wishes = std::make_shared<report_command_wishes>();
    command->add_option("--config", wishes->config, "The settings file")->required();
    command->add_option("--programme", wishes->programme, "Which one, when there are several");
    command->add_option("--format", wishes->format, "How to say it")
        ->check(CLI::IsMember({"text", "json", "csv", "html"}));
    command->add_option("--since", wishes->since, "A day of the first month; without it, only the last whole month");
    command->add_option("--until", wishes->until, "A day of the last month");
    command->add_option("--group-by", wishes->by, "One count for each of these")
        ->check(CLI::IsMember({"none", "month", "stage", "zone"}));
    command->footer(
        "Example: waymark report --config waymark.yaml --format html > report.html\n"
        "Works also while Waymark runs. Small groups are not shown.");
    command->callback([wishes, &code] { code = report(*wishes, std::cout, std::cerr); });
}

void add_push(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("push", "Let a nudge of a programme come now; while Waymark does not run");
    auto wishes = std::make_shared<push_wishes>();
    command->add_option("nudge", wishes->rule, "Its id in the programme file")->required();
    command->add_option("--config", wishes->config, "The settings file")->required();
    command->add_option("--programme", wishes->programme, "Which programme, if there are several");
    command->add_option("--pair", wishes->pair, "Only this pair; otherwise all of the programme");
    command->add_flag("--yes", wishes->yes, "Do it, and do not only say for how many it would come");
    command->footer("Example: waymark push who_you_are --config /etc/waymark/waymark.yaml");
    command->callback([wishes, &code] { code = push(*wishes, std::cout, std::cerr); });
}

}  // namespace

void add_database_choice(CLI::App& command, database_choice& into) {
    auto* config = command.add_option("--config", into.config, "The settings file that names the database");
    command.add_option("--db", into.database, "The database itself")->excludes(config);
}

void add_programme_commands(CLI::App& app, int& code) {
    add_people(app, code);
    add_import(app, "pairs", "id, mentor, mentee, starts, ends", pairs_import, code);
    add_match(app, code);
    add_push(app, code);
    add_holds(app, code);
    add_rehearse(app, code);
    add_report(app, code);
}

}  // namespace waymark
