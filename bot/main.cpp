// Arguments and sub-commands, with command_line.hpp; nothing else knows the command line.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>

#include "bot/command_line.hpp"
#include "bot/commands/backup.hpp"
#include "bot/commands/check_config.hpp"
#include "bot/commands/playground.hpp"
#include "bot/commands/privacy_report.hpp"
#include "bot/commands/restore.hpp"
#include "bot/commands/run.hpp"
#include "bot/commands/status.hpp"

namespace {

using namespace waymark;

void add_run(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("run", "Serve Slack and Teams until told to stop");
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
    auto* programme = command->add_option("--programme", wishes->programme,
                                          "A programme file, or one that ships such as built-in/peer-light: it is "
                                          "rehearsed, and the year of every pair can be stepped through");
    constexpr std::size_t most_pairs = 400;
    constexpr int most_months = 60;
    command->add_option("--pairs", wishes->pairs, "How many made-up pairs rehearse it")
        ->check(CLI::Range(std::size_t{1}, most_pairs))
        ->needs(programme);
    command->add_option("--months", wishes->months, "How long")->check(CLI::Range(1, most_months))->needs(programme);
    command->add_option("--seed", wishes->seed, "Where chance begins: the same number, the same year")
        ->needs(programme);
    command->footer(
        "Examples: waymark playground --db play.db --port 8090\n"
        "          waymark playground --db play.db --programme our-programme.yaml --pairs 40 --months 12");
    command->callback([wishes, &code] { code = playground(*wishes, std::cout, std::cerr); });
}

/// For a database that is named itself: where its key stands.
void add_key_choice(CLI::App& command, std::string& config) {
    command.add_option("--config", config,
                       "The settings file that names the master key; else it is looked for beside the database");
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
    auto config = std::make_shared<std::string>();
    auto verify = std::make_shared<bool>(false);
    command->add_option("file", *file, "The backup")->required();
    auto* target = command->add_option("--to", *to, "Where the database shall be; there must be none");
    command->add_flag("--verify", *verify, "Only say whether the backup is sound, and the key opens it")
        ->excludes(target);
    add_key_choice(*command, *config);
    command->footer(
        "Examples: waymark restore --verify waymark-monday.db --config /etc/waymark/waymark.yaml\n"
        "          waymark restore waymark-monday.db --to /var/lib/waymark/waymark.db\n"
        "A restored database sends nothing until: waymark confirm-restore DATABASE");
    command->callback([=, &code] {
        if (*verify == !to->empty()) throw CLI::ValidationError("restore", "say --verify, or where --to");
        code = *verify ? verify_backup(*file, *config, std::cout, std::cerr)
                       : restore_backup(*file, *to, *config, std::cout, std::cerr);
    });
}

void add_confirm_restore(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("confirm-restore", "Let a restored database send messages again");
    auto database = std::make_shared<std::string>();
    auto config = std::make_shared<std::string>();
    command->add_option("database", *database, "The restored database")->required();
    add_key_choice(*command, *config);
    command->footer(
        "Example: waymark confirm-restore /var/lib/waymark/waymark.db\n"
        "Stop Waymark first and start it afterwards.");
    command->callback([=, &code] { code = confirm_restore(*database, *config, std::cout, std::cerr); });
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
    add_privacy(app, code);
    add_programme(app, code);
    add_programme_commands(app, code);
    add_platforms(app, code);
    add_keys(app, code);
    add_flows(app, code);
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
