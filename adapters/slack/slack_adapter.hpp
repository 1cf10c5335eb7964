// Slack as an adapter: webhooks in, Web API out, for all installations of one app.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/http_client.hpp"
#include "adapters/slack/decode_view.hpp"
#include "adapters/slack/oauth_access.hpp"
#include "adapters/slack/slack_pacing.hpp"
#include "adapters/slack/socket_settings.hpp"

namespace waymark {

struct slack_settings {
    std::vector<std::string> signing_secrets;  ///< all that are valid now
    std::string bot_token;                     ///< "xoxb-…" of one workspace; never logged. Or, or also:
    slack::oauth_app oauth{};                  ///< for people who install the app in their browser
    std::string bot_name = "Waymark";          ///< as people see it in Slack
    std::string look_in{};                     ///< the workspace in which people are looked up by their e-mail address
    std::string api = "https://slack.com/api/";
    std::string app_id;                                    ///< "A…"; empty = not checked
    std::string ca_file;                                   ///< a private authority for `api`; empty = the system's only
    pace per_channel{std::chrono::milliseconds(1010), 3};  ///< one a second, short bursts, and a breath
    int workspace_per_minute = 240;                        ///< all messages together; Slack allows several hundred
    slack::socket_settings sockets{};                      ///< with an app token: Socket Mode, and nothing over HTTP
    slack::form_check check_form{};  ///< what is wrong with a form that was sent, as people read it
    /// The time, for pacing. Empty = the machine's clock.
    std::function<instant()> now;
};

/// `client` must outlive the adapter; without one it makes its own. Throws std::runtime_error when the CA file cannot
/// be read.
[[nodiscard]] std::unique_ptr<adapter> create_slack_adapter(slack_settings settings, http_client* client = nullptr);

}  // namespace waymark
