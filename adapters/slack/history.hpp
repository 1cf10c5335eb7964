// Looks a post of ours up in a conversation.
//
// Threads: lives on the io thread.
#pragma once

#include <string>

#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

/// Whether a message that carries this id was posted into `channel` since shortly before `first_tried`. Absent: all
/// pages since then were read, and none has it.
[[nodiscard]] boost::asio::awaitable<find_outcome> find_posted(web_api& api, std::string channel, std::string id,
                                                               instant first_tried);

}  // namespace waymark::slack
