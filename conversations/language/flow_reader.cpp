#include "conversations/language/flow_reader.hpp"
#include "conversations/engine/stages.hpp"

#include <algorithm>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

constexpr std::size_t most_steps = 200;

void read_people(reading& in, const map_reader& from, flow& into) {
    const auto* people = from.need("people", "[mentor, mentee]");
    if (people == nullptr) return;
    const auto roles = read_names(in, *people, "a role");
    for (const auto& role : roles) into.people.push_back(role.name);
    if (roles.empty() || roles.size() > 2) {
        in.error(people->at, "F019", "a conversation has one or two roles", "such as [mentor, mentee]");
        return;
    }
    if (roles.size() == 2 && roles[0].name == roles[1].name)
        return in.error(roles[1].at, "F020", "the role \"" + roles[1].name + "\" is named twice");
    in.people = into.people;
}

std::vector<std::string> read_stages_of_words(reading& in, const yaml_node& node) {
    std::vector<std::string> into;
    for (const auto& one : read_names(in, node, "the name of a stage")) {
        if (std::ranges::count(stage_names(), one.name) > 0)
            into.push_back(one.name);
        else if (!one.empty())
            in.unknown(one.at, "F015", "there is no stage \"" + one.name + "\"", one.name, stage_names());
    }
    return into;
}

void read_head(reading& in, const map_reader& from, flow& into) {
    if (const auto* name = from.need("flow", "closing"))
        into.ref.name = read_name(in, *name, "the name of a flow").name;
    if (const auto* version = from.need("version", "1"))
        into.ref.version = read_whole(in, *version, 1, 1'000'000).value_or(0);
    if (const auto* language = from.need("language", "en")) into.language = read_language(in, *language);
    if (const auto* title = from.need("title", "The closing conversation"))
        into.title = read_script(in, *title, "title");
    read_people(in, from, into);
    if (const auto* words = from.find("words")) {
        if (words->is == yaml_node::kind::list)
            for (const auto& word : words->items) into.words.push_back(read_text(in, word, "a word"));
        else
            in.error(words->at, "F013", "words must be a list", "such as [goal, meta]");
    }
    if (const auto* stages = from.find("in_stage")) into.in_stage = read_stages_of_words(in, *stages);
    if (const auto* first = from.find("after")) into.after = read_name(in, *first, "the name of a conversation");
    for (const auto* key : {"in_stage", "after"})
        if (into.words.empty() && from.find(key) != nullptr)
            in.error(from.key_at(key), "F018", "\"" + std::string(key) + "\" is about the words that begin it",
                     "add \"words\", or leave this out");
    into.nudge_kind = into.ref.name;
    if (const auto* kind = from.find("nudge_kind")) into.nudge_kind = read_name(in, *kind, "a kind of nudge").name;
    if (const auto* ends = from.need("ends_after", "6 weeks"))
        into.ends_after = read_span(in, *ends).value_or(span::zero());
}

void read_lists(reading& in, const map_reader& from, flow& into) {
    const auto* steps = from.need("steps", "");
    if (steps != nullptr && (steps->is != yaml_node::kind::list || steps->items.empty()))
        in.error(steps->at, "F013", "steps must be a list, each beginning with \"- id: ...\"");
    else if (steps != nullptr)
        for (const auto& node : steps->items) into.steps.push_back(read_step(in, node));
    const auto* together = from.find("together");
    if (together != nullptr && (together->is != yaml_node::kind::list || together->items.empty()))
        in.error(together->at, "F013", "together must be a list, each beginning with \"- id: ...\"");
    else if (together != nullptr)
        for (const auto& node : together->items) into.rules.push_back(read_rule(in, node));
    if (into.steps.size() + into.rules.size() > most_steps)
        in.error(from.at(), "F019", "a flow has at most " + std::to_string(most_steps) + " steps and rules",
                 "make it two conversations");
}

bool is_error(const diagnostic& one) {
    return one.is == severity::error;
}

template <class Visitor>
void visit_ask(const ask& one, const Visitor& visit) {
    for (const auto* text : {&one.text, &one.hint, &one.example}) visit(*text);
    for (const auto& option : one.answer.options) visit(option.label);
    for (const auto* text : {&one.answer.low_label, &one.answer.high_label, &one.answer.may_decline,
                             &one.answer.if_vague, &one.remind.say})
        visit(*text);
}

}  // namespace

std::vector<const script_text*> texts_of(const flow& one) {
    std::vector<const script_text*> all;
    const auto visit = [&](const script_text& text) {
        if (!text.empty()) all.push_back(&text);
    };
    const auto visit_actions = [&](const std::vector<flow_action>& actions) {
        for (const auto& what : actions)
            if (const auto* tell = std::get_if<action::tell_contact>(&what)) visit(tell->text);
    };
    visit(one.title);
    for (const auto& step : one.steps) {
        visit(step.say);
        if (step.ask) visit_ask(*step.ask, visit);
        visit_actions(step.does);
    }
    for (const auto& rule : one.rules) {
        visit(rule.say);
        visit_actions(rule.does);
        visit(rule.otherwise.say);
    }
    return all;
}

std::optional<flow> read_flow(std::string_view file, std::string_view source, std::vector<diagnostic>& problems) {
    const auto before = problems.size();
    const auto root = read_yaml(file, source, problems);
    if (!root) return {};
    reading in{std::string(file), source, problems};
    in.levels = {&keys::flow,      &keys::step,   &keys::rule,   &keys::remind, &keys::give_up,
                 &keys::otherwise, &keys::branch, &keys::answer, &keys::each};
    const map_reader from(in, *root, keys::flow);
    if (!from.is_map()) return {};
    flow into;
    read_head(in, from, into);
    read_lists(in, from, into);
    if (into.steps.size() + into.rules.size() <= most_steps) {
        check_names(in, into);
        check_paths(in, into);
        check_audiences(in, into);
        check_times(in, into);
        check_wording(in, into);
        if (std::none_of(problems.begin() + static_cast<std::ptrdiff_t>(before), problems.end(), is_error))
            check_promises(in, into);
    }
    into.structure_hash = structure_hash(into);
    sort_by_place(problems, before);
    return into;
}

}  // namespace waymark
