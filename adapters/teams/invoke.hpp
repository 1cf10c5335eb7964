// Invokes: activities whose HTTP response is what the person sees. Which kind it is, and what is answered. Pure.
#pragma once

#include "adapters/adapter.hpp"
#include "adapters/teams/activity.hpp"

namespace waymark::teams {

enum class invoke_kind {
    press,          ///< adaptiveCard/action of one of our cards
    dialog,         ///< task/fetch: a button of ours wants a form for a long answer
    dialog_sent,    ///< task/submit: that form was filled in
    file_wanted,    ///< fileConsent/invoke: they said yes,
    file_declined,  ///< or no
    other_card,     ///< a card that is not ours, or that refreshes by itself: nobody did anything
    unknown         ///< what we have no use for; answered 501
};
// How these two are counted; what they take is done by file_handover.
constexpr auto file_wanted_label = "file_wanted";
constexpr auto file_declined_label = "file_declined";
[[nodiscard]] invoke_kind invoke_kind_of(const activity& in);

/// Fills in what a press is answered with, in the language of the client. Equal for every delivery of it.
void answer_press(invoke_kind kind, std::string_view language, webhook_reply& reply);
/// Nothing happens; a button of adaptiveCard/action is told so.
[[nodiscard]] webhook_reply other_card_answer(const activity& in);
/// A dialog with one large field. Its words are the button's own: `title`, `label`, `send`, `wanted`.
[[nodiscard]] webhook_reply dialog_answer(const card_input& input);

}  // namespace waymark::teams
