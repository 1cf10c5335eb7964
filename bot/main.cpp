// Arguments and sub-commands; the only file that knows the command line.
#include <CLI/CLI.hpp>
#include <iostream>

#include "bot/commands/check_config.hpp"
#include "bot/commands/flows_check.hpp"

namespace {

using namespace waymark;

void add_check_config(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("check-config", "List everything that is wrong with the settings");
    auto file = std::make_shared<std::string>();
    command->add_option("--config", *file, "The settings file")->required();
    command->footer("Example: waymark check-config --config /etc/waymark/waymark.yaml");
    command->callback([file, &code] { code = check_config(*file, std::cout, std::cerr); });
}

void add_flows(CLI::App& app, int& code) {
    auto* flows = app.add_subcommand("flows", "For the people who write the conversations");
    flows->require_subcommand(1);
    auto* check = flows->add_subcommand("check", "Say what is wrong with conversations, and where");
    auto wishes = std::make_shared<flows_check_wishes>();
    check->add_option("files", wishes->files, "Conversation files; without any, all that ship and those of --scripts");
    check->add_option("--scripts", wishes->scripts,
                      "Your own folder with flows/ and texts/; may be given several times");
    check->add_option("--format", wishes->format, "How to say it")->check(CLI::IsMember({"text", "json", "sarif"}));
    check->footer(
        "Example: waymark flows check thanks.yaml\n"
        "Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.");
    check->callback([wishes, &code] { code = flows_check(*wishes, std::cout, std::cerr); });
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
    add_check_config(app, code);
    add_flows(app, code);
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
