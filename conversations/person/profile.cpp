#include "conversations/person/profile.hpp"

#include <array>

namespace waymark {
namespace {

std::string clock_text(int minute) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

}  // namespace

bool learning_profile::is_mentee() const {
    if (takes_part_as == part_taken::unsaid) return !wants.empty();
    return takes_part_as != part_taken::mentor;
}

bool learning_profile::is_mentor() const {
    if (takes_part_as == part_taken::unsaid) return !offers.empty();
    return takes_part_as != part_taken::mentee;
}

void take_over(learning_profile& known, const learning_profile& named) {
    if (!named.wants.empty()) known.wants = named.wants;
    if (!named.offers.empty()) known.offers = named.offers;
    if (named.capacity) known.capacity = named.capacity;
    if (!named.languages.empty()) known.languages = named.languages;
    if (named.hours) known.hours = named.hours;
    if (named.takes_part_as != part_taken::unsaid) known.takes_part_as = named.takes_part_as;
    if (!named.not_with.empty()) known.not_with = named.not_with;
}

std::string hours_text(day_hours hours) {
    return clock_text(hours.from_minute) + "-" + clock_text(hours.to_minute);
}

std::string_view word_of(part_taken as) {
    constexpr std::array<std::string_view, 4> words{"", "mentor", "mentee", "both"};
    return words.at(static_cast<std::size_t>(as));
}

}  // namespace waymark
