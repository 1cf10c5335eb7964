// Reads the moment at which a nudge comes: "when: { ... }".
#include <array>
#include <charconv>

#include "conversations/programme/programme_parts.hpp"

namespace waymark {

namespace keys {
const key_set trigger{
    "when", {"in_stage", "for", "after_start", "before_end", "silent_for", "every_meetings", "on", "without"}};
}  // namespace keys

namespace {

constexpr double most_rhythms = 20;
constexpr int most_meetings = 50;

const std::vector<std::string> stages{"invited", "groundwork", "goals", "growing", "closing", "closed", "afterglow"};
/// The keys that name a moment by themselves. "in_stage" is one when it stands alone, and a condition beside them.
constexpr std::array<std::string_view, 5> moments{"after_start", "before_end", "silent_for", "every_meetings", "on"};

std::optional<double> read_rhythms(reading& in, const yaml_node& node) {
    const auto text = read_text(in, node, "\"silent_for\"");
    double count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit(end, text.data() + text.size());
    if (error == std::errc{} && (unit == " rhythms" || unit == " rhythm") && count > 0 && count <= most_rhythms)
        return count;
    if (!text.empty())
        in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is not a number of rhythms",
                 "write it as \"1.5 rhythms\", at most 20");
    return {};
}

/// What goes together: one moment, with or without a stage; or a stage, with or without "for".
void check_trigger(reading& in, const map_reader& from) {
    const auto has = [&](std::string_view key) { return from.find(key) != nullptr; };
    std::vector<std::string_view> named;
    for (const auto one : moments)
        if (has(one)) named.push_back(one);
    if (named.size() > 1)
        in.error(from.key_at(named.back()), "P018",
                 "\"" + std::string(named.front()) + "\" and \"" + std::string(named.back()) + "\" are two moments",
                 "make two nudges of them");
    else if (has("silent_for") && !has("in_stage"))
        in.error(from.key_at("silent_for"), "P018", "\"silent_for\" needs a stage beside it",
                 "such as { silent_for: 1.5 rhythms, in_stage: growing }: in some stages silence is fine");
    else if (named.empty() && !has("in_stage"))
        from.missing("in_stage", from.at(), "P018", "this nudge has no moment to come",
                     "such as { in_stage: growing, for: 30d } or { before_end: 6 weeks }");
    if (has("for") && (!named.empty() || !has("in_stage")))
        in.error(from.key_at("for"), "P018", "\"for\" goes with \"in_stage\" alone");
}

/// One stage, or a list of several.
std::vector<std::string> read_stages(reading& in, const yaml_node& node) {
    if (node.is != yaml_node::kind::list) return {read_word(in, node, "stage", stages, "P023")};
    if (node.items.empty())
        in.error(node.at, "P013", "no stage is named here", "such as in_stage: growing, or [groundwork, growing]");
    std::vector<std::string> into;
    for (const auto& item : node.items) into.push_back(read_word(in, item, "stage", stages, "P023"));
    return into;
}

/// What can be missing: a meeting, or anything that one of the conversations keeps.
std::vector<std::string> happenings(const flow_library& flows) {
    std::set<std::string> kept;
    for (const auto* flow : flows.all())
        for (const auto& step : flow->steps)
            if (step.ask && !step.ask->keep_as.empty()) kept.insert(step.ask->keep_as);
    std::vector<std::string> all{"meeting"};
    all.insert(all.end(), kept.begin(), kept.end());
    return all;
}

}  // namespace

void read_trigger(reading& in, const yaml_node& node, const flow_library& flows, nudge_rule& into) {
    using trigger = nudge_rule::trigger;
    const map_reader from(in, node, keys::trigger);
    if (!from.is_map()) return;
    check_trigger(in, from);
    if (const auto* stage = from.find("in_stage")) into.stages = read_stages(in, *stage);
    const auto length = [&](std::string_view key, trigger when) {
        const auto* value = from.find(key);
        if (value == nullptr) return;
        into.when = when;
        into.length = read_span(in, *value).value_or(span::zero());
    };
    length("for", trigger::in_stage);
    length("after_start", trigger::after_start);
    length("before_end", trigger::before_end);
    if (const auto* silence = from.find("silent_for")) {
        into.when = trigger::silent_for;
        into.rhythms = read_rhythms(in, *silence).value_or(0);
    }
    if (const auto* count = from.find("every_meetings")) {
        into.when = trigger::every_meetings;
        into.meetings = read_whole(in, *count, 1, most_meetings).value_or(1);
    }
    if (const auto* day = from.find("on")) {
        into.when = trigger::on;
        into.day = read_date(in, *day, "\"on\"");
    }
    if (const auto* what = from.find("without")) into.without = read_word(in, *what, "happening", happenings(flows));
}

}  // namespace waymark
