#include "conversations/forms.hpp"

#include "conversations/person/person_state.hpp"
#include "conversations/person/profile.hpp"
#include "conversations/person/topic_list.hpp"

namespace waymark {
namespace {

using problems = std::map<std::string, std::string>;

struct checker {
    const inbound::submitted& what;
    const bot_texts& texts;
    std::string_view language;
    instant now;
    problems found{};

    void say(const std::string& field, std::string_view key) { found.emplace(field, texts.say(language, key)); }

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

problems problems_in(const inbound::submitted& what, const bot_texts& texts, std::string_view language, instant now) {
    checker check{what, texts, language, now};
    if (what.form == settings_form) check.settings();
    if (what.form == profile_form) check.profile();
    return std::move(check.found);
}

}  // namespace waymark
