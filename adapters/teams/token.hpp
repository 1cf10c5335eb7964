// The bearer token on each request to the messages endpoint: the 14 steps between bytes of a stranger and an activity
// that the Bot Connector vouches for. Pure. The token says nothing about the person: only the body does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/teams/errc.hpp"
#include "adapters/teams/signing_keys.hpp"
#include "conversations/time.hpp"

namespace waymark::teams {

/// Whom we believe. The values are those of the public cloud.
struct trust {
    std::string app_id;                ///< of the bot's registration
    std::string home_tenant;           ///< where a single-tenant app lives; empty = multi-tenant
    std::vector<std::string> tenants;  ///< further ones whose people may talk to the bot
    std::vector<std::string> issuers{"https://api.botframework.com"};
    std::vector<std::string> service_hosts{"smba.trafficmanager.net"};  ///< exact; we send our own token there
};

constexpr std::size_t longest_token = 16'384;
constexpr span clock_tolerance = std::chrono::seconds(300);

/// A token that looks like one, nothing of it verified. Lives as long as the header it was read from.
struct presented_token {
    std::string_view signed_part;
    std::string signature;
    std::string key_id;
    std::vector<std::string> audiences;
    std::string service_url;
    std::optional<std::int64_t> expires, not_before;  ///< seconds since 1970
};

/// Steps 1 to 4: the header's form, an issuer of ours, RS256. Until here no key is needed, so a stranger's token makes
/// us fetch none. Errors: no_token to no_key_id, malformed_time.
[[nodiscard]] result<presented_token> read_token(std::string_view authorization, const trust& whom);

/// What the Bot Connector said in a token; may be kept until `expires` for the same token's next request.
struct verified_token {
    std::string service_url;
    std::vector<std::string> endorsements;  ///< of the key; empty = any channel
    instant expires;                        ///< the tolerance included
};

/// What of steps 8 to 10 can be seen without a key: the times, the audience, that a service is named. Nobody vouches
/// for any of it yet; but a token that does not even claim to be for us is not worth fetching keys for. Errors:
/// no_expiry to no_service_url.
[[nodiscard]] result<void> check_claims(const presented_token& token, const trust& whom, instant now);

/// Steps 5 to 10: the key, the signature, the times, the audience. `keys` may be null: none could be fetched. What is
/// verified are the very bytes the claims were read from. Errors: no_keys to no_service_url.
[[nodiscard]] result<verified_token> verify_token(const presented_token& token, const key_set* keys, const trust& whom,
                                                  instant now);

/// What an activity says about where it comes from.
struct activity_facts {
    std::string_view channel, service_url, recipient;
    std::vector<std::string_view> tenants;  ///< all that it names: of the conversation, of the person
};

/// Steps 11 to 14, for every request: the channel, the service, the bot, the tenants. Errors: not_endorsed to
/// other_tenant.
[[nodiscard]] result<void> check_activity(const verified_token& token, const activity_facts& facts, const trust& whom);

/// What such a refusal is answered with: 401, 403 for who is known and not wanted, 503 when we have no keys.
[[nodiscard]] unsigned status_for(const boost::system::error_code& refusal);

}  // namespace waymark::teams
