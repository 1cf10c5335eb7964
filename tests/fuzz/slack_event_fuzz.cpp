// Any bytes as an event or an interaction payload: decoded or refused, and every event keeps its promises.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/slack/decode.hpp"

namespace {

void keep_promises(const waymark::webhook_reply& reply) {
    if (reply.status != 200 && reply.status != 400) std::abort();
    for (const auto& event : reply.events)
        if (event.key.empty() || event.key.size() > 2048 || event.from.tenant.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    keep_promises(waymark::slack::decode_event(body, {}, waymark::instant{}));
    keep_promises(waymark::slack::decode_interaction_payload(body, {}, waymark::instant{}).reply);
    return 0;
}
