// What an answer of the Bot Connector means for us: done, try again, nobody knows, never, or stop altogether. Pure. By
// the status first, then by the code, and by words only where there is nothing else: words change.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/http_client.hpp"

namespace waymark::teams {

/// How a call behaves when it is made twice.
enum class call_kind {
    post,  ///< a second one would be a second message: never repeat what may have happened
    again  ///< reading, changing, deleting, and opening a one-to-one conversation
};

/// What a refusal is about, where something can be done about it.
enum class refusal_of { nothing, token, conversation, message, host, installation };

struct api_answer {
    send_outcome outcome;
    nlohmann::json body;  ///< the answer's object when it was one, else null
    refusal_of about = refusal_of::nothing;
};

// Reasons that people read in words: texts know each.
constexpr auto not_installed = "not_installed";  ///< the app is not there for them (any more)
constexpr auto blocked = "blocked";              ///< they blocked the bot, or the chat takes nothing more
constexpr auto gone = "gone";                    ///< the account or its conversation is not there any more

[[nodiscard]] api_answer understand(const http_answer& answer, call_kind kind);

}  // namespace waymark::teams
