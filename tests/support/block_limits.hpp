// Says what Slack would refuse in a message, by its documented limits. Written from the documents, not from our
// encoder.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waymark::testing {

/// Problems of the arguments of chat.postMessage or chat.update, each with its place; empty = Slack takes it.
[[nodiscard]] std::vector<std::string> slack_problems(const nlohmann::json& arguments);

/// The same for a view, a modal or the Home tab, as views.open, views.update, views.publish and a `response_action`
/// take it.
[[nodiscard]] std::vector<std::string> slack_view_problems(const nlohmann::json& view);

}  // namespace waymark::testing
