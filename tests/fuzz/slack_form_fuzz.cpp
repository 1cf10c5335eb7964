// Any bytes as a form: read or refused, and what is encoded comes back the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/form_text.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/form.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto back = waymark::slack::form_decoded(waymark::form_encoded(body));
    if (!back || *back != body) std::abort();
    for (const auto& reply : {waymark::slack::decode_interaction(body, {}, waymark::instant{}).reply,
                              waymark::slack::decode_command(body, {}, waymark::instant{})})
        if (reply.status != 200 && reply.status != 400) std::abort();
    return 0;
}
