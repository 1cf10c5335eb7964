#include "bot/rehearsal/answers.hpp"

#include <algorithm>
#include <cmath>

#include "bot/rehearsal/sentences.hpp"
#include "conversations/engine/control_id.hpp"
#include "conversations/person/zone.hpp"

namespace waymark::rehearsal {
namespace {

const habits& habits_of(const answering& by) {
    return habits_of(by.who.is);
}

inbound::said said(std::string text) {
    return {std::move(text)};
}

inbound::chose chose(const control& asked, std::vector<std::string> values) {
    return {asked.id, std::move(values)};
}

std::string some_day_soon(const answering& by) {
    constexpr std::size_t least = 7, more = 50;
    const auto ahead = std::chrono::days(least + by.luck.below(more));
    return date_text(to_local(by.now + ahead, by.who.zone).day);
}

std::string some_number(const answer_spec& spec, chance& luck) {
    const auto least = std::lround(spec.min);
    const auto most = std::max(std::lround(spec.max), least);
    if (most == least) return "3";
    return std::to_string(least + static_cast<long>(luck.below(static_cast<std::size_t>(most - least + 1))));
}

std::string words(const asked_question& asks, const answering& by) {
    const auto& ask = *asks.step->ask;
    const bool few = by.luck.happens(habits_of(by).short_answers);
    const auto text = few ? short_sentence(by.who.language, by.luck) : sentence(by.who.language, ask.keep_as, by.luck);
    return marked(text, by.mark);
}

std::string lines(const asked_question& asks, const answering& by) {
    const auto& spec = asks.step->ask->answer;
    const auto room = static_cast<std::size_t>(std::max(spec.max_items - spec.min_items, 0)) + 1;
    const auto count =
        static_cast<std::size_t>(std::max(spec.min_items, 1)) + by.luck.below(std::min<std::size_t>(room, 3));
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out.append(out.empty() ? "" : "\n").append(words(asks, by));
    return out;
}

/// Its place among what may be chosen; the way to decline is not among them.
std::size_t place_of_choice(const std::vector<option>& options, const asked_question& asks, const answering& by) {
    const auto meeting = choice_that_notes_a_meeting(*asks.script, *asks.step);
    const auto found = std::ranges::find(options, meeting, &option::value);
    const auto place = static_cast<std::size_t>(found - options.begin());
    if (found != options.end() && by.has_met) return place;
    auto chosen = by.luck.happens(habits_of(by).first_choice) ? 0 : by.luck.below(options.size());
    if (found != options.end() && chosen == place)
        chosen = options.size() - 1;  // nobody claims a meeting there was not
    return chosen;
}

/// One of the options: pressed, or typed as its number or label.
inbound_content choice(const control& asked, const asked_question& asks, const answering& by) {
    auto options = asked.options;
    std::erase_if(options, [](const option& one) { return one.value == declining; });
    if (options.empty()) return said(word_for(by.texts, by.who.language, "word.skip"));
    const bool scale = asks.step->ask->answer.kind == answer_kind::scale;
    const auto place = scale ? by.luck.below(options.size()) : place_of_choice(options, asks, by);
    if (by.luck.happens(habits_of(by).presses)) return chose(asked, {options[place].value});
    return said(by.luck.happens(.5) && !scale ? std::to_string(place + 1) : options[place].label);
}

inbound_content several(const control& asked, const answering& by) {
    std::vector<std::string> values;
    const auto most = static_cast<std::size_t>(std::max(asked.at_most, 1));
    for (const auto& one : asked.options)
        if (one.value != declining && values.size() < most && (values.empty() || by.luck.happens(.4)))
            values.push_back(one.value);
    return chose(asked, std::move(values));
}

bool may_decline(const outgoing& message) {
    return message.ask &&
           std::ranges::find(message.ask->options, declining, &option::value) != message.ask->options.end();
}

}  // namespace

inbound_content answer_to(const outgoing& message, const asked_question& asks, const answering& by) {
    const auto& own = habits_of(by);
    if (may_decline(message) && by.luck.happens(own.declines)) return chose(*message.ask, {std::string(declining)});
    if (by.luck.happens(own.skips)) return said(word_for(by.texts, by.who.language, "word.skip"));
    const auto& spec = asks.step->ask->answer;
    switch (spec.kind) {
        case answer_kind::choice:
        case answer_kind::yes_no:
        case answer_kind::scale:
            return message.ask ? choice(*message.ask, asks, by) : inbound_content(said("1"));
        case answer_kind::several:
            return message.ask ? several(*message.ask, by) : inbound_content(said("1"));
        case answer_kind::date:
            if (message.ask && by.luck.happens(own.presses)) return chose(*message.ask, {some_day_soon(by)});
            return said(some_day_soon(by));
        case answer_kind::number:
            if (message.ask && by.luck.happens(own.presses)) return chose(*message.ask, {some_number(spec, by.luck)});
            return said(some_number(spec, by.luck));
        case answer_kind::person:
            if (message.ask) return chose(*message.ask, {by.who.at.user});
            return said(by.who.name);
        case answer_kind::list:
            return said(lines(asks, by));
        case answer_kind::text:
        case answer_kind::long_text:
            return said(words(asks, by));
    }
    return said(words(asks, by));
}

inbound_content answer_to(const control& asked, const answering& by) {
    if (asked.options.empty()) return chose(asked, {some_day_soon(by)});
    return chose(asked, {by.luck.one_of(asked.options).value});
}

std::string word_for(const bot_texts& texts, const std::string& language, const std::string& key) {
    const auto all = texts.say(language, key);
    return all.substr(0, all.find('|'));
}

}  // namespace waymark::rehearsal
