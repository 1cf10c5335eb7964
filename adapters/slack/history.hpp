// Looks posts of ours up in a conversation.
//
// Threads: lives on the io thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

/// Whether a message that carries this id was posted into `channel` since shortly before `first_tried`. Absent: all
/// pages since then were read, and none has it.
[[nodiscard]] boost::asio::awaitable<find_outcome> find_posted(web_api& api, std::string channel, std::string id,
                                                               instant first_tried);

struct earlier_message {
    nlohmann::json content;  ///< "text" and "blocks"; null when they cannot be had, then:
    send_outcome failure;    ///< "sent" when the message was deleted: there is nothing left to change
};
/// A message of ours as it stands now. `ref`: as `message_ref` writes it.
[[nodiscard]] boost::asio::awaitable<earlier_message> read_posted(web_api& api, std::string ref);

}  // namespace waymark::slack
