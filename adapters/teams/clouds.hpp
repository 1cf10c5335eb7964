// Where Microsoft's services are in each of its clouds. Sources: the tables in Microsoft's documents on the
// authentication of bots and on proactive messages. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waymark::teams {

struct cloud {
    std::string_view name;          ///< as in the configuration
    std::string metadata_url;       ///< OpenID metadata, which lead to the keys of inbound tokens
    std::string issuer;             ///< of inbound tokens
    std::string token_service;      ///< where tokens of our own are asked for, without the tenant
    std::string token_tenant;       ///< of a multi-tenant app
    std::string token_scope;        ///< of tokens of our own
    std::string service_host;       ///< the one host that gets them
    std::string first_service_url;  ///< for somebody of whom no better one is known yet
};

/// "public", "gcc", "gcc_high", "dod". China is not among them: the host of its connector is not documented, so there
/// every address has to be named.
[[nodiscard]] const std::vector<cloud>& clouds();

}  // namespace waymark::teams
