// Verified bodies of Slack's webhooks into domain events and the answer Slack expects. Pure, and without a JSON tree.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/slack/decode_view.hpp"
#include "adapters/slack/identities.hpp"

namespace waymark::slack {

/// Body of the Events API. `received` stands in where an event carries no time of its own.
[[nodiscard]] webhook_reply decode_event(std::string_view body, const identities& ours, instant received);
/// Form body of the interactivity and options addresses.
[[nodiscard]] view_act decode_interaction(std::string_view body, const identities& ours, instant received,
                                          const form_rules& rules = {});
/// The JSON inside such a form.
[[nodiscard]] view_act decode_interaction_payload(std::string_view payload, const identities& ours, instant received,
                                                  const form_rules& rules = {});
/// Form body of a slash command. The answer goes to the person's direct conversation; where it was given somewhere
/// else, the 200 says so to them alone, and else it is empty.
[[nodiscard]] webhook_reply decode_command(std::string_view body, const identities& ours, instant received,
                                           const language_finder& language = {});
/// Whether a command body is only Slack's probe of our certificate: such a body is answered 200 unread and unverified.
[[nodiscard]] bool is_ssl_check(std::string_view body);

/// Ends the action_id of every element: `control` + mark + what distinguishes elements of one control.
constexpr char element_mark = '#';
/// A multi-select of ours sends each tick; only the button beside it, ending so, says that the choice is made.
constexpr std::string_view several_mark = "#several";
constexpr std::string_view done_mark = "#done";

/// "<channel>/<ts>", the platform name of a message, and its parts. Both empty when it is not one.
[[nodiscard]] std::string message_ref(std::string_view channel, std::string_view ts);
struct message_name {
    std::string channel, ts;
};
[[nodiscard]] message_name split_ref(std::string_view ref);

}  // namespace waymark::slack
