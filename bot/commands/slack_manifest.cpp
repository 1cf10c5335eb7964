#include "bot/commands/slack_manifest.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/config_teams_package.hpp"
#include "bot/slack_manifest.hpp"
#include "bot/startup.hpp"

namespace waymark {

int slack_manifest(const slack_manifest_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_errors;
    const bool by_socket = settings->slack && settings->slack->socket_mode;
    if (!by_socket && (!settings->slack || settings->slack->public_url.empty())) {
        complaints << "waymark: the manifest tells Slack where to reach you. Write the address into " << wishes.config
                   << ", under \"slack:\"\n  public_url: https://...\nWhere Slack cannot reach you, name an app token "
                      "there instead: "
                      "\"app_token_env: WAYMARK_SLACK_APP_TOKEN\".\n";
        return exit_errors;
    }
    if (!by_socket && is_example_page(settings->slack->public_url)) {
        complaints << "waymark: in " << wishes.config
                   << " public_url is still the example's: " << settings->slack->public_url
                   << "\nWrite the address under which Slack reaches your machine.\n";
        return exit_errors;
    }
    const auto scripts = read_scripts({settings->scripts, {}}, complaints);
    if (!scripts) return exit_errors;
    out << slack_manifest_of(*settings->slack, scripts->book.texts).dump(2) << '\n';
    return exit_clean;
}

}  // namespace waymark
