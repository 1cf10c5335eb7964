// What speaks for a pair, and what forbids it, in plain words.
#include <algorithm>

#include "conversations/programme/matching.hpp"

namespace waymark {
namespace {

constexpr std::size_t enough_names = 5;

std::string quoted(const topic& one) {
    return "\"" + one.said + "\"";
}

void add(std::string& to, std::string_view separator, const std::string& more) {
    to.append(to.empty() ? "" : separator).append(more);
}

std::string learning_in_words(const fit& of, const candidate& mentee, const candidate& mentor) {
    std::string offered;
    std::string open;
    for (std::size_t wish = 0; wish < mentee.wants.size(); ++wish) {
        const auto met = std::ranges::find(of.met, wish, &met_wish::wish);
        const auto wanted = quoted(mentee.wants[wish]);
        if (met == of.met.end())
            add(open, ", ", wanted);
        else if (met->likeness == 100)
            add(offered, ", ", wanted);
        else
            add(offered, ", ", wanted + " in part (as " + quoted(mentor.offers[met->offer]) + ")");
    }
    return mentor.id.text + " offers " + offered + (open.empty() ? "" : "; still open: " + open);
}

std::string language_in_words(const fit& of, const candidate& mentee) {
    return "both speak " + of.language +
           (of.for_language == fit::most_language ? "" : ", which is not the first language of " + mentee.id.text);
}

std::string hours_in_words(span together) {
    const auto hours = std::chrono::floor<std::chrono::hours>(together).count();
    const auto minutes = std::chrono::floor<std::chrono::minutes>(together).count();
    const auto length = hours == 1  ? "1 hour"
                        : hours > 1 ? std::to_string(hours) + " hours"
                                    : std::to_string(minutes) + (minutes == 1 ? " minute" : " minutes");
    return "both work in the same " + length + " a week";
}

}  // namespace

std::vector<explained_part> explained(const fit& of, const candidate& mentee, const candidate& mentor) {
    std::vector<explained_part> out{
        {"learning", of.for_learning, fit::most_learning, learning_in_words(of, mentee, mentor)},
        {"language", of.for_language, fit::most_language, language_in_words(of, mentee)},
        {"hours", of.for_hours, fit::most_hours, hours_in_words(of.together)}};
    if (of.were_a_pair) out.push_back({"earlier", of.for_earlier, 0, "they have been a pair before"});
    return out;
}

std::string some_of(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), enough_names); ++i) add(out, ", ", names[i]);
    if (names.size() > enough_names) out += " and " + std::to_string(names.size() - enough_names) + " more";
    return out;
}

std::string in_words(refusal why_not, const std::vector<std::string>& with) {
    const auto names = some_of(with);
    switch (why_not) {
        case refusal::none:
            return {};
        case refusal::same_person:
            return "nobody is their own mentor";
        case refusal::a_pair:
            return "already a pair with " + names;
        case refusal::not_with:
            return "not to be matched with " + names;
        case refusal::nothing_to_learn:
            return "nothing to learn with " + names;
        case refusal::no_language:
            return "no language in common with " + names;
        case refusal::no_hours:
            return "no working hours in common with " + names;
        case refusal::full:
            return "no place left with " + names;
    }
    return {};
}

}  // namespace waymark
