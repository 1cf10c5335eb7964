// Reads what a programme says about everybody: the gate's settings, and the rules that start conversations.
#include <algorithm>
#include <charconv>

#include "conversations/programme/programme_parts.hpp"

namespace waymark {

namespace keys {
const key_set person_rules{"person", {"budget", "quiet", "working_days", "spread"}};
const key_set budget{"budget", {"week", "day", "apart"}};
const key_set nudge{"a nudge", {"id", "when", "start", "to", "priority", "good_for", "reason"}};
}  // namespace keys

namespace {

using namespace std::chrono_literals;

constexpr int most_messages = 100;      // a week or a day; for rehearsals
constexpr int most_welcome_a_week = 7;  // more than that deserves a word
constexpr int shortest_window = 60;     // minutes
constexpr span longest_gap = std::chrono::days(14);
constexpr span longest_spread = 12h;
constexpr std::size_t longest_reason = 300;
constexpr int minutes_of_a_day = 24 * 60;

const std::vector<std::string> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
const std::vector<std::string> receivers{"both", "mentor", "mentee", "waiting_person"};
const std::vector<std::string> priorities{"low", "normal", "high"};

/// A length of time, or "0min" for none at all.
std::optional<span> read_span_or_none(reading& in, const yaml_node& node) {
    if (node.is == yaml_node::kind::scalar && parse_span(node.text) == span::zero()) return span::zero();
    return read_span(in, node);
}

/// "18:00" as minutes after midnight.
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
    into.quiet_from_minute = *from;
    into.quiet_to_minute = *to;
}

void read_working_days(reading& in, const yaml_node& node, gate_settings& into) {
    into.working_days.clear();
    if (node.is != yaml_node::kind::list || node.items.empty())
        return in.error(node.at, "P013", "working_days must be a list of at least one day",
                        "such as [mon, tue, wed, thu, fri]");
    for (const auto& item : node.items) {
        const auto day = read_word(in, item, "weekday", weekdays);
        const auto found = std::ranges::find(weekdays, day);
        if (found != weekdays.end()) into.working_days.insert(static_cast<int>(found - weekdays.begin()) + 1);
    }
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

/// Both take part as mentor and mentee; anybody else named takes the flow's first role, and a partner its second.
void check_receiver(reading& in, const yaml_node& to, const nudge_rule& rule) {
    if (rule.roles.empty() || rule.to.empty()) return;
    const auto has = [&](std::string_view role) { return std::ranges::count(rule.roles, role) > 0; };
    const bool by_name = has("mentor") && has("mentee");
    if (by_name && rule.to != "both")
        in.error(to.at, "P025", "\"" + rule.start.name + "\" is a conversation of mentor and mentee",
                 "write \"to: both\"; each of them is asked what is theirs");
    else if (rule.to == "both" && !by_name)
        in.error(to.at, "P025",
                 "\"" + rule.start.name + "\" is not for mentor and mentee, but for " + joined(rule.roles),
                 "say who is the first of them: mentor, mentee or waiting_person");
    else if (rule.roles.size() == 1 && (has("mentor") || has("mentee")) && rule.to != rule.roles.front())
        in.error(to.at, "P025", "\"" + rule.start.name + "\" is only for the " + rule.roles.front(),
                 "write \"to: " + rule.roles.front() + "\"");
}

void read_start(reading& in, const yaml_node& node, const flow_library& flows, nudge_rule& into) {
    const auto name = read_name(in, node, "the name of a conversation");
    if (name.empty()) return;
    if (const auto* flow = flows.newest(name.name)) {
        into.start = flow->ref;
        into.roles = flow->people;
        return;
    }
    std::vector<std::string> known;
    for (const auto* flow : flows.all()) known.push_back(flow->ref.name);
    in.unknown(name.at, "P022", "there is no conversation called \"" + name.name + "\"", name.name, known);
}

/// A text in the programme's language, or one for each language; the programme's is among them (P012).
translated read_reason(reading& in, const yaml_node& node, const std::string& language) {
    translated into;
    if (node.is != yaml_node::kind::map) {
        into[language] = read_short(in, node, "\"reason\"", longest_reason);
        return into;
    }
    for (const auto& entry : node.entries) {
        yaml_node name;
        name.at = entry.at;
        name.text = entry.key;
        into[read_language(in, name)] = read_short(in, entry.value, "\"reason\"", longest_reason);
    }
    if (!into.contains(language))
        in.error(node.at, "P012", "this reason does not speak \"" + language + "\", the language of the programme",
                 "add \"" + language + ": ...\"; people whose language is missing get that one");
    return into;
}

nudge_rule read_nudge(reading& in, const yaml_node& node, const flow_library& flows, const std::string& language,
                      taken_names& taken) {
    nudge_rule into;
    const map_reader from(in, node, keys::nudge);
    if (!from.is_map()) return into;
    if (const auto* id = from.need("id", "closing_time")) {
        const auto name = read_name(in, *id, "the name of a nudge");
        into.id = name.name;
        taken.take(in, name);
    }
    if (const auto* when = from.need("when", "{ in_stage: growing, for: 30d }")) read_trigger(in, *when, flows, into);
    if (const auto* start = from.need("start", "checkpoint")) read_start(in, *start, flows, into);
    if (const auto* to = from.need("to", "both")) {
        into.to = read_word(in, *to, "receiver", receivers);
        check_receiver(in, *to, into);
    }
    if (const auto* weight = from.find("priority")) {
        const auto found = std::ranges::find(priorities, read_word(in, *weight, "priority", priorities));
        if (found != priorities.end()) into.weight = static_cast<priority>(found - priorities.begin());
    }
    if (const auto* good_for = from.find("good_for")) {
        into.good_for = read_span(in, *good_for).value_or(span::zero());
    } else if (into.when == nudge_rule::trigger::after_start || into.when == nudge_rule::trigger::on) {
        from.missing(
            "good_for", from.at(), "P018", "this nudge needs to know how long it is good for",
            "add a line such as \"good_for: 2 weeks\"; a pair that joins later is not asked about times long past");
    }
    if (const auto* reason = from.find("reason"))
        into.reason = read_reason(in, *reason, language);
    else
        from.missing("reason", from.at(), "P041", "this nudge does not say why it comes",
                     "add a line such as \"reason: Your time together ends in about six weeks.\"; whoever asks gets to "
                     "read it");
    return into;
}

}  // namespace

gate_settings read_person_rules(reading& in, const yaml_node& node) {
    gate_settings into;
    const map_reader from(in, node, keys::person_rules);
    if (!from.is_map()) return into;
    if (const auto* budget = from.find("budget")) read_budget(in, *budget, into);
    if (const auto* quiet = from.find("quiet")) read_quiet(in, *quiet, into);
    if (const auto* working = from.find("working_days")) read_working_days(in, *working, into);
    if (const auto* spread = from.find("spread")) {
        into.spread = read_span_or_none(in, *spread).value_or(into.spread);
        if (into.spread > longest_spread) in.error(spread->at, "P019", "\"spread\" is at most 12 hours");
    }
    return into;
}

std::string read_word(reading& in, const yaml_node& node, std::string_view what, const std::vector<std::string>& known,
                      const std::string& code) {
    auto word = read_text(in, node, what);
    if (word.empty() || std::ranges::count(known, word) > 0) return word;
    in.unknown(node.at, code, "there is no " + std::string(what) + " \"" + word.substr(0, 60) + "\"", word, known);
    return {};
}

std::vector<nudge_rule> read_nudges(reading& in, const map_reader& from, const flow_library& flows,
                                    const std::string& language) {
    std::vector<nudge_rule> all;
    taken_names taken("nudge");
    for (const auto& node : read_list(in, from, "nudges", "id: ..."))
        all.push_back(read_nudge(in, node, flows, language, taken));
    return all;
}

}  // namespace waymark
