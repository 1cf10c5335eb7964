// Says what Slack would refuse in a message, by its documented limits. Written from the documents, not from our
// encoder.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace waymark::testing {

/// Problems of the arguments of chat.postMessage or chat.update, each with its place; empty = Slack takes it.
[[nodiscard]] std::vector<std::string> slack_problems(const nlohmann::json& arguments);

/// The same for a view, a modal or the Home tab, as views.open, views.update, views.publish and a `response_action`
/// take it.
[[nodiscard]] std::vector<std::string> slack_view_problems(const nlohmann::json& view);

/// The same for what a view_submission is answered with. `sent` is the view that was sent, with `open` views in the
/// stack, itself among them.
[[nodiscard]] std::vector<std::string> slack_answer_problems(const nlohmann::json& answer, const nlohmann::json& sent,
                                                             std::size_t open = 1);

}  // namespace waymark::testing
