// The fixture files of Teams' protocol, what they are checked against, and tokens signed as Microsoft would.
#pragma once

#include <string>
#include <vector>

#include "adapters/teams/activity.hpp"
#include "adapters/teams/signing_keys.hpp"
#include "adapters/teams/token.hpp"
#include "tests/support/rsa_tokens.hpp"

namespace waymark::teams_fixtures {

/// The file's exact bytes. Throws when there is no such file.
[[nodiscard]] std::string bytes(const std::string& file);
/// Every file under `folder`, as paths relative to the fixtures.
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder);

inline const std::string app_id = "0b07c0de-1111-4222-8333-444455556666";
inline const std::string tenant = "7e4a4700-0001-4bbb-8ccc-0123456789ab";
inline const std::string partner_tenant = "7e4a4700-0002-4bbb-8ccc-0123456789ab";
inline const std::string service_url = "https://smba.trafficmanager.net/emea/" + tenant + "/";
inline const std::string first_key = "l4QeUoWEdqFB4VwyY7lqM99tmuw";
constexpr instant story_time{std::chrono::seconds(1'772'442'900)};  // 2026-03-02T09:15:00Z

/// A single-tenant app of the story's tenant.
[[nodiscard]] teams::trust our_trust();
/// Keys of `auth/<file>`.
[[nodiscard]] teams::key_set keys(const std::string& file = "jwks.json");
/// A token whose claims are those of the story, verified.
[[nodiscard]] teams::verified_token story_token();

/// All 14 steps for a request with this body; the fixture message_personal.json if it is empty.
[[nodiscard]] teams::result<void> judge(const std::string& authorization, const teams::trust& whom,
                                        const teams::key_set* keys, instant now = story_time,
                                        const std::string& body = {});

using testing::private_key;
using testing::rsa_signature;
/// The private half of the first key.
[[nodiscard]] private_key our_key();
/// Some other RSA key of 2048 bits; made once.
[[nodiscard]] private_key strangers_key();

[[nodiscard]] std::string base64url(const std::string& bytes);
[[nodiscard]] std::string hmac_signature(const std::string& text, const std::string& secret, const char* digest);
/// "header.payload.signature" with the two texts as they are.
[[nodiscard]] std::string token_of(const std::string& header, const std::string& payload,
                                   const private_key& by = our_key());

/// Header and payload of a good token.
[[nodiscard]] std::string good_header();
[[nodiscard]] std::string good_payload();

}  // namespace waymark::teams_fixtures
