// Reads the rules that start conversations, or tell the contact something.
#include <algorithm>

#include "conversations/programme/rule_parts.hpp"

namespace waymark {

namespace keys {
const key_set nudge{"a nudge",
                    {"id", "when", "start", "to", "tell_contact", "priority", "good_for", "hold_out", "reason"}};
}  // namespace keys

namespace {

constexpr std::size_t longest_reason = 300;

const std::vector<std::string> receivers{"both", "mentor", "mentee", "waiting_person", "author", "fading_person"};
const std::vector<std::string> priorities{"low", "normal", "high"};

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

void read_start(const rule_aids& with, const yaml_node& node, nudge_rule& into) {
    const auto name = read_name(with.in, node, "the name of a conversation");
    if (name.empty()) return;
    if (const auto* flow = with.flows.newest(name.name)) {
        into.start = flow->ref;
        into.roles = flow->people;
        return;
    }
    std::vector<std::string> known;
    for (const auto* flow : with.flows.all()) known.push_back(flow->ref.name);
    with.in.unknown(name.at, "P022", "there is no conversation called \"" + name.name + "\"", name.name, known);
}

/// An answer that only its author may see is no reason for anybody else to be written to.
void check_audience(const rule_aids& with, const map_reader& from, const nudge_rule& rule) {
    const auto question = rule.when.is == trigger::moment::answer  ? rule.when.question
                          : rule.when.is == trigger::moment::since ? rule.when.anchor
                                                                   : std::string();
    const auto* step = step_called(with.flows, question);
    if (rule.to == "author" && question.find('.') == std::string::npos)
        return with.in.error(from.key_at("to"), "P018", "\"author\" is whoever gave an answer",
                             "it goes with when: { answer: ..., one_of: ... } or { since: FLOW.STEP, for: ... }");
    const bool one_fades = rule.when.is == trigger::moment::fading && rule.when.anchor == "one_person";
    if (rule.to == "fading_person" && !one_fades)
        return with.in.error(from.key_at("to"), "P018", "\"fading_person\" is whoever answers more and more rarely",
                             "it goes with when: { fading: one_person, ... }");
    if (one_fades && (rule.to != "fading_person" || rule.roles.size() > 1))
        return with.in.error(from.key_at(rule.to.empty() ? "tell_contact" : "to"), "P026",
                             "that somebody answers more rarely is for them alone",
                             "write \"to: fading_person\", and start a conversation for one person");
    if (step == nullptr || step->ask->seen_by == audience::partner) return;
    if (rule.to == "author" && rule.roles.size() == 1) return;
    with.in.error(from.key_at(rule.to.empty() ? "tell_contact" : "to"), "P026",
                  "only its author may know what was answered to \"" + question + "\"",
                  "write \"to: author\", and start a conversation for one person");
}

/// That there is such an answer can tell what it was: some questions are only asked after others.
void check_what_it_needs(const rule_aids& with, const map_reader& from, const nudge_rule& rule) {
    for (const auto& what : rule.when.with) {
        const auto* step = step_called(with.flows, what);
        if (step == nullptr || step->ask->seen_by != audience::me) continue;
        with.in.error(from.key_at("when"), "P026", "only its author may know that \"" + what + "\" was answered",
                      "write \"when: { answer: " + what + ", one_of: ... }\" and \"to: author\"");
    }
}

/// "10%".
int read_share(reading& in, const yaml_node& node) {
    constexpr int most = 90;
    const auto text = read_text(in, node, "\"hold_out\"");
    if (text.empty()) return 0;
    yaml_node number = node;
    number.text = text.ends_with('%') ? text.substr(0, text.size() - 1) : "";
    number.quoted = false;
    if (!number.text.empty() && number.text.find_first_not_of("0123456789") == std::string::npos)
        return read_whole(in, number, 1, most).value_or(0);
    in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is not a share", "write it as \"10%\"");
    return 0;
}

/// One of two things: a conversation and for whom, or a line to the contact.
void read_what(const rule_aids& with, const map_reader& from, nudge_rule& into) {
    if (const auto* line = from.find("tell_contact")) {
        for (const auto* key : {"start", "to", "priority", "reason"})
            if (from.find(key) != nullptr)
                with.in.error(from.key_at(key), "P018",
                              "\"" + std::string(key) + "\" does not go with \"tell_contact\"",
                              "make two nudges of them");
        into.tell_contact = read_translated(with.in, *line, "\"tell_contact\"", longest_reason, with.language);
        check_audience(with, from, into);
        return check_what_it_needs(with, from, into);
    }
    if (const auto* start = from.need("start", "checkpoint")) read_start(with, *start, into);
    if (const auto* to = from.need("to", "both")) {
        into.to = read_word(with.in, *to, "receiver", receivers);
        check_receiver(with.in, *to, into);
        if (!into.to.empty()) check_audience(with, from, into);
        check_what_it_needs(with, from, into);
    }
    if (const auto* weight = from.find("priority")) {
        const auto found = std::ranges::find(priorities, read_word(with.in, *weight, "priority", priorities));
        if (found != priorities.end()) into.weight = static_cast<priority>(found - priorities.begin());
    }
    if (const auto* reason = from.find("reason"))
        into.reason = read_translated(with.in, *reason, "\"reason\"", longest_reason, with.language);
    else
        from.missing("reason", from.at(), "P041", "this nudge does not say why it comes",
                     "add a line such as \"reason: Your time together ends in about six weeks.\"; whoever asks gets to "
                     "read it");
}

void read_good_for(const rule_aids& with, const map_reader& from, nudge_rule& into) {
    using moment = trigger::moment;
    if (const auto* good_for = from.find("good_for")) {
        into.good_for = read_span(with.in, with.lengths.meant_by(with.in, *good_for)).value_or(span::zero());
    } else if (into.when.is == moment::since || into.when.is == moment::on || into.when.is == moment::each_quarter) {
        from.missing(
            "good_for", from.at(), "P018", "this nudge needs to know how long it is good for",
            "add a line such as \"good_for: 2 weeks\"; a pair that joins later is not asked about times long past");
    }
}

nudge_rule read_nudge(const rule_aids& with, const yaml_node& node, taken_names& taken) {
    nudge_rule into;
    const map_reader from(with.in, node, keys::nudge);
    if (!from.is_map()) return into;
    if (const auto* id = from.need("id", "closing_time")) {
        const auto name = read_name(with.in, *id, "the name of a nudge");
        into.id = name.name;
        taken.take(with.in, name);
    }
    if (const auto* when = from.need("when", "{ in_stage: growing, for: 30d }"))
        if (auto read = read_trigger(with, *when)) into.when = std::move(*read);
    read_what(with, from, into);
    read_good_for(with, from, into);
    if (const auto* share = from.find("hold_out")) into.hold_out = read_share(with.in, *share);
    return into;
}

}  // namespace

std::vector<nudge_rule> read_nudges(const rule_aids& with, const map_reader& from) {
    std::vector<nudge_rule> all;
    taken_names taken("nudge");
    for (const auto& node : read_list(with.in, from, "nudges", "id: ...")) all.push_back(read_nudge(with, node, taken));
    return all;
}

}  // namespace waymark
