// Any bytes as what comes over a socket of Slack: read or refused, and whatever is read can be acknowledged.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/slack/decode.hpp"
#include "adapters/slack/envelope.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = waymark::slack::read_envelope(text);
    if (!read) return 0;
    const auto acknowledged = nlohmann::json::parse(waymark::slack::acknowledgement(*read, std::string(text)));
    if (acknowledged.at("envelope_id") != read->id) std::abort();
    if (acknowledged.contains("payload") && !read->takes_answer) std::abort();
    if (const auto request = waymark::slack::as_posted(*read)) {
        if (request->path.empty()) std::abort();
        (void)waymark::slack::decode_event(request->body, {}, waymark::instant{});
        (void)waymark::slack::decode_interaction(request->body, {}, waymark::instant{});
        (void)waymark::slack::decode_command(request->body, {}, waymark::instant{});
    }
    return 0;
}
