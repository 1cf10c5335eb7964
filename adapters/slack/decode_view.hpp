// What people do in modals and on the Home tab, and what opens one. Pure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/slack/views.hpp"

namespace waymark::slack {

/// What is wrong with a form, by its fields; see conversations/forms.hpp. Language and time are whoever's fills it in.
using form_check =
    std::function<std::map<std::string, std::string>(const inbound::submitted&, std::string_view language, instant)>;

/// In which language somebody reads; empty when nobody knows.
using language_finder = std::function<std::string(const address&)>;

/// What must be opened before the request is answered, with the little time that Slack gives.
struct opening {
    std::string trigger;
    /// The question whose answer is written in it; empty: a modal that waits for what the core says, and whose name
    /// becomes the `surface` of the events.
    std::optional<window_question> window{};
};

struct view_act {
    webhook_reply reply;
    address who{};       ///< whose notes drafts are
    std::string view{};  ///< the platform's name of the view this happened in; empty = in none
    std::optional<opening> open{};
    /// What was typed so far: to be kept under this name until it is sent.
    std::string draft_of{};
    draft typed{};
    bool sent = false;  ///< it was sent: what was kept goes
};

/// Whose interaction it is, as the caller has found out.
struct interaction_place {
    address who;
    std::string trigger;
};

/// What decoding an interaction needs beside who we are.
struct form_rules {
    std::string_view bot_name = "Waymark";
    const form_check* check = nullptr;
};

/// "draft/<what>": the note that holds it.
[[nodiscard]] std::string draft_note(std::string_view what);
[[nodiscard]] std::string draft_text(const draft& typed);
[[nodiscard]] draft draft_from(std::string_view text);

/// `payload` of kind view_submission.
[[nodiscard]] view_act decode_submission(std::string_view payload, const interaction_place& at, instant received,
                                         const form_rules& rules);
/// Of kind view_closed.
[[nodiscard]] view_act decode_closing(std::string_view payload, const interaction_place& at, instant received);
/// block_actions in a view: typing, or a button there.
[[nodiscard]] view_act decode_in_view(std::string_view payload, const interaction_place& at, instant received);
/// Of kind shortcut or message_action.
[[nodiscard]] view_act decode_shortcut(std::string_view payload, const interaction_place& at, instant received);

}  // namespace waymark::slack
