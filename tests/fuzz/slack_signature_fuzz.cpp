// Any three pieces of bytes as timestamp, signature and body: never good under a secret nobody knows.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "adapters/slack/signature.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const waymark::slack::signature_checker checker({"a secret that is in no corpus"});
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    const auto first = all.find('\n');
    const auto second = first == all.npos ? first : all.find('\n', first + 1);
    const auto timestamp = all.substr(0, first);
    const auto signature = first == all.npos ? std::string_view{} : all.substr(first + 1, second - first - 1);
    const auto body = second == all.npos ? std::string_view{} : all.substr(second + 1);
    const waymark::instant now{std::chrono::seconds(1767225600)};
    if (checker.check(timestamp, signature, body, now) == waymark::slack::signature_verdict::good) std::abort();
    return 0;
}
