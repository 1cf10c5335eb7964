// Any bytes as an Authorization header: never good under a key whose private half no corpus holds.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/teams/token.hpp"

namespace {

using namespace waymark;

/// A modulus that nobody can have signed with: its factors are unknown, since it was never made of two primes.
teams::key_set some_keys() {
    const auto n = "g" + std::string(340, 'w') + "Q";  // 256 bytes, odd
    return teams::key_set::read(R"({"keys":[{"kty":"RSA","kid":"k","n":")" + n + R"(","e":"AQAB"}]})").value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto keys = some_keys();
    teams::trust whom;
    whom.app_id = "0b07c0de-1111-4222-8333-444455556666";
    const std::string_view header(reinterpret_cast<const char*>(data), size);
    auto token = teams::read_token(header, whom);
    if (!token) return teams::status_for(token.error()) == 401 ? 0 : (std::abort(), 1);
    if (token->key_id.empty() || token->signature.empty() || token->signed_part.size() >= size) std::abort();
    token->key_id = "k";
    const instant now{std::chrono::seconds(1'772'442'900)};
    if (teams::verify_token(*token, &keys, whom, now)) std::abort();
    return 0;
}
