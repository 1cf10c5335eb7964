// Reads a request's head, and refuses it unless it is HTTP/1.1 framing without any of the ambiguities that make two
// servers see two different requests. Pure. Nothing is copied: what comes out are views of the bytes that came in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace waymark {

struct head_limits {
    std::size_t bytes = 16 * 1024;
    std::size_t fields = 100;
    std::size_t target = 4 * 1024;
};

/// Views live as long as the bytes they were read from.
struct http_head {
    struct field {
        std::string_view name, value;
    };
    std::string_view method, target;
    std::optional<std::uint64_t> content_length;
    bool chunked = false;
    bool keep_alive = true;         ///< the peer wants to send another request
    bool expects_continue = false;  ///< it waits for "100 Continue" before it sends the body
    std::vector<field> fields{};

    /// The value of the first field of that name, in any letter case, or "".
    [[nodiscard]] std::string_view get(std::string_view name) const;
};

/// 0 when `head` (from the first byte up to and with the empty line) is sound, else the status to refuse it with:
/// 400 framing that can be read in two ways, 414 target too long, 431 too many fields, 501 a transfer coding we do not
/// have, 505 another version.
[[nodiscard]] unsigned parse_head(std::string_view head, const head_limits& limits, http_head& into);

}  // namespace waymark
