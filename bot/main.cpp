// Arguments and sub-commands; the only file that knows the command line.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>

#include "bot/commands/backup.hpp"
#include "bot/commands/check_config.hpp"
#include "bot/commands/flows_check.hpp"
#include "bot/commands/flows_play.hpp"
#include "bot/commands/flows_show.hpp"
#include "bot/commands/flows_test.hpp"
#include "bot/commands/flows_texts.hpp"
#include "bot/commands/hold.hpp"
#include "bot/commands/import.hpp"
#include "bot/commands/match.hpp"
#include "bot/commands/playground.hpp"
#include "bot/commands/privacy_report.hpp"
#include "bot/commands/rehearse.hpp"
#include "bot/commands/report.hpp"
#include "bot/commands/restore.hpp"
#include "bot/commands/run.hpp"
#include "bot/commands/status.hpp"

namespace {

using namespace waymark;

void add_run(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("run", "Serve Slack until told to stop");
    auto file = std::make_shared<std::string>();
    command->add_option("--config", *file, "The settings file")->required();
    command->footer(
        "Example: waymark run --config /etc/waymark/waymark.yaml\n"
        "It says where it listens; SIGTERM or Ctrl-C stops it, and it finishes what it has in hand.");
    command->callback([file, &code] { code = run(*file, std::cout, std::cerr); });
}

/// What is wrong with a port; empty when it is one.
std::string is_port(const std::string& text) {
    constexpr int last_port = 65535;
    int number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool fits = error == std::errc() && end == text.data() + text.size() && number >= 0 && number <= last_port;
    return fits ? "" : "\"" + text + "\" is no port; write a number from 0 to 65535";
}

void add_playground(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("playground", "Show both people of a pair in a browser, on a clock you turn");
    auto wishes = std::make_shared<playground_wishes>();
    command->add_option("--db", wishes->database, "Where the talk is kept")->required();
    command->add_option("--port", wishes->port, "Port on this machine; 0 = any that is free")->check(is_port);
    command->add_option("--scripts", wishes->scripts, "Your own folder with flows/ and texts/");
    command->add_option("--programme", wishes->programme, "A programme file; without it the demo that ships");
    command->footer("Example: waymark playground --db play.db --port 8090");
    command->callback([wishes, &code] { code = playground(*wishes, std::cout, std::cerr); });
}

/// "--config" or "--db": which database is meant.
void add_database_choice(CLI::App& command, database_choice& into) {
    auto* config = command.add_option("--config", into.config, "The settings file that names the database");
    command.add_option("--db", into.database, "The database itself")->excludes(config);
}

void add_backup(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("backup", "Copy the database, also while Waymark runs");
    auto of = std::make_shared<database_choice>();
    auto to = std::make_shared<std::string>();
    add_database_choice(*command, *of);
    command->add_option("to", *to, "The new file")->required();
    command->footer("Example: waymark backup --config /etc/waymark/waymark.yaml /var/backups/waymark-monday.db");
    command->callback([of, to, &code] { code = backup(*of, *to, std::cout, std::cerr); });
}

void add_restore(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("restore", "Check a backup, or bring one back");
    auto file = std::make_shared<std::string>();
    auto to = std::make_shared<std::string>();
    auto verify = std::make_shared<bool>(false);
    command->add_option("file", *file, "The backup")->required();
    auto* target = command->add_option("--to", *to, "Where the database shall be; there must be none");
    command->add_flag("--verify", *verify, "Only say whether the backup is sound")->excludes(target);
    command->footer(
        "Examples: waymark restore --verify waymark-monday.db\n"
        "          waymark restore waymark-monday.db --to /var/lib/waymark/waymark.db\n"
        "A restored database sends nothing until: waymark confirm-restore DATABASE");
    command->callback([=, &code] {
        if (*verify == !to->empty()) throw CLI::ValidationError("restore", "say --verify, or where --to");
        code = *verify ? verify_backup(*file, std::cout, std::cerr) : restore_backup(*file, *to, std::cout, std::cerr);
    });
}

void add_confirm_restore(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("confirm-restore", "Let a restored database send messages again");
    auto database = std::make_shared<std::string>();
    command->add_option("database", *database, "The restored database")->required();
    command->footer(
        "Example: waymark confirm-restore /var/lib/waymark/waymark.db\n"
        "Stop Waymark first and start it afterwards.");
    command->callback([database, &code] { code = confirm_restore(*database, std::cout, std::cerr); });
}

void add_status(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("status", "What waits and what could not be delivered; also while Waymark runs");
    auto of = std::make_shared<database_choice>();
    add_database_choice(*command, *of);
    command->footer("Example: waymark status --config /etc/waymark/waymark.yaml");
    command->callback([of, &code] { code = status(*of, std::cout, std::cerr); });
}

void add_privacy(CLI::App& app, int& code) {
    auto* group = app.add_subcommand("privacy", "What is kept about people");
    group->require_subcommand(1);
    auto* report = group->add_subcommand("report", "Say what is kept, how long, and who is shown it");
    report->callback([&code] { code = privacy_report(std::cout); });
}

void add_check_config(CLI::App& app, int& code) {
    auto* command =
        app.add_subcommand("check-config", "List everything that is wrong with settings, programmes and conversations");
    auto file = std::make_shared<std::string>();
    command->add_option("--config", *file, "The settings file")->required();
    command->footer("Example: waymark check-config --config /etc/waymark/waymark.yaml");
    command->callback([file, &code] { code = check_config(*file, std::cout, std::cerr); });
}

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

void add_import(CLI::App& app, const std::string& who, const std::string& columns,
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

constexpr auto exit_codes = "Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.";
constexpr auto flow_help = "The conversation's name, or your own .yaml file";

/// One folder each time, so that what comes after it is not taken for a second one.
void add_folders(CLI::App& command, std::vector<std::string>& into,
                 const std::string& help = "Your own folder with flows/ and texts/; may be given several times") {
    command.add_option("--scripts", into, help)->allow_extra_args(false)->type_name("FOLDER");
}

void add_flows_check(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("check", "Say what is wrong with conversations, and where");
    auto wishes = std::make_shared<flows_check_wishes>();
    command->add_option("which", wishes->which,
                        "Names of conversations, or your own .yaml files; without any, all there are");
    add_folders(*command, wishes->scripts);
    command->add_option("--format", wishes->format, "How to say it")->check(CLI::IsMember({"text", "json", "sarif"}));
    command->footer(std::string("Examples: waymark flows check thanks.yaml\n"
                                "          waymark flows check --scripts our-scripts closing\n") +
                    exit_codes);
    command->callback([wishes, &code] { code = flows_check(*wishes, std::cout, std::cerr); });
}

void add_flows_show(CLI::App& flows, int& code) {
    using shower = int (*)(const std::string&, const std::vector<std::string>&, std::ostream&, std::ostream&);
    const auto add = [&](const std::string& name, const std::string& what, const std::string& example, shower show) {
        auto* command = flows.add_subcommand(name, what);
        auto flow = std::make_shared<std::string>();
        auto folders = std::make_shared<std::vector<std::string>>();
        command->add_option("flow", *flow, flow_help)->required();
        add_folders(*command, *folders);
        command->footer("Example: waymark flows " + example);
        command->callback([=, &code] { code = show(*flow, *folders, std::cout, std::cerr); });
    };
    add("show", "A conversation as a readable list", "show closing", flows_show);
    add("graph", "The same as a picture, for Graphviz", "graph closing | dot -Tsvg > closing.svg", flows_graph);
}

void add_flows_play(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("play", "Be both people yourself, here in the terminal");
    auto wishes = std::make_shared<flows_play_wishes>();
    command->add_option("flow", wishes->flow, flow_help)->required();
    command->add_option("--lang", wishes->language, "The language of both people, such as es");
    add_folders(*command, wishes->scripts);
    command->footer("Example: waymark flows play closing --lang es");
    command->callback([wishes, &code] {
        const bool interactive = at_a_terminal();
        const auto lines = interactive ? lines_of_terminal() : lines_of(std::cin);
        code = flows_play(*wishes, lines, interactive, std::cout, std::cerr);
    });
}

void add_flows_test(CLI::App& flows, int& code) {
    auto* command = flows.add_subcommand("test", "Run transcripts: do talks still go as written?");
    auto wishes = std::make_shared<flows_test_wishes>();
    command->add_option("files", wishes->files, "Transcripts, or folders of them; without any, tests/flows");
    add_folders(*command, wishes->scripts);
    command->footer(std::string("Example: waymark flows test tests/flows/closing\n") + exit_codes);
    command->callback([wishes, &code] { code = flows_test(*wishes, std::cout, std::cerr); });
}

void add_flows_texts(CLI::App& flows, int& code) {
    auto* texts = flows.add_subcommand("texts", "For translators");
    texts->require_subcommand(1);
    auto folders = std::make_shared<std::vector<std::string>>();
    auto* out = texts->add_subcommand("export", "A file to fill in: every text of a conversation");
    auto flow = std::make_shared<std::string>();
    auto language = std::make_shared<std::string>();
    out->add_option("flow", *flow, flow_help)->required();
    out->add_option("language", *language, "The language to translate into, such as es")->required();
    add_folders(*out, *folders);
    out->footer("Example: waymark flows texts export closing fr > closing.fr.yaml");
    out->callback([=, &code] { code = flows_texts_export(*flow, *language, *folders, std::cout, std::cerr); });
    auto* in = texts->add_subcommand("import", "Check a filled-in file and put it in its place");
    auto file = std::make_shared<std::string>();
    in->add_option("file", *file, "The filled-in file")->required();
    add_folders(*in, *folders, "Your own folder; the texts go into its texts/");
    in->footer("Example: waymark flows texts import closing.fr.yaml --scripts our-scripts");
    in->callback([=, &code] { code = flows_texts_import(*file, *folders, std::cout, std::cerr); });
}

void add_rehearse(CLI::App& app, int& code) {
    auto* command =
        app.add_subcommand("rehearse", "Play a whole programme with made-up people, before anybody is written to");
    auto wishes = std::make_shared<rehearse_wishes>();
    constexpr std::size_t most_pairs = 20'000;
    constexpr int most_months = 60;
    command->add_option("programme", wishes->programme, "The programme file; its people are replaced by made-up ones")
        ->required();
    command->add_option("--pairs", wishes->pairs, "How many pairs")->check(CLI::Range(std::size_t{1}, most_pairs));
    command->add_option("--months", wishes->months, "How long")->check(CLI::Range(1, most_months));
    command->add_option("--seed", wishes->seed, "Where chance begins: the same number, the same year");
    command->add_option("--people", wishes->people,
                        "A list (CSV) as \"waymark people import\" reads it: row by row a mentor and their mentee");
    command->add_option("--out", wishes->page, "The report, a page for the browser");
    command->add_option("--json", wishes->data, "The same report as data");
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

void add_flows(CLI::App& app, int& code) {
    auto* flows = app.add_subcommand("flows", "For the people who write the conversations");
    flows->require_subcommand(1);
    add_flows_check(*flows, code);
    add_flows_show(*flows, code);
    add_flows_play(*flows, code);
    add_flows_test(*flows, code);
    add_flows_texts(*flows, code);
}

/// The word that should name a command and names none; empty when there is none. Of such a word CLI11 says only that
/// "a subcommand is required".
std::string misspelled(const CLI::App& app, const std::vector<std::string>& words) {
    const auto* at = &app;
    for (const auto& word : words) {
        const auto commands = at->get_subcommands(nullptr);
        if (word.starts_with('-') || commands.empty()) return {};
        const auto named = std::ranges::find(commands, word, [](const CLI::App* one) { return one->get_name(); });
        if (named == commands.end()) return word;
        at = *named;
    }
    return {};
}

}  // namespace

int main(int count, char** words) {
    CLI::App app("Waymark: a chat bot for mentoring programmes that you run yourself", "waymark");
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("waymark ") + WAYMARK_VERSION);
    int code = exit_clean;
    app.add_subcommand("version", "Say which version this is")->callback([] {
        std::cout << "waymark " << WAYMARK_VERSION << '\n';
    });
    add_run(app, code);
    add_playground(app, code);
    add_check_config(app, code);
    add_backup(app, code);
    add_restore(app, code);
    add_confirm_restore(app, code);
    add_status(app, code);
    add_holds(app, code);
    add_privacy(app, code);
    add_import(app, "people",
               "id, first_name, full_name, zone, language, slack, wants, offers, capacity, languages, hours, "
               "takes_part_as, not_with",
               people_import, code);
    add_import(app, "pairs", "id, mentor, mentee, starts, ends", pairs_import, code);
    add_match(app, code);
    add_flows(app, code);
    add_rehearse(app, code);
    add_report(app, code);
    const auto unknown = misspelled(app, {words + 1, words + count});
    if (!unknown.empty()) {
        std::cerr << "waymark: there is no command \"" << unknown << "\". \"waymark --help\" lists them.\n";
        return exit_could_not_run;
    }
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? exit_clean : exit_could_not_run;
    } catch (const std::exception& what) {
        std::cerr << "waymark: " << what.what() << '\n';
        return exit_could_not_run;
    }
    return code;
}
