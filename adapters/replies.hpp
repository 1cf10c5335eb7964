// The replies that decoders of all platforms give to a request.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "adapters/adapter.hpp"

namespace waymark {

/// Ids are opaque, but none of any platform's is longer than this; longer ones would bloat keys.
constexpr std::size_t longest_id = 255;

[[nodiscard]] inline webhook_reply answered(std::string_view counted_as) {
    webhook_reply reply;
    reply.counted_as = counted_as;
    return reply;
}
[[nodiscard]] inline webhook_reply refused(unsigned status, std::string_view counted_as) {
    auto reply = answered(counted_as);
    reply.status = status;
    return reply;
}
[[nodiscard]] inline webhook_reply alarmed(std::string_view counted_as) {
    auto reply = answered(counted_as);
    reply.alarm = true;
    return reply;
}
[[nodiscard]] inline bool id_like(std::string_view text) {
    return !text.empty() && text.size() <= longest_id;
}
[[nodiscard]] inline webhook_reply with_event(std::string_view counted_as, inbound_event event) {
    auto reply = answered(counted_as);
    reply.events.push_back(std::move(event));
    return reply;
}

/// "<platform>/<tenant>/<kind>/<part>/<part>": equal for every delivery of one act. Times come first among the parts:
/// keys that grow with time are stored side by side, which spares the database a page for each.
template <class... Parts>
[[nodiscard]] std::string natural_key(std::string_view platform, std::string_view tenant, const Parts&... parts) {
    std::string key(platform);
    key.append("/").append(tenant);
    (key.append("/").append(parts), ...);
    return key;
}

}  // namespace waymark
