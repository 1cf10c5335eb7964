#include "conversations/turn/help.hpp"

#include <algorithm>

#include "conversations/turn/reply.hpp"
#include "conversations/turn/talks.hpp"

namespace waymark {
namespace {

/// "goal, closing": of flows that this person has a part in.
std::string words_that_begin(const turn_work& work, const person_state& to) {
    const auto language = language_of(work.book, to);
    std::string out;
    for (const auto* one : work.book.flows.all()) {
        if (work.book.flows.newest(one->ref.name) != one) continue;
        const auto word = word_for(work.book.texts, *one, language);
        if (!word.empty()) out.append(out.empty() ? "" : ", ").append(word);
    }
    return out;
}

fillings about(const turn_work& work, const person_state& to) {
    const auto& home = home_of(work.book, to);
    return {{"name", theirs(name_of(to))},
            {"programme", ours(home.title)},
            {"contact", home.contact == to.id ? ours({}) : theirs(home.contact_name)},
            {"words", ours(words_that_begin(work, to))},
            {"open", ours(open_title(work, to))}};
}

}  // namespace

void say_help(turn_work& work, person_state& to) {
    reply(work, to, "help", about(work, to));
}

void greet(turn_work& work, person_state& to) {
    reply(work, to, "greeting", about(work, to));
}

}  // namespace waymark
