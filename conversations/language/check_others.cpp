// What a flow says of other authored things: conversations that it starts, and words that may be taken.
#include <algorithm>

#include "conversations/language/flow_reader.hpp"
#include "conversations/language/node_reader.hpp"

namespace waymark {

namespace {

void check_there_is(reading& in, const name_ref& called, const flow_library& flows) {
    if (called.empty() || flows.newest(called.name) != nullptr) return;
    std::vector<std::string> known;
    for (const auto* other : flows.all()) known.push_back(other->ref.name);
    in.unknown(called.at, "F026", "there is no conversation called \"" + called.name + "\"", called.name, known);
}

void check_starts(reading& in, const std::vector<flow_action>& actions, const flow_library& flows) {
    for (const auto& what : actions)
        if (const auto* start = std::get_if<action::start_flow>(&what)) check_there_is(in, start->flow, flows);
}

/// Another conversation that begins with this word; the first of them by name would be the only one to begin.
const flow* also_begun_by(const std::string& word, const flow& one, const flow_library& flows) {
    const auto same = [&](const std::string& known) { return plain_word(known) == plain_word(word); };
    for (const auto* other : flows.all())
        if (other->ref.name != one.ref.name && flows.newest(other->ref.name) == other &&
            std::ranges::any_of(other->words, same))
            return other;
    return nullptr;
}

}  // namespace

void check_others(std::string_view file, std::string_view source, const flow& one, const flow_library& flows,
                  const bot_texts& texts, std::vector<diagnostic>& problems) {
    reading in{std::string(file), source, problems};
    check_there_is(in, one.after, flows);
    for (const auto& step : one.steps) check_starts(in, step.does, flows);
    for (const auto& rule : one.rules) check_starts(in, rule.does, flows);
    const auto words = place_in(source, {1, 1}, "words:");
    for (const auto& word : one.words) {
        if (texts.is_always_word(word))
            in.error(place_in(source, words, word), "F027",
                     "\"" + word + "\" means something else in every conversation, so it never begins this one",
                     "choose another word");
        else if (const auto* other = also_begun_by(word, one, flows))
            in.error(place_in(source, words, word), "F028",
                     "\"" + word + "\" begins the conversation \"" + other->ref.name + "\" too",
                     "choose another word in one of them");
    }
}

}  // namespace waymark
