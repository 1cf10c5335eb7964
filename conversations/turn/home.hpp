// A person's own page at the bot: their pairs, what waits for an answer, their settings, and buttons for the usual
// things. It is made anew when something on it has changed, and only then. Internal to turn/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conversations/turn/reply.hpp"

namespace waymark {

constexpr std::string_view page_mark = "page|";  ///< a button of the page that opens no form; then what it does

/// They have opened their page there, and the platform had nothing to show when it is `blank`.
void open_page(turn_work& work, person_state& who, const address& at, bool blank);
/// Puts the page of everybody at hand on its way who has one, if it differs from what they see. Whose pairs are not all
/// at hand, or who runs a programme, is named in turn_outcome::pages_wanted instead.
void refresh_pages(turn_work& work);
/// The same, with what stands on the page of somebody who runs programmes.
void refresh_page(turn_work& work, const page_wanted& what);
/// Any page on its way to this account, whatever they have seen there before.
void put_page_at(turn_work& work, person_state& who, const address& at, message_content page);
/// A button of the page. `what` is what stands after the mark.
void take_page_button(turn_work& work, person_state& from, std::string_view what, const std::string& value);

}  // namespace waymark
