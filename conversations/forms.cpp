#include "conversations/forms.hpp"

#include "conversations/engine/answer_reading.hpp"
#include "conversations/engine/control_id.hpp"
#include "conversations/person/person_state.hpp"
#include "conversations/person/profile.hpp"
#include "conversations/person/topic_list.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

using problems = std::map<std::string, std::string>;

/// "closing", of "ann_and_bo.closing.3"
std::string_view flow_of(std::string_view talk) {
    talk = talk.substr(0, talk.rfind('.'));
    return talk.substr(talk.rfind('.') + 1);
}

/// Whether words alone tell. Days depend on the zone of whoever names them: the talk itself looks at those.
bool is_read_alone(answer_kind kind) {
    using enum answer_kind;
    return kind == text || kind == long_text || kind == list || kind == number || kind == scale;
}

struct checker {
    const inbound::submitted& what;
    const form_book& book;
    std::string_view language;
    instant now;
    problems found{};

    void say(const std::string& field, std::string_view key) { found.emplace(field, book.texts.say(language, key)); }

    void settings() {
        const auto from = clock_minute(value_of(what, "from"));
        const auto to = clock_minute(value_of(what, "to"));
        if (from && to && *from == *to) say("to", "settings.no_hours");
        if (what.values.contains("days") && values_of(what, "days").empty()) say("days", "settings.no_days");
        // The zone of whoever fills it in is not known here: a day that has begun somewhere is still to come elsewhere.
        if (const auto day = parse_date(value_of(what, "pause"))) {
            const instant until{std::chrono::sys_days(*day)};
            if (until + std::chrono::days(1) <= now) say("pause", "settings.day_is_over");
            if (until > now + longest_silence) say("pause", "settings.too_long");
        }
    }
    void profile() {
        for (const auto* field : {"wants", "offers"}) {
            const auto words = value_of(what, field);
            if (words.find_first_not_of(" \t\r\n") == std::string::npos) continue;
            if (const auto why_not = read_topic_list(words, {}).why_not; !why_not.empty()) say(field, why_not);
        }
    }
    void question(const question_ref& asked) {
        const auto* script = book.flows.newest(flow_of(asked.conversation.text));
        const auto* step = script == nullptr ? nullptr : script->find_step(asked.step);
        if (step == nullptr || !step->ask || !is_read_alone(step->ask->answer.kind)) return;
        const auto words = value_of(what, what.form);
        if (book.texts.is_always_word(words)) return;  // "skip" is a wish there, too
        const reading_aids aids{book.texts, std::string(language), {}, to_local(now, "UTC").day};
        const auto read = read_typed(step->ask->answer, aids, words);
        if (read.readable) return;
        found.emplace(what.form, book.texts.say(language, read.problem, read.problem_values));
    }
};

}  // namespace

std::vector<std::string> values_of(const inbound::submitted& what, const std::string& field) {
    const auto found = what.values.find(field);
    return found == what.values.end() ? std::vector<std::string>() : found->second;
}

std::string value_of(const inbound::submitted& what, const std::string& field) {
    const auto all = values_of(what, field);
    return all.empty() ? std::string() : all.front();
}

problems problems_in(const inbound::submitted& what, const form_book& book, std::string_view language, instant now) {
    checker check{what, book, language, now};
    if (what.form == settings_form) check.settings();
    if (what.form == profile_form) check.profile();
    if (const auto asked = question_of(what.form)) check.question(*asked);
    return std::move(check.found);
}

}  // namespace waymark
