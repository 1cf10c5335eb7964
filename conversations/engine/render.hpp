// Fills a script's texts for one reader. What people wrote stays marked as theirs; a line whose mention is not there is
// left out.
#pragma once

#include "conversations/engine/talk.hpp"

namespace waymark {

[[nodiscard]] std::vector<text_run> render(const talk& in, const lane& reader, const script_text& text);
/// The same as one plain string: labels, lines to the programme's contact.
[[nodiscard]] std::string render_plain(const talk& in, const lane& reader, const script_text& text);

/// One of the bot's own phrases in this person's language, its values marked as words of people.
[[nodiscard]] std::vector<text_run> phrase(const talk& in, const person_id& reader, std::string_view key,
                                           const std::map<std::string, std::string>& values = {});

/// How an answer is shown to this reader: labels for choices, words for dates, one line for each item of a list.
[[nodiscard]] std::string shown_answer(const talk& in, const lane& reader, const answer& what);

}  // namespace waymark
