// Microsoft Teams as an adapter: activities of the Bot Connector in, its REST interface out, for one registration of
// the bot.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/http_client.hpp"
#include "adapters/teams/token.hpp"

namespace waymark {

/// How our own app proves that it is itself: a secret, or a certificate with its key.
struct teams_credentials {
    std::string secret;
    std::string certificate, private_key;  ///< PEM texts; used when there is no secret
};

/// Addresses are of the public cloud; adapters/teams/clouds.hpp has the others.
struct teams_settings {
    teams::trust whom;  ///< our app, whose people may talk to it, the hosts that get our token
    std::string bot_name = "Waymark";
    teams_credentials credentials;
    std::string metadata_url = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    std::string token_url = "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token";
    std::string token_scope = "https://api.botframework.com/.default";
    std::string first_service_url = "https://smba.trafficmanager.net/teams/";
    std::string ca_file;             ///< a private authority for all of them; empty = the system's only
    int tenant_per_minute = 1'800;   ///< all messages of one tenant together; Teams takes 50 calls a second
    bool anonymous = false;          ///< no tokens, neither way, and everybody on this very machine only
    std::function<instant()> now{};  ///< for pacing and tokens. Empty = the machine's clock
};

/// `client` must outlive the adapter; without one it makes its own. Throws std::runtime_error when the CA file, the
/// certificate or the key cannot be read.
[[nodiscard]] std::unique_ptr<adapter> create_teams_adapter(teams_settings settings, http_client* client = nullptr);

}  // namespace waymark
