// Tokens as somebody would forge them, each with what it must be refused for.
#pragma once

#include <string>
#include <vector>

#include "adapters/teams/errc.hpp"

namespace waymark::teams_fixtures {

struct forged {
    std::string name;
    std::string token;
    teams::errc why;
};

[[nodiscard]] std::vector<forged> forged_algorithms();  ///< `alg` swapped, public keys as secrets
[[nodiscard]] std::vector<forged> forged_headers();     ///< keys from elsewhere, odd `kid`s, extensions
[[nodiscard]] std::vector<forged> forged_shapes();      ///< parts missing, swapped, padded, not JSON, huge
[[nodiscard]] std::vector<forged> forged_claims();      ///< signed with the real key: issuer, audience, times, service
[[nodiscard]] std::vector<forged> forged_signatures();  ///< changed, cut, by another key, of another token

}  // namespace waymark::teams_fixtures
