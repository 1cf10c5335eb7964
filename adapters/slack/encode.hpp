// Messages in domain words into the JSON of chat.postMessage and chat.update, within Slack's limits. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "conversations/message.hpp"

namespace waymark::slack {

/// chat.postMessage. `id` is the opaque idempotency id, put into the metadata and into block ids. Text is split over
/// blocks rather than cut; `text` carries the question and the possible answers for screen readers and notifications.
[[nodiscard]] nlohmann::json post_message(const std::string& channel, const outgoing& message, const std::string& id);

/// The same message as text alone, for when Slack refuses our blocks.
[[nodiscard]] nlohmann::json post_plain(const std::string& channel, const outgoing& message, const std::string& id);

/// chat.update of a message as it stands (its "text" and "blocks"): everything to press goes, the choice made is shown.
/// `id` makes the block ids of this version.
[[nodiscard]] nlohmann::json settle_message(const std::string& channel, const std::string& ts,
                                            const nlohmann::json& as_it_stands, const settled& choice,
                                            const std::string& id);

/// Whether a message as it stands had nothing to press from the beginning, so that nothing of it can be used up.
[[nodiscard]] bool never_had_controls(const nlohmann::json& as_it_stands);

/// JSON as text; foreign bytes that are not UTF-8 become replacement characters.
[[nodiscard]] std::string wire(const nlohmann::json& body);

}  // namespace waymark::slack
