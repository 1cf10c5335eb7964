// Modals and the Home tab: forms, questions and pages into views. Pure.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::slack {

/// What a modal is about. Travels in its private_metadata, which anybody may have written: it names things, and
/// permits nothing.
struct view_purpose {
    std::string what;      ///< the id of a form, or of the control of a question
    std::string language;  ///< BCP 47, for words about wrong fields
    bool question = false;
    bool goes_on = false;  ///< what comes of it is shown in the same modal
    friend bool operator==(const view_purpose&, const view_purpose&) = default;
};
[[nodiscard]] std::string metadata_of(const view_purpose& purpose);
[[nodiscard]] std::optional<view_purpose> purpose_in(std::string_view metadata);

/// What somebody has typed into a modal and not sent: values by block_id.
using draft = std::map<std::string, std::vector<std::string>>;

/// What is shown until the content is there. `name` is the bot's; `external_id` may be empty.
[[nodiscard]] nlohmann::json waiting_view(std::string_view name, const std::string& external_id,
                                          std::string_view language);
[[nodiscard]] nlohmann::json form_view(const input_form& what, const draft& typed);
/// A message of a talk that is shown in a modal; with a field when its question takes words, a date and the like.
[[nodiscard]] nlohmann::json talk_view(const outgoing& what, std::string_view name, const draft& typed = {});
[[nodiscard]] nlohmann::json home_view(const person_page& what);

/// One question whose answer is written in a modal, as the button in the chat carries it.
struct window_question {
    std::string control, label, language;
    int most = 0;  ///< letters
};
/// The value of that button, and back.
[[nodiscard]] std::string window_value(const window_question& one);
[[nodiscard]] std::optional<window_question> window_in(std::string_view value);
[[nodiscard]] nlohmann::json window_view(const window_question& one, std::string_view name, const draft& typed);

/// Ends the action_id of the button that opens a modal for one answer.
constexpr std::string_view window_mark = "#window";
/// The action_id of every field in a modal.
constexpr auto field_action = "value";

}  // namespace waymark::slack
