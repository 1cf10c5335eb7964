#include "conversations/erasure.hpp"

#include <algorithm>
#include <cctype>

#include "conversations/turn/old_words.hpp"

namespace waymark {
namespace {

constexpr std::size_t least_word = 2;  // a single letter stands in any text

bool is_part_of_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Ids have none of these; keys are made of ids with these between: "<pair>.<flow>.<n>/<role>/<step>".
bool ends_id(char c) {
    return c == '/' || c == '.' || c == ' ' || c == '|';
}

/// Replaces `what` wherever it stands between two places at which it may begin and end.
template <class Inside>
bool replace_all(std::string& text, std::string_view what, std::string_view with, const Inside& is_inside) {
    bool any = false;
    for (auto at = text.find(what); at != std::string::npos;) {
        const auto end = at + what.size();
        const bool whole = (at == 0 || !is_inside(text[at - 1])) && (end == text.size() || !is_inside(text[end]));
        if (whole) text.replace(at, what.size(), with);
        any = any || whole;
        at = text.find(what, whole ? at + with.size() : at + 1);
    }
    return any;
}

bool take_out_words(const traces& of, std::string& text) {
    bool any = false;
    for (const auto& word : of.words) any = replace_all(text, word, removed_words, is_part_of_word) || any;
    return any;
}

/// An id by what takes its place, wherever it stands as a whole part of a key.
bool rename(const traces& of, std::string& key) {
    const auto inside = [](char c) { return !ends_id(c); };
    bool any = false;
    for (const auto& [was, is] : of.pairs) any = replace_all(key, was.text, is.text, inside) || any;
    return replace_all(key, of.who.text, of.as.text, inside) || any;
}

bool are_words(answer_kind kind) {
    return kind == answer_kind::text || kind == answer_kind::long_text || kind == answer_kind::list ||
           kind == answer_kind::person;
}

void add_words_of(const pair_state& pair, const person_id& who, std::vector<std::string>& to) {
    for (const auto& one : pair.answers)
        if (one.author == who && are_words(one.kind))
            to.insert(to.end(), one.value.items.begin(), one.value.items.end());
    for (const auto& one : pair.kept)
        if (one.author == who) to.push_back(one.text);
}

bool take_out_options(const traces& of, control& from) {
    bool any = take_out_words(of, from.label);
    for (auto& one : from.options) any = take_out_words(of, one.label) || any;
    for (auto& one : from.initial) any = take_out_words(of, one) || any;
    return rename(of, from.id) || any;
}
bool take_out_options(const traces& of, std::optional<control>& from) {
    return from && take_out_options(of, *from);
}

bool take_out_runs(const traces& of, std::vector<text_run>& text) {
    bool any = false;
    for (auto& run : text) any = take_out_words(of, run.text) || any;
    return any;
}

bool clear(const traces& of, outgoing& message) {
    bool any = take_out_runs(of, message.text);
    if (message.file) any = take_out_words(of, message.file->body) || any;
    any = take_out_options(of, message.ask) || any;
    return take_out_options(of, message.ways_out) || any;
}

bool clear(const traces& of, settled& change) {
    const bool words = take_out_words(of, change.chosen);
    return rename(of, change.message.text) || words;
}

bool clear(const traces& of, person_page& home) {
    bool any = false;
    for (auto& section : home.sections) {
        any = take_out_words(of, section.heading) || any;
        any = take_out_runs(of, section.text) || any;
        for (auto& one : section.controls) any = take_out_options(of, one) || any;
    }
    return any;
}

bool clear(const traces& of, input_form& open) {
    bool any = take_out_runs(of, open.text);
    for (auto& field : open.fields) any = take_out_options(of, field.what) || any;
    return any;
}

}  // namespace

traces traces_of(const person_state& person, const std::map<pair_id, pair_state>& pairs,
                 const std::function<std::string(const std::string&)>& mark) {
    traces out;
    out.who = person.id;
    out.as = {"gone-" + mark("person/" + person.id.text)};
    out.words = {person.full_name, person.first_name};
    for (const auto& at : person.addresses) out.words.push_back(at.user);
    for (const auto& [id, pair] : pairs) {
        if (pair.mentor != person.id && pair.mentee != person.id) continue;
        out.pairs.emplace(id, pair_id{"gone-" + mark("pair/" + id.text)});
        add_words_of(pair, person.id, out.words);
    }
    std::erase_if(out.words, [](const std::string& one) { return one.size() < least_word; });
    std::ranges::sort(out.words, std::ranges::greater(), [](const std::string& one) { return one.size(); });
    return out;
}

bool names_them(const traces& of, std::string_view key) {
    const auto begins = [&](const std::string& id) {
        return key.starts_with(id) && (key.size() == id.size() || ends_id(key[id.size()]));
    };
    return begins(of.who.text) ||
           std::ranges::any_of(of.pairs, [&](const auto& one) { return begins(one.first.text); });
}

bool may_hold(const traces& of, std::string_view text) {
    const auto holds = [&](const std::string& part) { return text.find(part) != std::string_view::npos; };
    return holds(of.who.text) || std::ranges::any_of(of.words, holds) ||
           std::ranges::any_of(of.pairs, [&](const auto& one) { return holds(one.first.text); });
}

void take_out(const traces& of, pair_state& pair, instant now) {
    pair.id = of.pairs.at(pair.id);
    for (auto* who : {&pair.mentor, &pair.mentee})
        if (*who == of.who) *who = of.as;
    if (!pair.ended) pair.end_reason = "left";
    if (pair.end_reason != "left") pair.end_reason.clear();  // it may be theirs
    pair.ended = true;
    if (!pair.ended_at) pair.ended_at = now;
    pair.paused_until.reset();
    pair.running.clear();
    pair.last_heard.erase(of.who);
    pair.met_lately.clear();
    std::erase_if(pair.kept, [&](const kept_text& one) { return one.author == of.who; });
    std::erase_if(pair.answers, [&](const answer& one) { return one.author == of.who; });
    for (auto& one : pair.kept) rename(of, one.conversation.text);
    for (auto& one : pair.answers) {
        rename(of, one.conversation.text);
        take_out_words(of, one.label);  // a question may have quoted them
    }
}

std::vector<timer_change> timers_of_rest(const pair_state& pair) {
    const auto at = words_go_at(pair);
    if (at == never) return {};
    return {{timer_key(pair.id), pair.id, std::nullopt, at}};
}

bool take_out(const traces& of, person_state& other) {
    const auto before = other;
    const auto is_theirs = [&](const pair_id& one) { return of.pairs.contains(one); };
    for (auto& one : other.pairs)
        if (is_theirs(one)) one = of.pairs.at(one);
    std::erase_if(other.pairs_to_tell_of, [&](const auto& one) { return is_theirs(one.first); });
    for (const auto& [was, is] : of.pairs)
        if (other.stopped_pairs.erase(was) > 0) other.stopped_pairs.insert(is);
    std::erase_if(other.waiting, [&](const offer& one) { return is_theirs(one.pair); });
    for (auto& one : other.sent) {  // they count as messages, so they stay
        if (is_theirs(one.pair)) one.pair = of.pairs.at(one.pair);
        for (auto* key : {&one.offer_key, &one.message.text, &one.why}) rename(of, *key);
    }
    for (auto& one : other.contact_lines) take_out_runs(of, one.text);
    if (names_them(of, other.talking_in.text)) other.talking_in = {};
    if (may_hold(of, other.data_choice_open)) other.data_choice_open.clear();
    return other != before;
}

bool take_out(const traces& of, message_content& content) {
    return std::visit([&](auto& one) { return clear(of, one); }, content);
}

bool take_out(const traces& of, log_line& line) {
    const bool about = rename(of, line.about);
    return rename(of, line.detail) || about;
}

}  // namespace waymark
