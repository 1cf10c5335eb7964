#include "adapters/teams/local_mode.hpp"

#include "adapters/replies.hpp"
#include "adapters/teams/service_url.hpp"

namespace waymark::teams {

bool from_web_page(const webhook_request& request) {
    return !request.get("Origin").empty();
}

understood receive_locally(std::string_view body, instant received) {
    understood out;
    auto in = read_activity(body);
    if (!in) {
        out.reply = refused(400, "not_json");
        return out;
    }
    if (!is_loopback_url(in->service_url)) {
        out.reply = refusal(errc::unlisted_service);
        return out;
    }
    out.reply = decode(*in, received);
    out.in = std::move(in);
    return out;
}

}  // namespace waymark::teams
