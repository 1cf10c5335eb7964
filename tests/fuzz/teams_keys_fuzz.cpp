// Any bytes as a JWKS and as OpenID metadata: keys that can verify, or an error; and an address on the same host.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "adapters/teams/service_url.hpp"
#include "adapters/teams/signing_keys.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace waymark;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto keys = teams::key_set::read(text);
    if (keys && (keys->size() == 0 || keys->size() > 1'000)) std::abort();
    if (keys) {
        // Whatever the key is, a signature of zeros is none.
        for (const auto* id : {"k", "l4QeUoWEdqFB4VwyY7lqM99tmuw"})
            if (const auto* key = keys->find(id); key && key->verifies("text", std::string(256, '\0'))) std::abort();
    }
    const auto address = teams::keys_address(text, "https://login.botframework.com/m");
    if (!address) return 0;
    const auto parts = teams::split_url(*address);
    if (!parts || parts->scheme != "https" || parts->authority != "login.botframework.com") std::abort();
    return 0;
}
