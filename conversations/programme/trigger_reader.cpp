// Reads the moment at which a nudge comes: "when: { ... }".
#include <array>
#include <charconv>
#include <utility>

#include "conversations/programme/rule_parts.hpp"

namespace waymark {

namespace keys {
const key_set trigger{"when",
                      {"in_stage", "for", "since", "before_end", "silent_for", "fading", "meetings", "every_meetings",
                       "on", "each", "answer", "one_of", "pushed", "with", "without"}};
}  // namespace keys

namespace {

constexpr double most_rhythms = 20;
constexpr int most_meetings = 50;

/// The keys that name a moment by themselves. "in_stage" is one when it stands alone, and a condition beside them.
constexpr std::array<std::string_view, 10> moments{"since",          "before_end", "silent_for", "fading", "meetings",
                                                   "every_meetings", "on",         "each",       "answer", "pushed"};

/// "1.5 rhythms", or a length of time.
void read_silence(reading& in, const yaml_node& node, trigger& into) {
    const auto text = read_text(in, node, "\"silent_for\"");
    double count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit(end, text.data() + text.size());
    const auto length = parse_span(text);
    if (error == std::errc{} && (unit == " rhythms" || unit == " rhythm") && count > 0 && count <= most_rhythms)
        into.rhythms = count;
    else if (length && *length > span::zero())
        into.length = *length;
    else if (!text.empty())
        in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is neither a number of rhythms nor a length of time",
                 "write it as \"1.5 rhythms\", at most 20, or as \"90d\"");
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
    else if (has("fading") && !has("in_stage"))
        in.error(from.key_at("fading"), "P018", "\"fading\" needs a stage beside it",
                 "such as { fading: pair, in_stage: growing }: in some stages it is fine");
    else if (named.empty() && !has("in_stage"))
        from.missing("in_stage", from.at(), "P018", "this nudge has no moment to come",
                     "such as { in_stage: growing, for: 30d } or { before_end: 6 weeks }");
    const bool timed = named.empty() ? has("in_stage") : named.front() == "since";
    if (has("for") && named.size() < 2 && !timed)
        in.error(from.key_at("for"), "P018", "\"for\" goes with \"in_stage\" or \"since\"");
    if (has("one_of") && !has("answer"))
        in.error(from.key_at("one_of"), "P018", "\"one_of\" goes with \"answer\"");
    else if (has("answer") && !has("one_of"))
        from.missing("one_of", from.key_at("answer"), "P012", "which answers are meant?",
                     "add them, such as one_of: [1, 2]");
}

/// The moment of a move is in the stage that is left.
void check_move(reading& in, const map_reader& from) {
    if (from.find("in_stage") != nullptr)
        in.error(from.key_at("in_stage"), "P018", "a move is always from the stage that \"from\" names");
    if (from.find("pushed") != nullptr || from.find("every_meetings") != nullptr || from.find("fading") != nullptr ||
        from.find("each") != nullptr)
        in.error(from.at(), "P018", "a pair moves on once, by itself", "such as { meetings: 2 } or { for: 30d }");
}

/// Reads one trigger, key by key.
struct trigger_reader {
    using moment = trigger::moment;

    const rule_aids& with;
    const map_reader& from;
    trigger& into;

    void read_length(std::string_view key, moment is) const {
        const auto* value = from.find(key);
        if (value == nullptr) return;
        into.is = is;
        into.length = read_span(with.in, with.lengths.meant_by(with.in, *value)).value_or(span::zero());
    }
    void read_since() const {
        const auto* anchor = from.find("since");
        if (anchor == nullptr) return;
        into.is = moment::since;
        into.anchor = read_anchor(with, *anchor);
    }
    void read_silence_of_pair() const {
        const auto* value = from.find("silent_for");
        if (value == nullptr) return;
        into.is = moment::silent_for;
        read_silence(with.in, with.lengths.meant_by(with.in, *value), into);
    }
    void read_fading() const {
        const auto* who = from.find("fading");
        if (who == nullptr) return;
        into.is = moment::fading;
        into.anchor = read_word(with.in, *who, "who can fade", {"pair", "one_person"});
    }
    void read_count(std::string_view key, moment is) const {
        const auto* value = from.find(key);
        if (value == nullptr) return;
        into.is = is;
        into.count = read_whole(with.in, *value, 1, most_meetings).value_or(1);
    }
    void read_day() const {
        const auto* value = from.find("on");
        if (value == nullptr) return;
        into.is = moment::on;
        into.day = read_date(with.in, *value, "\"on\"");
    }
    void read_each() const {
        const auto* what = from.find("each");
        if (what == nullptr) return;
        into.is = moment::each_quarter;
        (void)read_word(with.in, *what, "part of the year", {"quarter"});  // reported, and there is no other
    }
    void read_answer() const {
        const auto* question = from.find("answer");
        if (question == nullptr) return;
        into.is = moment::answer;
        read_answer_moment(with, *question, from.find("one_of"), into);
    }
    void read_push() const {
        const auto* push = from.find("pushed");
        if (push != nullptr && read_true(with.in, *push)) into.is = moment::pushed;
    }
    void read_conditions() const {
        if (const auto* what = from.find("in_stage")) into.stages = read_stages(with.in, *what);
        if (const auto* what = from.find("with")) into.with = read_happenings(with, *what);
        if (const auto* what = from.find("without")) into.without = read_absences(with, *what);
    }
    void read() const {
        read_length("for", moment::in_stage);
        read_since();
        read_length("before_end", moment::before_end);
        read_silence_of_pair();
        read_fading();
        read_count("meetings", moment::meetings);
        read_count("every_meetings", moment::every_meetings);
        read_day();
        read_each();
        read_answer();
        read_push();
        read_conditions();
    }
};

}  // namespace

std::optional<trigger> read_trigger(const rule_aids& with, const yaml_node& node) {
    const map_reader from(with.in, node, keys::trigger);
    if (!from.is_map()) return {};
    trigger into;
    check_trigger(with.in, from);
    trigger_reader{with, from, into}.read();
    return into;
}

std::optional<trigger> read_move(const rule_aids& with, const yaml_node& node) {
    const map_reader from(with.in, node, keys::trigger);
    if (!from.is_map()) return {};
    trigger into;
    check_move(with.in, from);
    trigger_reader{with, from, into}.read();
    return into;
}

}  // namespace waymark
