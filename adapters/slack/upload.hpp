// A file into somebody's conversation: Slack hands out an address for the bytes, and is told when they are there.
//
// Threads: lives on the io thread.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "adapters/slack/web_api.hpp"
#include "conversations/message.hpp"

namespace waymark::slack {

/// `message` has a file; its words stand above it. `channel` is the conversation's own id. What may have happened is
/// simply tried again: somebody who gets their own data twice comes to no harm.
[[nodiscard]] boost::asio::awaitable<api_answer> post_file(web_api& api, std::string channel, outgoing message);

/// files.completeUploadExternal for a file that is there as `id`. The words are blocks: as a comment, what people wrote
/// would be read as markup. Pure.
[[nodiscard]] nlohmann::json shared_file(const std::string& id, const std::string& channel, const outgoing& message);

/// Whether bytes of people may go to this address, which came in an answer: Slack's own host for files, or the place
/// where its API is. By the whole origin, so that "https://files.slack.com@elsewhere" is not meant.
[[nodiscard]] bool may_upload_to(std::string_view url, std::string_view api);

}  // namespace waymark::slack
