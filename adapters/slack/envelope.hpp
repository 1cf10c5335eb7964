// What comes over a socket of Socket Mode, and what is answered there. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace waymark::slack {

struct envelope {
    enum class kind {
        hello,       ///< the socket is ready; `connections` of our app are open, as Slack counts
        disconnect,  ///< `reason` says why this socket ends
        event,
        interaction,
        command,
        unknown
    };
    kind is = kind::unknown;
    std::string id{};       ///< to acknowledge it by; hello and disconnect have none
    std::string payload{};  ///< JSON, as HTTP would have brought it; a command is an object of strings
    bool takes_answer = false;
    int connections = 0;
    std::string reason{};
};

/// Empty when the text is no JSON object.
[[nodiscard]] std::optional<envelope> read_envelope(std::string_view text);

/// A request as Slack would have posted it, so that whatever understands those understands these.
struct posted {
    std::string_view path;
    std::string body;
};
/// Empty for what HTTP never brings.
[[nodiscard]] std::optional<posted> as_posted(const envelope& from);

/// `answer` is the body with which the same would have been answered over HTTP; it goes along when Slack takes one.
[[nodiscard]] std::string acknowledgement(const envelope& of, const std::string& answer);

}  // namespace waymark::slack
