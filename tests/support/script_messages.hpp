// Every message that a script can bring, with whatever people are called and write. Nothing is listed by hand: a new
// conversation, step or language is in it by being there.
#pragma once

#include <string>
#include <vector>

#include "conversations/turn.hpp"

namespace waymark {

/// What stands wherever a script mentions something. Empty = the pair has said nothing yet.
struct fillings {
    std::string name;   ///< first names, and the programme's contact
    std::string words;  ///< answers, goals, and whatever else people write
    std::string programme = "Open Doors";
};
/// As long as people's names are, and as long as the longest answer may be.
[[nodiscard]] fillings long_ones();

/// One message, and what its buttons can be replaced by.
struct scripted_message {
    std::string where;  ///< "closing/victories, mentor, es", for whoever reads that something is wrong with it
    outgoing what;
    std::vector<settled> then;
};

/// All of this conversation in this language: questions with the ways out, the same once more, reminders, examples,
/// what is said in between and by rules, to each of those who take part; and lines for the programme's contact.
[[nodiscard]] std::vector<scripted_message> messages_of(const script_book& book, const flow& script,
                                                        const std::string& language, const fillings& with);

}  // namespace waymark
