// "waymark teams ...": for whoever brings the bot into Microsoft Teams.
#include <iostream>

#include "bot/command_line.hpp"
#include "bot/commands/teams_package.hpp"

namespace waymark {

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

}  // namespace waymark
