// Activities of Teams into domain events and the answer Teams expects. Pure, and without a JSON tree.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/teams/activity.hpp"
#include "adapters/teams/token.hpp"

namespace waymark::teams {

struct understood {
    webhook_reply reply;
    std::optional<activity> in;  ///< once it is trusted
};

/// The body of a request whose token is verified: read, checked against the token, decoded. `received` stands in where
/// an activity carries no time of its own.
[[nodiscard]] understood receive_activity(std::string_view body, const verified_token& token, const trust& whom,
                                          instant received);

/// An activity that is trusted.
[[nodiscard]] webhook_reply decode(const activity& in, instant received);
[[nodiscard]] address account_of(const activity& in);

/// The reply to a request that is refused for `reason`: nothing in it says why.
[[nodiscard]] webhook_reply refusal(const boost::system::error_code& reason);

/// What an activity tells about the person beside what they did: for the roster, which knows no time zone.
[[nodiscard]] profile profile_of(const activity& in);

/// "<conversation>/<activity>", the platform name of a message. Empty when it is not one.
[[nodiscard]] std::string message_ref(std::string_view conversation, std::string_view id);

}  // namespace waymark::teams
