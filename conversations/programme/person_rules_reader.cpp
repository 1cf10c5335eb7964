// Reads what a programme says about messages to everybody: how often, and when.
#include <algorithm>
#include <charconv>

#include "conversations/programme/programme_parts.hpp"

namespace waymark {

namespace keys {
const key_set person_rules{"person", {"budget", "quiet", "working_days", "spread"}};
const key_set budget{"budget", {"week", "day", "apart"}};
}  // namespace keys

namespace {

using namespace std::chrono_literals;

constexpr int most_messages = 100;      // a week or a day; for rehearsals
constexpr int most_welcome_a_week = 7;  // more than that deserves a word
constexpr int shortest_window = 60;     // minutes
constexpr span longest_gap = std::chrono::days(14);
constexpr span longest_spread = 12h;
constexpr int minutes_of_a_day = 24 * 60;

const std::vector<std::string> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// A length of time, or "0min" for none at all.
std::optional<span> read_span_or_none(reading& in, const yaml_node& node) {
    if (node.is == yaml_node::kind::scalar && parse_span(node.text) == span::zero()) return span::zero();
    return read_span(in, node);
}

/// Quiet hours by day alone, as when somebody has written the hours in which to send.
bool written_to_at_night(int quiet_from, int quiet_to) {
    constexpr int deep_night = 3 * 60;
    const auto since = [&](int minute) { return (minute - quiet_from + minutes_of_a_day) % minutes_of_a_day; };
    return quiet_from != quiet_to && since(deep_night) >= since(quiet_to);
}

void read_quiet(reading& in, const yaml_node& node, gate_settings& into) {
    const auto text = read_text(in, node, "\"quiet\"");
    if (text.empty()) return;
    const auto dash = text.find('-');
    const auto from = read_minute(std::string_view(text).substr(0, dash));
    const auto to = dash == std::string::npos ? std::nullopt : read_minute(std::string_view(text).substr(dash + 1));
    if (!from || !to)
        return in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is not a stretch of the day",
                        "write it as \"18:00-09:00\"; \"00:00-00:00\" means no quiet hours");
    const int open = (*from - *to + minutes_of_a_day) % minutes_of_a_day;
    if (open > 0 && open < shortest_window)
        in.error(node.at, "P019", "these quiet hours leave less than an hour a day to write to anybody");
    if (written_to_at_night(*from, *to))
        in.warning(node.at, "P066", "with these quiet hours people are written to at night",
                   "they say when nothing is sent, such as \"18:00-09:00\"");
    into.quiet_from_minute = *from;
    into.quiet_to_minute = *to;
}

void read_budget(reading& in, const yaml_node& node, gate_settings& into) {
    const map_reader from(in, node, keys::budget);
    if (!from.is_map()) return;
    if (const auto* week = from.find("week")) {
        into.per_week = read_whole(in, *week, 1, most_messages).value_or(into.per_week);
        if (into.per_week > most_welcome_a_week)
            in.warning(week->at, "P040", "more than one message a day that nobody asked for is rarely welcome",
                       "2 a week is the usual");
    }
    if (const auto* day = from.find("day"))
        into.per_day = read_whole(in, *day, 1, most_messages).value_or(into.per_day);
    if (into.per_day > into.per_week)
        in.error(from.key_at("day"), "P018", "a day cannot have more messages than its week");
    if (const auto* apart = from.find("apart")) {
        into.apart = read_span_or_none(in, *apart).value_or(into.apart);
        if (into.apart > longest_gap) in.error(apart->at, "P019", "\"apart\" is at most two weeks");
    }
}

}  // namespace

std::optional<int> read_minute(std::string_view text) {
    int hour = 0;
    int minute = 0;
    const auto digits = [](std::string_view part, int& value) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc{} && end == part.data() + part.size() && value >= 0;
    };
    const bool fits = text.size() == 5 && text[2] == ':' && digits(text.substr(0, 2), hour) &&
                      digits(text.substr(3), minute) && hour < 24 && minute < 60;
    return fits ? std::optional(hour * 60 + minute) : std::nullopt;
}

std::set<int> read_weekdays(reading& in, const yaml_node& node) {
    std::set<int> into;
    if (node.is != yaml_node::kind::list || node.items.empty()) {
        in.error(node.at, "P013", "working_days must be a list of at least one day",
                 "such as [mon, tue, wed, thu, fri]");
        return into;
    }
    for (const auto& item : node.items) {
        const auto found = std::ranges::find(weekdays, read_word(in, item, "weekday", weekdays));
        if (found != weekdays.end()) into.insert(static_cast<int>(found - weekdays.begin()) + 1);
    }
    return into;
}

gate_settings read_person_rules(reading& in, const yaml_node& node) {
    gate_settings into;
    const map_reader from(in, node, keys::person_rules);
    if (!from.is_map()) return into;
    if (const auto* budget = from.find("budget")) read_budget(in, *budget, into);
    if (const auto* quiet = from.find("quiet")) read_quiet(in, *quiet, into);
    if (const auto* working = from.find("working_days")) into.working_days = read_weekdays(in, *working);
    if (const auto* spread = from.find("spread")) {
        into.spread = read_span_or_none(in, *spread).value_or(into.spread);
        if (into.spread > longest_spread) in.error(spread->at, "P019", "\"spread\" is at most 12 hours");
    }
    return into;
}

}  // namespace waymark
