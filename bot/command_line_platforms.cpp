// "waymark slack ..." and "waymark teams ...": for whoever brings the bot into a platform.
#include <iostream>

#include "bot/command_line.hpp"
#include "bot/commands/slack_manifest.hpp"
#include "bot/commands/teams_package.hpp"

namespace waymark {
namespace {

void add_slack(CLI::App& app, int& code) {
    auto* group = app.add_subcommand("slack", "For Slack");
    group->require_subcommand(1);
    auto* command = group->add_subcommand("manifest", "Print the manifest from which Slack makes the app");
    auto wishes = std::make_shared<slack_manifest_wishes>();
    command->add_option("--config", wishes->config, "The settings file")->capture_default_str();
    command->footer("Example: waymark slack manifest --config waymark.yaml");
    command->callback([wishes, &code] { code = slack_manifest(*wishes, std::cout, std::cerr); });
}

void add_teams(CLI::App& app, int& code) {
    auto* group = app.add_subcommand("teams", "For Microsoft Teams");
    group->require_subcommand(1);
    auto* command = group->add_subcommand("package", "Write the app package that is uploaded to Teams");
    auto wishes = std::make_shared<teams_package_wishes>();
    command->add_option("--config", wishes->config, "The settings file")->capture_default_str();
    command->add_option("--out", wishes->out, "The package; an older one is written over")->capture_default_str();
    command->footer("Example: waymark teams package --config waymark.yaml --out waymark-teams.zip");
    command->callback([wishes, &code] { code = teams_package(*wishes, std::cout, std::cerr); });
}

}  // namespace

void add_platforms(CLI::App& app, int& code) {
    add_slack(app, code);
    add_teams(app, code);
}

}  // namespace waymark
