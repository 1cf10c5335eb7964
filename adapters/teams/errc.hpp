// Everything that can be wrong with a request to the messages endpoint, or with the keys it is checked against.
#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>

namespace waymark::teams {

template <class T>
using result = boost::system::result<T>;

enum class errc {
    no_token = 1,       ///< no Authorization header, another scheme, or not exactly one token
    malformed_token,    ///< not three parts of strict base64url whose first two are JSON objects without repeated names
    too_large,          ///< longer than any token of the Bot Connector
    unknown_issuer,     ///< `iss` is not on our list; no key is fetched for it
    wrong_algorithm,    ///< `alg` is not RS256, or the header demands extensions
    no_key_id,          ///< the header names no key
    no_keys,            ///< there is no key at all to check against: not the caller's fault
    unknown_key,        ///< the named key is not in the set
    bad_signature,      ///< not made with that key over these bytes
    no_expiry,          ///< `exp` is missing
    malformed_time,     ///< `exp` or `nbf` is not a whole number of seconds of this era
    expired,            ///< `exp` is over, the tolerance for clocks included
    not_yet_valid,      ///< `nbf` is to come, the tolerance for clocks included
    other_audience,     ///< `aud` is not our app
    no_service_url,     ///< the claim `serviceurl` is missing: a token for another endpoint
    not_endorsed,       ///< the key may not sign for this channel
    other_service_url,  ///< the claim and the body name different services
    unlisted_service,   ///< the service is not among those we would send our own token to
    other_bot,          ///< the activity is for another bot
    other_tenant,       ///< the activity is from a tenant that is not on the list
    malformed_keys,     ///< what was fetched is no set of keys
    no_usable_keys,     ///< none of the fetched keys can verify a token
    malformed_metadata,  ///< what was fetched is no OpenID metadata
    unreachable_keys,    ///< keys or metadata could not be fetched
    keys_elsewhere       ///< the metadata sends us to another host for the keys
};

[[nodiscard]] const boost::system::error_category& category();
[[nodiscard]] inline boost::system::error_code make_error_code(errc e) {
    return {static_cast<int>(e), category()};
}

}  // namespace waymark::teams

template <>
struct boost::system::is_error_code_enum<waymark::teams::errc> : std::true_type {};
