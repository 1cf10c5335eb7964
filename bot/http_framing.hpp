// Whether a request's head may be read at all: HTTP/1.1 framing without any of the ambiguities that make two servers
// see two different requests. Pure. Runs over the raw bytes, before the parser.
#pragma once

#include <string_view>

namespace waymark {

struct head_limits {
    std::size_t bytes = 16 * 1024;
    std::size_t fields = 100;
    std::size_t target = 4 * 1024;
};

/// 0 when `head` (from the first byte up to and with the empty line) is sound, else the status to refuse it with:
/// 400 framing that can be read in two ways, 414 target too long, 431 too many fields, 501 a transfer coding we do not
/// have, 505 another version.
[[nodiscard]] unsigned refuse_head(std::string_view head, const head_limits& limits);

}  // namespace waymark
