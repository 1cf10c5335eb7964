#include "adapters/retry_after.hpp"

#include <algorithm>
#include <charconv>

namespace waymark {

std::optional<span> retry_after(const http_answer& answer) {
    const auto text = answer.header("Retry-After");
    std::int64_t seconds = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (ec != std::errc{} || stop != text.data() + text.size()) return {};
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 1, 3600));
}

}  // namespace waymark
