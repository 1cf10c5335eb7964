// Any bytes as an activity: decoded or refused, and every event keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/teams/decode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace waymark;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto in = teams::read_activity(body);
    if (!in) return 0;
    const auto reply = teams::decode(*in, instant{});
    if (reply.status != 200 && reply.status != 501) std::abort();
    for (const auto& event : reply.events) {
        if (event.key.empty() || event.key.size() > 2048 || event.from.tenant.empty() || event.from.user.empty())
            std::abort();
        if (decode_inbound(encode_inbound(event)) != event) std::abort();
    }
    // Nobody has vouched for it: under the token of a service that no body can name, nothing happens.
    const teams::verified_token token{"https://smba.trafficmanager.net/\n", {}, never};
    teams::trust whom;
    whom.app_id = "app";
    whom.tenants = {"tenant"};
    if (!teams::receive_activity(body, token, whom, instant{}).reply.events.empty()) std::abort();
    return 0;
}
