#include "conversations/turn/talks.hpp"

#include <algorithm>
#include <utility>

#include "conversations/turn/asides.hpp"
#include "conversations/turn/help.hpp"
#include "conversations/turn/own_questions.hpp"
#include "conversations/turn/step.hpp"

namespace waymark {
namespace {

using wish = input::asked_to::what;

struct place {
    pair_id pair;
    const conversation* talk;
};

constexpr std::size_t most_waiting_words = 4000;

/// Running talks of the loaded pairs in which this person has a part.
std::vector<place> talks_of(const turn_work& work, const person_state& from) {
    std::vector<place> all;
    for (const auto& id : from.pairs) {
        const auto pair = work.is.pairs.find(id);
        if (pair == work.is.pairs.end()) continue;
        for (const auto& talk : pair->second.running)
            if (!talk.over && lane_of(talk, from.id) != nullptr) all.push_back({id, &talk});
    }
    return all;
}

bool asks(const place& one, const person_state& from) {
    return lane_of(*one.talk, from.id)->is == lane::phase::asking;
}

/// Where this person's words may belong: one place when it is clear, one for each pair when it is not.
std::vector<place> open_places(const turn_work& work, const person_state& from) {
    std::vector<place> open;
    for (const auto& one : talks_of(work, from))
        if (one.talk->id == from.talking_in && asks(one, from)) return {one};
    for (const auto& id : from.pairs) {
        const auto pair = work.is.pairs.find(id);
        if (pair == work.is.pairs.end()) continue;
        if (const auto* talk = open_question(pair->second, from.id)) open.push_back({id, talk});
    }
    return open;
}

/// Whether this wish can be meant for a talk that asks nothing, when this is their lane in it.
bool fits(wish what, const lane& one) {
    switch (what) {
        case wish::go_back:
            return !one.path.empty();
        case wish::cancel:
            return one.is != lane::phase::done;
        case wish::skip:  // who waits has nothing to leave out: what comes next depends on the partner, or on a day
        case wish::show_example:
        case wish::ask_again:
            return false;
    }
    return false;
}

/// Back and cancel are about the talk the person was in last; skip and example about the question that is open. Several
/// places when it is not clear which.
std::vector<place> places_for(const turn_work& work, const person_state& from, wish what) {
    std::optional<place> last, newest;
    for (const auto& one : talks_of(work, from)) {
        if (!fits(what, *lane_of(*one.talk, from.id))) continue;
        if (one.talk->id == from.talking_in) last = one;
        if (!newest || newest->talk->started <= one.talk->started) newest = one;
    }
    if (last) return {*last};
    auto open = open_places(work, from);
    if (open.empty() && newest) open.push_back(*newest);
    return open;
}

/// Asks for whom the words are; they wait until then.
void ask_for_whom(turn_work& work, person_state& from, const std::vector<place>& open,
                  const own_question_context& words) {
    std::vector<option> options;
    for (const auto& [pair, talk] : open) {
        const auto* script = work.book.flows.find(talk->flow);
        auto label = partner_name(work, work.is.pairs.at(pair), from.id);
        if (script != nullptr) label += ": " + title_of(work.book, *script, from);
        options.push_back({talk->id.text, std::move(label)});
    }
    ask_own(work, from, own_question::talk, phrase_for(work, from, "which.ask"), std::move(options), words);
}

/// An answer to a talk says that the person went on without choosing: what waited is not delivered by a later word.
void let_waiting_words_go(turn_work& work, person_state& from) {
    const auto words = waiting_words(from).text;
    if (words.empty()) return;
    close_own_question(from);
    reply(work, from, "which.let_go", {{"words", theirs(words)}});
}

fillings facts_of_talk(const turn_work& work, const person_state& reader, const flow_ref& ref, const pair_id& which) {
    fillings out;
    const auto language = language_of(work.book, reader);
    if (const auto* script = work.book.flows.find(ref)) {
        out["title"] = ours(title_of(work.book, *script, reader));
        out["word"] = ours(word_for(work.book.texts, *script, language));
    }
    out["partner"] = theirs(partner_name(work, work.is.pairs.at(which), reader.id));
    return out;
}

/// Somebody changes what they wrote in a talk that is over. `written` is a copy: the pair's own is taken out.
void change_when_over(turn_work& work, person_state& from, pair_state& pair, answer written, bool deleted) {
    if (written.opened) return reply(work, from, "answer.opened");
    if (!deleted) return reply(work, from, "answer.over");
    std::erase_if(pair.kept, [&](const kept_text& one) {
        return one.conversation == written.conversation && one.author == written.author && one.kind == written.keep_as;
    });
    std::erase_if(pair.answers, [&](const answer& one) {
        return one.conversation == written.conversation && one.author == written.author && one.step == written.step;
    });
    work.out.answers_dropped.push_back(
        {std::move(written.conversation), std::move(written.step), std::move(written.author)});
    reply(work, from, "answer.taken_back");
}

/// Roles called mentor and mentee are those two people; any others are taken by whoever asks and their partner.
bool takes_part(const flow& script, const pair_state& pair, const person_id& who) {
    const std::string own = pair.mentor == who ? "mentor" : "mentee";
    return std::ranges::any_of(
        script.people, [&](const std::string& role) { return role == own || (role != "mentor" && role != "mentee"); });
}

/// The conversation that has to come before this one, and of which nothing was answered yet; null when there is none.
const flow* what_comes_first(const turn_work& work, const flow& script, const pair_state& pair) {
    const auto& name = script.after.name;
    const bool had = std::ranges::any_of(pair.answers, [&](const answer& one) { return one.flow == name; });
    return name.empty() || had ? nullptr : work.book.flows.newest(name);
}

}  // namespace

std::string word_for(const bot_texts& texts, const flow& script, std::string_view language) {
    for (const auto& one : script.words)
        if (texts.is_word(language, "word.flows", one)) return one;
    return script.words.empty() ? std::string() : script.words.front();
}

void answer_talk(turn_work& work, person_state& from, const std::string& text, const std::string& said_in) {
    const auto open = open_places(work, from);
    if (open.empty()) return say_not_kept(work, from, text);
    if (open.size() > 1) {
        auto words = waiting_words(from).text;  // they go on writing instead of choosing: it belongs together
        words = words.empty() || words.size() + text.size() > most_waiting_words ? text : words + "\n" + text;
        return ask_for_whom(work, from, open, {{}, std::move(words), said_in});
    }
    let_waiting_words_go(work, from);
    from.talking_in = open.front().talk->id;
    (void)step_pair(work, open.front().pair, input::typed{from.id, from.talking_in, text, said_in});
}

bool is_asked_in(const turn_work& work, const person_state& from, const conversation_id& talk) {
    return std::ranges::any_of(talks_of(work, from),
                               [&](const place& one) { return one.talk->id == talk && asks(one, from); });
}

std::string open_title(const turn_work& work, const person_state& from) {
    const auto open = open_places(work, from);
    if (open.empty()) return {};
    const auto* script = work.book.flows.find(open.front().talk->flow);
    return script == nullptr ? std::string() : title_of(work.book, *script, from);
}

std::optional<open_ask> open_ask_of(const turn_work& work, const person_state& from) {
    const auto open = open_places(work, from);
    if (open.size() != 1) return std::nullopt;
    const auto& [pair, talk] = open.front();
    const auto* script = work.book.flows.find(talk->flow);
    const auto* step = script == nullptr ? nullptr : script->find_step(lane_of(*talk, from.id)->step);
    if (step == nullptr || !step->ask) return std::nullopt;
    return open_ask{pair, talk->id, script, step};
}

bool takes_words(const open_ask& one) {
    const auto kind = one.step->ask->answer.kind;
    return kind == answer_kind::text || kind == answer_kind::long_text || kind == answer_kind::list;
}

bool is_offered(const turn_work& work, const person_state& from, const open_ask& one, std::string_view text) {
    const auto typed = plain_word(text);
    const auto is = [&](const script_text& label) {
        const auto shown =
            work.book.flows.text(*one.script, label, language_of(work.book, from),
                                 texts_of(work.book, programme_of(work.book, work.is.pairs.at(one.pair))));
        return typed == plain_word(shown) || typed == plain_word(label.text);
    };
    const auto& spec = one.step->ask->answer;
    return (!spec.may_decline.empty() && is(spec.may_decline)) ||
           std::ranges::any_of(spec.options, [&](const answer_option& each) { return is(each.label); });
}

void ask_open_again(turn_work& work, person_state& from) {
    const auto open = open_ask_of(work, from);
    if (!open) return;
    from.talking_in = open->talk;
    (void)step_pair(work, open->pair, input::asked_to{from.id, open->talk, wish::ask_again});
}

std::string waiting_title(const turn_work& work, const person_state& from) {
    for (const auto& one : talks_of(work, from)) {
        const auto& lane = *lane_of(*one.talk, from.id);
        const auto* script = lane.is == lane::phase::barrier ? work.book.flows.find(one.talk->flow) : nullptr;
        const auto* step = script == nullptr ? nullptr : script->find_step(lane.step);
        if (step != nullptr && step->wait_for && step->wait_for->date_of.empty())
            return title_of(work.book, *script, from);
    }
    return {};
}

void pick_in_talk(turn_work& work, person_state& from, const conversation_id& talk, const std::string& step_id,
                  const std::vector<std::string>& values) {
    for (const auto& one : talks_of(work, from)) {
        if (one.talk->id != talk) continue;
        let_waiting_words_go(work, from);
        from.talking_in = talk;
        (void)step_pair(work, one.pair, input::picked{from.id, talk, step_id, values});
        return;
    }
    reply(work, from, "question.closed");
}

bool has_answered(const pair_state& pair, const conversation_id& talk, const person_id& who) {
    return std::ranges::any_of(pair.answers, [&](const answer& one) {
        return one.conversation == talk && one.author == who && !one.value.declined;
    });
}

void wish_in_talk(turn_work& work, person_state& from, wish what, const std::string& text) {
    const auto places = places_for(work, from, what);
    if (places.empty()) return reply(work, from, what == wish::skip ? "skip.nothing" : "talk.none");
    if (places.size() > 1) return ask_for_whom(work, from, places, {{}, text, {}});
    const auto [pair, talk] = places.front();
    from.talking_in = talk->id;
    const auto facts = facts_of_talk(work, from, talk->flow, pair);
    const auto* left = has_answered(work.is.pairs.at(pair), from.talking_in, from.id) ? "cancel.kept" : "cancel.done";
    if (!step_pair(work, pair, input::asked_to{from.id, from.talking_in, what}).contains(from.id))
        reply(work, from, what == wish::cancel ? left : "skip.done", facts);
}

void change_answer(turn_work& work, person_state& from, const std::string& said_in, const std::string* text) {
    if (said_in.empty()) return;
    if (held_words(from).said_in == said_in) {  // not an answer yet: written anew, or taken back
        close_own_question(from);
        if (text == nullptr) return reply(work, from, "answer.taken_back");
        if (!asked_first(work, from, *text, said_in)) answer_talk(work, from, *text, said_in);
        return;
    }
    for (const auto& id : from.pairs) {
        auto* pair = find_pair(work, id);
        if (pair == nullptr) continue;
        const auto written_there = [&](const answer& one) { return one.author == from.id && one.said_in == said_in; };
        const auto found = std::ranges::find_if(pair->answers, written_there);
        if (found == pair->answers.end()) continue;
        const auto* talk = pair->find(found->conversation);
        if (talk == nullptr || talk->over)
            change_when_over(work, from, *pair, *found, text == nullptr);
        else if (text != nullptr)
            (void)step_pair(work, id, input::edited{from.id, said_in, *text});
        else
            (void)step_pair(work, id, input::deleted{from.id, said_in});
        return;
    }
}

bool words_fit(const flow& script, const pair_state& pair) {
    const bool runs = std::ranges::any_of(
        pair.running, [&](const conversation& talk) { return !talk.over && talk.flow.name == script.ref.name; });
    return runs || script.in_stage.empty() || std::ranges::count(script.in_stage, pair.stage) > 0;
}

void begin_by_word(turn_work& work, person_state& from, const flow& script) {
    auto pairs = pairs_of(work, from);
    if (pairs.empty()) return reply(work, from, "begin.no_pair");
    std::erase_if(pairs, [&](const pair_state* pair) { return !words_fit(script, *pair); });
    const fillings named{{"title", ours(title_of(work.book, script, from))}};
    if (pairs.empty()) return reply(work, from, "begin.another_time", named);
    if (pairs.size() == 1) return begin_with(work, from, pairs.front()->id, script);
    std::vector<option> options;
    for (const auto* pair : pairs) options.push_back({pair->id.text, partner_name(work, *pair, from.id)});
    ask_own(work, from, own_question::begin, phrase_for(work, from, "begin.with_whom", named), std::move(options),
            {script.ref.name, {}, {}});
}

void begin_with(turn_work& work, person_state& from, const pair_id& which, const flow& script) {
    auto* pair = find_pair(work, which);
    if (pair == nullptr) return;
    const auto facts = facts_of_talk(work, from, script.ref, which);
    if (!takes_part(script, *pair, from.id)) return reply(work, from, "begin.not_yours", facts);
    if (const auto* first = what_comes_first(work, script, *pair)) {
        auto named = facts;
        named["first"] = ours(title_of(work.book, *first, from));
        reply(work, from, "begin.first", named);
        return begin_with(work, from, which, *first);
    }
    input::begin begin;
    begin.flow = script.ref;
    begin.why = std::string(asked_by) + from.id.text;
    begin.asked_for_by_someone = true;
    begin.asker = from.id;
    const auto answered = step_pair(work, which, begin).contains(from.id);  // one that runs already is taken up again
    for (const auto& talk : pair->running)
        if (!talk.over && talk.flow.name == script.ref.name && concerns(work, talk, from.id)) from.talking_in = talk.id;
    if (!answered) reply(work, from, "begin.begun", facts);
}

}  // namespace waymark
