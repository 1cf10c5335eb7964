#include "conversations/programme/calendar_reader.hpp"

#include <charconv>

#include "conversations/programme/programme_parts.hpp"

namespace waymark {

namespace keys {
const key_set calendar{"a calendar", {"calendar", "working_days", "every_year", "easter", "dates"}};
}  // namespace keys

namespace {

constexpr std::size_t longest_holiday = 80;
constexpr int most_days_from_easter = 100;

bool is_region(std::string_view text) {
    return text.size() == 2 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

std::vector<std::string> read_regions(reading& in, const yaml_node& node) {
    std::vector<std::string> all;
    for (const auto* one : one_or_several(in, node, "region")) {
        auto region = read_text(in, *one, "\"calendar\"");
        if (!region.empty() && !is_region(region))
            in.error(one->at, "P014", "\"" + region.substr(0, 60) + "\" is not a region",
                     "write its two letters, such as ES or GB");
        else if (!region.empty())
            all.push_back(std::move(region));
    }
    return all;
}

/// "12-25"; any leap year has all days that there are.
std::optional<std::chrono::month_day> month_day_of(std::string_view text) {
    if (text.size() != 5) return {};
    const auto day = parse_date("2024-" + std::string(text));
    return day ? std::optional(day->month() / day->day()) : std::nullopt;
}

std::optional<int> days_of(std::string_view text) {
    int days = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole && std::abs(days) <= most_days_from_easter ? std::optional(days) : std::nullopt;
}

/// The days of a group, each with its name. `read` makes a day of a key.
template <class Days, class Read>
void read_days(reading& in, const map_reader& from, std::string_view key, std::string_view example, const Read& read,
               Days& into) {
    const auto* node = from.find(key);
    if (node == nullptr) return;
    if (node->is != yaml_node::kind::map)
        return in.error(node->at, "P013", "\"" + std::string(key) + "\" must be a group of days with their names",
                        "such as { " + std::string(example) + " }");
    for (const auto& entry : node->entries) {
        auto name = read_short(in, entry.value, "the name of a holiday", longest_holiday);
        if (const auto day = read(entry.key))
            into.emplace(*day, std::move(name));
        else
            in.error(entry.at, "P014", "\"" + entry.key.substr(0, 60) + "\" is not a day",
                     "such as { " + std::string(example) + " }");
    }
}

void read_whole_calendar(reading& in, const map_reader& from, calendars& into) {
    calendar one;
    if (const auto* days = from.find("working_days")) one.working_days = read_weekdays(in, *days);
    read_days(in, from, "every_year", "\"12-25\": Christmas Day", month_day_of, one.every_year);
    read_days(in, from, "easter", "\"-2\": Good Friday", days_of, one.easter);
    read_days(in, from, "dates", "2026-10-12: National Day", parse_date, one.dates);
    const auto* regions = from.need("calendar", "ES");
    if (regions == nullptr) return;
    for (const auto& region : read_regions(in, *regions)) {
        auto& known = into[region];
        if (!one.working_days.empty()) known.working_days = one.working_days;
        known.every_year.insert(one.every_year.begin(), one.every_year.end());
        known.easter.insert(one.easter.begin(), one.easter.end());
        known.dates.insert(one.dates.begin(), one.dates.end());
    }
}

}  // namespace

void read_calendar(std::string_view file, std::string_view source, calendars& into, std::vector<diagnostic>& problems) {
    const auto before = problems.size();
    const auto root = read_yaml(file, source, problems);
    reading in{std::string(file), source, problems};
    in.levels = {&keys::calendar};
    if (root) {
        const map_reader from(in, *root, keys::calendar);
        if (from.is_map()) read_whole_calendar(in, from, into);
    }
    say_as_programme(problems, before);
}

}  // namespace waymark
