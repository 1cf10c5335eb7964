#include "conversations/programme/programme_words.hpp"

#include <array>
#include <string_view>

namespace waymark {
namespace {

std::string counted(std::int64_t count, std::string_view unit) {
    return std::to_string(count) + " " + std::string(unit) + (count == 1 ? "" : "s");
}

std::string anchor_in_words(const std::string& anchor) {
    if (anchor == "start") return "the start";
    if (anchor == "end") return "the agreed end";
    if (anchor == "first_meeting") return "the first meeting";
    if (anchor == "last_meeting") return "the last meeting";
    return "the last " + anchor;
}

std::string in_stages(const trigger& when) {
    return list_in_words(when.stages, "or");
}

std::string after(const trigger& when, const std::string& what) {
    return when.length > span::zero() ? length_in_words(when.length) + " after " + what : "at once after " + what;
}

std::string silence_in_words(const trigger& when) {
    if (when.rhythms <= 0) return length_in_words(when.length) + " without a meeting";
    auto number = std::to_string(when.rhythms);
    number.erase(number.find_last_not_of('0') + 1);
    if (number.ends_with('.')) number.pop_back();
    return number + " rhythms without a meeting";
}

/// "a goal", "an answer to pulse.score".
std::string happening_in_words(const std::string& what) {
    return (what.find('.') == std::string::npos ? "a " : "an answer to ") + what;
}

std::vector<std::string> happenings_in_words(const std::vector<std::string>& all) {
    std::vector<std::string> out;
    for (const auto& one : all) out.push_back(happening_in_words(one));
    return out;
}

std::vector<std::string> happenings_in_words(const std::vector<absence>& all) {
    std::vector<std::string> out;
    for (const auto& one : all)
        out.push_back(happening_in_words(one.what) +
                      (one.within > span::zero() ? " of the last " + length_in_words(one.within) : ""));
    return out;
}

std::string moment_alone(const trigger& when) {
    using moment = trigger::moment;
    switch (when.is) {
        case moment::in_stage:
            return after(when, "a pair comes into " + in_stages(when));
        case moment::since:
            return after(when, anchor_in_words(when.anchor));
        case moment::before_end:
            return when.length > span::zero() ? length_in_words(when.length) + " before the agreed end"
                                              : "at the agreed end";
        case moment::silent_for:
            return "after " + silence_in_words(when);
        case moment::fading:
            return when.anchor == "pair" ? "when a fast start fades" : "when one person answers more and more rarely";
        case moment::meetings:
            return "with meeting number " + std::to_string(when.count);
        case moment::every_meetings:
            return "with every " + std::to_string(when.count) + " meetings";
        case moment::on:
            return "on " + (when.day ? date_text(*when.day) : std::string("no day"));
        case moment::each_quarter:
            return "at the beginning of each quarter";
        case moment::answer:
            return "when " + when.question + " is answered with " + list_in_words(when.values, "or");
        case moment::pushed:
            return "when an admin pushes it";
    }
    return {};
}

}  // namespace

std::string list_in_words(const std::vector<std::string>& all, std::string_view before_last) {
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) out += i + 1 < all.size() ? ", " : " " + std::string(before_last) + " ";
        out += all[i];
    }
    return out;
}

std::string length_in_words(span length) {
    if (length == span::zero()) return "no time";
    constexpr std::array<std::pair<std::string_view, span>, 5> units{{{"week", std::chrono::weeks(1)},
                                                                      {"day", std::chrono::days(1)},
                                                                      {"hour", std::chrono::hours(1)},
                                                                      {"minute", std::chrono::minutes(1)},
                                                                      {"second", std::chrono::seconds(1)}}};
    for (const auto& [name, unit] : units)
        if (length % unit == span::zero()) return counted(length / unit, name);
    return counted(length.count(), "microsecond");
}

std::string moment_in_words(const trigger& when) {
    auto out = moment_alone(when);
    if (when.is != trigger::moment::in_stage && !when.stages.empty()) out += ", in " + in_stages(when);
    if (!when.with.empty()) out += ", once there is " + list_in_words(happenings_in_words(when.with), "and");
    if (!when.without.empty()) out += ", unless there is " + list_in_words(happenings_in_words(when.without), "or");
    return out;
}

std::string days_in_words(const std::set<int>& working_days) {
    constexpr std::array<std::string_view, 7> names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (working_days.empty()) return "those of each person's region";
    std::string out;
    for (const auto day : working_days)
        out.append(out.empty() ? "" : ", ").append(names.at(static_cast<std::size_t>(day - 1)));
    return out;
}

std::string quiet_in_words(const gate_settings& of) {
    if (of.quiet_from_minute == of.quiet_to_minute) return "none";
    return hours_text({of.quiet_from_minute, of.quiet_to_minute});
}

std::string accounts_in_words(const std::vector<address>& all) {
    std::string out;
    for (const auto& one : all) {
        out.append(out.empty() ? "" : ", ").append(one.platform).append(" ").append(one.user);
        if (!one.tenant.empty()) out.append(" in ").append(one.tenant.text);
    }
    return out;
}

std::string profile_in_words(const learning_profile& of) {
    std::string out;
    const auto add = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) out.append(out.empty() ? "" : "; ").append(what).append(" ").append(value);
    };
    std::vector<std::string> not_with;
    for (const auto& one : of.not_with) not_with.push_back(one.text);
    add("wants", list_in_words(of.wants, "and"));
    add("offers", list_in_words(of.offers, "and"));
    add("takes at most", of.capacity ? std::to_string(*of.capacity) : "");
    add("speaks", list_in_words(of.languages, "and"));
    add("works", of.hours ? hours_text(*of.hours) : "");
    add("takes part as", std::string(word_of(of.takes_part_as)));
    add("not with", list_in_words(not_with, "and"));
    return out;
}

}  // namespace waymark
