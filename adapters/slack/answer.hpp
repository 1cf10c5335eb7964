// What an answer of Slack's Web API means for us: done, try again, ask first, never, or stop altogether. Pure.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/http_client.hpp"

namespace waymark::slack {

/// How a call behaves when it is made twice.
enum class call_kind {
    post,  ///< a second one would be a second message: never repeat what may have happened
    again  ///< reading, and writing what may be written twice (chat.update, conversations.open)
};

struct api_answer {
    send_outcome outcome;  ///< `platform_ref` is "<channel>/<ts>" when the answer names a message
    nlohmann::json body;   ///< the answer's object when it was one, else null
};

/// Without a `Retry-After`, or with one that cannot be read, Slack's own clients wait this long.
constexpr span default_wait = std::chrono::seconds(60);

[[nodiscard]] api_answer understand(const http_answer& answer, call_kind kind);
/// Its turn comes after this, by Slack's word or by our own pace.
[[nodiscard]] send_outcome not_before(span wait);

/// After a question that Slack could not be asked, as it is down: longer than its hiccups, shorter than anybody waits.
constexpr span ask_again_after = std::chrono::seconds(30);

/// Whether a refusal is about our blocks, so that the text alone may still get through.
[[nodiscard]] bool about_blocks(std::string_view error);
/// Whether a refusal is about the metadata, so that the same without it may get through.
[[nodiscard]] bool about_metadata(std::string_view error);
/// What Slack calls a conversation that it does not know (any more), or will not let us into.
constexpr std::string_view no_channel = "channel_not_found";
/// Says Slack of a token whose time is over.
constexpr std::string_view token_expired = "token_expired";
/// Whether an update failed because the message cannot be changed any more: nothing is left to do.
[[nodiscard]] bool beyond_updating(std::string_view error);

}  // namespace waymark::slack
