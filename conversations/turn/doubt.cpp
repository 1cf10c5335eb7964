#include "conversations/turn/doubt.hpp"

#include <algorithm>

#include "conversations/turn/talks.hpp"
#include "conversations/turn/words.hpp"

namespace waymark {
namespace {

bool is_question(std::string_view text) {
    return text.substr(0, text.find_last_not_of(" \t\r\n") + 1).ends_with('?');
}

/// "What would you like to ask Bo?": its example is a question, too.
bool takes_questions(const open_ask& open) {
    return is_question(open.step->ask->example.text);
}

lane* lane_that_asks(turn_work& work, const person_state& from, const open_ask& open) {
    auto* pair = find_pair(work, open.pair);
    auto* talk = pair == nullptr ? nullptr : pair->find(open.talk);
    if (talk == nullptr) return nullptr;
    const auto own = std::ranges::find(talk->lanes, from.id, &lane::person);
    return own == talk->lanes.end() ? nullptr : &*own;
}

/// Typed once more, or too late: what stood on a button of an earlier question.
bool was_offered_before(const turn_work& work, const person_state& from, const open_ask& open, const lane& own,
                        std::string_view text) {
    return std::ranges::any_of(own.path, [&](const std::string& id) {
        auto earlier = open;
        earlier.step = open.script->find_step(id);
        return earlier.step != nullptr && earlier.step->ask && is_offered(work, from, earlier, text);
    });
}

std::string place_of(const open_ask& open) {
    return open.talk.text + "/" + open.step->id;
}

bool is_doubtful(const turn_work& work, const person_state& from, const open_ask& open, const lane& own,
                 const std::string& text) {
    if (!is_short(text) || is_offered(work, from, open, text)) return false;
    if (is_question(text) && !takes_questions(open)) return true;
    const auto language = language_of(work.book, from);
    const auto& texts = texts_for(work.book, from);
    return texts.is_word(language, "word.thanks", text) || texts.is_word(language, "word.complaint", text) ||
           was_offered_before(work, from, open, own, text);
}

}  // namespace

bool doubted_first(turn_work& work, person_state& from, const std::string& text, const std::string& said_in) {
    const auto open = open_ask_of(work, from);
    if (!open || !takes_words(*open)) return false;
    auto* own = lane_that_asks(work, from, *open);
    if (own == nullptr || own->vague_asked || !is_doubtful(work, from, *open, *own, text)) return false;
    own->vague_asked = true;  // one question about an answer is enough, whichever it is
    std::vector<option> options;
    for (const char* one : {"yes", "no"}) options.push_back({one, label_for(work, from, std::string("doubt.") + one)});
    ask_own(work, from, own_question::doubt, phrase_for(work, from, "doubt.ask", {{"words", theirs(text)}}),
            std::move(options), {place_of(*open), text, said_in});
    return true;
}

void apply_doubt(turn_work& work, person_state& from, const own_answer& answer) {
    const auto open = open_ask_of(work, from);
    if (!open || place_of(*open) != answer.context.flow) return reply(work, from, "question.closed");
    if (answer.value == "yes") return answer_talk(work, from, answer.context.text, answer.context.said_in);
    reply(work, from, "doubt.not_kept");
    ask_open_again(work, from);
}

}  // namespace waymark
