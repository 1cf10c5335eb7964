#include "conversations/turn/words.hpp"

#include "conversations/engine/typed_day.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/turn/silence.hpp"
#include "conversations/turn/where.hpp"

namespace waymark {
namespace {

using std::chrono::days;

constexpr std::size_t longest_wish = 60;

/// "Please help" without its "please", when `key` names that.
std::string_view without(const bot_texts& texts, std::string_view language, std::string_view key,
                         std::string_view text) {
    for (auto space = text.find(' '); space != std::string_view::npos; space = text.find(' ', space + 1)) {
        const auto before = text.substr(0, space);
        const auto after = trimmed(text.substr(space));
        if (texts.is_word(language, key, before)) return without(texts, language, key, after);
        if (texts.is_word(language, key, after)) return without(texts, language, key, before);
    }
    return text;
}

/// The first word and what comes after it.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
    const auto end = text.find_first_of(" \t\r\n");
    if (end == std::string_view::npos) return {text, {}};
    return {text.substr(0, end), trimmed(text.substr(end))};
}

constexpr std::array<std::string_view, 8> aside_words{"word.person",  "word.partner_reads", "word.change_answer",
                                                      "word.unclear", "word.no_time",       "word.enough",
                                                      "word.a_bot",   "word.nothing"};

/// "Can Bo see this?" as "can {partner} see this".
std::string with_partner_open(const turn_work& work, const person_state& from, std::string_view text) {
    auto plain = plain_word(text);
    for (const auto& id : from.pairs) {
        const auto pair = work.is.pairs.find(id);
        if (pair == work.is.pairs.end()) continue;
        const auto name = plain_word(partner_name(work, pair->second, from.id));
        const auto at = find_words(plain, name);
        if (at != std::string::npos) return plain.replace(at, name.size(), "{partner}");
    }
    return plain;
}

}  // namespace

bool is_small_talk(const turn_work& work, const person_state& from, std::string_view text) {
    const auto language = language_of(work.book, from);
    return work.book.texts.is_word(language, "word.small_talk", text) ||
           work.book.texts.is_word(language, "word.thanks", text);
}

bool is_short(std::string_view text) {
    return trimmed(text).size() <= longest_wish;
}

std::optional<instant> read_until(const turn_work& work, const person_state& from, std::string_view text) {
    const auto& texts = texts_for(work.book, from);
    const auto language = language_of(work.book, from);
    text = without(texts, language, "word.please", trimmed(text));
    if (const auto length = typed_days(texts, language, text)) return work.now + *length;
    const auto zone = zone_of(work.book, from);
    const auto day = typed_day(texts, language, text, to_local(work.now, zone).day);
    if (!day) return std::nullopt;
    return from_local(*day, 0, zone);
}

std::string read_no_such_day(const turn_work& work, const person_state& from, std::string_view text) {
    return no_such_day(texts_for(work.book, from), language_of(work.book, from), text);
}

std::optional<understood> read_wish(const turn_work& work, const person_state& from, std::string_view text) {
    if (!is_short(text)) return std::nullopt;
    const auto& texts = texts_for(work.book, from);
    const auto language = language_of(work.book, from);
    // "Here, please" is one as it stands: "here" alone may be an answer.
    if (const auto place = read_place(work, from, text)) return understood{wish::place, {}, {}, place};
    text = without(texts, language, "word.please", trimmed(text));
    if (const auto place = read_place(work, from, text)) return understood{wish::place, {}, {}, place};
    // "Stop writing to me now" and no other wish: "Why now?" is a good question to a partner.
    if (texts.is_word(language, "word.stop", without(texts, language, "word.from_now_on", text)))
        return understood{wish::stop, {}};
    for (std::size_t i = 0; i < always_words.size(); ++i)
        if (texts.is_word(language, always_words.at(i), text)) return understood{static_cast<wish>(i), {}};
    if (wants_silence(from, work.now) && texts.is_word(language, "word.start_again", text))
        return understood{wish::start, {}};
    // What stands on a button can be typed, too.
    if (texts.is_word(language, "out.pause", text)) return understood{wish::pause, {}};
    if (texts.is_word(language, "out.snooze_day", text)) return understood{wish::snooze, work.now + days(1)};
    if (texts.is_word(language, "out.snooze_week", text)) return understood{wish::snooze, work.now + days(7)};
    const auto [word, rest] = first_word(text);
    for (const auto what : {wish::snooze, wish::pause}) {
        if (!texts.is_word(language, always_words[static_cast<std::size_t>(what)], word)) continue;
        if (const auto until = read_until(work, from, rest)) return understood{what, until};
        if (auto day = read_no_such_day(work, from, rest); !day.empty()) return understood{what, {}, std::move(day)};
    }
    return std::nullopt;
}

std::optional<aside> read_aside(const turn_work& work, const person_state& from, std::string_view text) {
    if (!is_short(text)) return std::nullopt;
    const auto& texts = texts_for(work.book, from);
    const auto language = language_of(work.book, from);
    text = without(texts, language, "word.please", trimmed(text));
    const auto open = with_partner_open(work, from, text);
    for (std::size_t i = 0; i < aside_words.size(); ++i)
        if (texts.is_word(language, aside_words.at(i), text) || texts.is_word(language, aside_words.at(i), open))
            return static_cast<aside>(i);
    return std::nullopt;
}

}  // namespace waymark
