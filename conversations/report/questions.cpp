#include <algorithm>

#include "conversations/report/facts.hpp"

namespace waymark::reporting {
namespace {

/// Without its places for names: nobody is meant.
std::string without_names(const std::string& text) {
    std::string out;
    bool inside = false;
    for (const char c : text) {
        if (c == '{') out += "…";
        inside = c == '{' || (inside && c != '}');
        if (!inside && c != '}') out += c;
    }
    return out;
}

/// A reason for an ending is counted with the endings. Counting it here, too, would tell how many named one and stayed.
bool is_end_reason(const flow& of, const flow_step& step) {
    const auto names_it = [&](const flow_action& one) {
        const auto* end = std::get_if<action::end_pair>(&one);
        return end != nullptr && end->reason_of.name == step.id;
    };
    const auto in_any = [&](const auto& all) {
        return std::ranges::any_of(all, [&](const auto& one) { return std::ranges::any_of(one.does, names_it); });
    };
    return in_any(of.steps) || in_any(of.rules);
}

void add_options(const answer_spec& of, counted_question& to) {
    to.several = of.kind == answer_kind::several;
    for (const auto& one : of.options)
        to.options.push_back({one.value, one.label.empty() ? one.value : without_names(one.label.text)});
    if (of.kind == answer_kind::yes_no && to.options.empty()) to.options = {{"yes", "yes"}, {"no", "no"}};
    if (of.kind != answer_kind::scale) return;
    for (auto step = static_cast<int>(of.min); step <= static_cast<int>(of.max); ++step)
        to.options.push_back({std::to_string(step), std::to_string(step)});
    if (to.options.empty()) return;
    const auto add_label = [](counted_question::option& end, const script_text& label) {
        if (!label.empty()) end.label += " (" + without_names(label.text) + ")";
    };
    add_label(to.options.front(), of.low_label);
    add_label(to.options.back(), of.high_label);
}

counted_question question_of(const flow& in, const flow_step& step) {
    const auto kind = step.ask->answer.kind;
    counted_question out;
    out.id = in.ref.name + "/" + step.id;
    out.title = without_names(step.ask->text.text);
    out.conversation = without_names(in.title.text);
    out.has_choices = kind == answer_kind::choice || kind == answer_kind::several || kind == answer_kind::scale ||
                      kind == answer_kind::yes_no;
    if (!out.has_choices) return out;
    add_options(step.ask->answer, out);
    out.declined = without_names(step.ask->answer.may_decline.text);
    return out;
}

/// As many whole words as fit.
std::string shortened(const std::string& text) {
    constexpr std::size_t most = 40;
    if (text.size() <= most) return text;
    const auto end = text.rfind(' ', most);
    return end == std::string::npos ? text : text.substr(0, end) + " …";
}

}  // namespace

std::map<std::string, std::string> place_names(const flow_library& flows) {
    std::map<std::string, std::string> out;
    for (const auto* one : flows.all())  // older versions come first
        for (const auto& step : one->steps) {
            const auto& says = step.ask ? step.ask->text : step.say;
            const auto words = shortened(without_names(says.text.substr(0, says.text.find('\n'))));
            const auto title = without_names(one->title.text);
            out.insert_or_assign(one->ref.name + "/" + step.id, words.empty() ? title : title + ": " + words);
        }
    return out;
}

std::vector<counted_question> counted_questions(const flow_library& flows) {
    std::map<std::string, counted_question> newest;
    for (const auto* one : flows.all())  // older versions come first
        for (const auto& step : one->steps)
            if (step.ask && step.ask->seen_by == audience::programme && !is_end_reason(*one, step))
                newest.insert_or_assign(one->ref.name + "/" + step.id, question_of(*one, step));
    std::vector<counted_question> out;
    for (auto& [id, one] : newest) out.push_back(std::move(one));
    return out;
}

}  // namespace waymark::reporting
