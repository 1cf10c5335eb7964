#include "conversations/turn/help.hpp"

#include <algorithm>

#include "conversations/person/places.hpp"
#include "conversations/turn/no_match.hpp"
#include "conversations/turn/reply.hpp"
#include "conversations/turn/talks.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

/// "goal, closing": of flows that this person has a part in.
std::string words_that_begin(turn_work& work, const person_state& to) {
    const auto language = language_of(work.book, to);
    const auto pairs = pairs_of(work, to);
    std::string out;
    if (waits_for_match(work, to)) return out;  // without a partner there is nobody to talk about yet
    for (const auto* one : work.book.flows.all()) {
        if (work.book.flows.newest(one->ref.name) != one) continue;
        const auto fits = [&](const pair_state* pair) { return words_fit(*one, *pair); };
        if (!pairs.empty() && std::ranges::none_of(pairs, fits)) continue;
        const auto word = word_for(work.book.texts, *one, language);
        if (!word.empty()) out.append(out.empty() ? "" : ", ").append(word);
    }
    return out;
}

/// Of somebody with one partner: to them they may have meant to write.
std::string only_partner(turn_work& work, const person_state& to) {
    const auto pairs = pairs_of(work, to);
    return pairs.size() == 1 ? partner_name(work, *pairs.front(), to.id) : std::string();
}

fillings about(turn_work& work, const person_state& to) {
    const auto& home = home_of(work.book, to);
    return {{"name", theirs(name_of(to))},
            {"programme", ours(home.title)},
            {"contact", home.contact == to.id ? ours({}) : theirs(home.contact_name)},
            {"words", ours(words_that_begin(work, to))},
            {"open", ours(open_title(work, to))}};
}

}  // namespace

void say_help(turn_work& work, person_state& to) {
    auto text = phrase_for(work, to, "help", about(work, to));
    if (wants_a_match(to)) add_lines(text, phrase_for(work, to, "help.list"));
    if (has_a_choice_of_places(to)) add_lines(text, phrase_for(work, to, "help.places"));
    reply(work, to, std::move(text));
}

void say_not_kept(turn_work& work, person_state& to, std::string_view text) {
    if (is_small_talk(work, to, text)) return reply(work, to, "idle.small_talk");
    if (waits_for_match(work, to)) return reply(work, to, "list.idle", about(work, to));
    auto with = about(work, to);
    with["partner"] = theirs(only_partner(work, to));
    with["waiting"] = ours(waiting_title(work, to));
    reply(work, to, "idle", with);
}

void greet(turn_work& work, person_state& to) {
    reply(work, to, "greeting", about(work, to));
}

}  // namespace waymark
