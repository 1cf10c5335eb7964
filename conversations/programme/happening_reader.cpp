// Reads what has happened to a pair, or has not: meetings, what conversations keep, and answers.
#include <set>

#include "conversations/programme/rule_parts.hpp"

namespace waymark {

namespace {

std::vector<std::string> read_several(reading& in, const yaml_node& node, std::string_view what,
                                      const std::vector<std::string>& known, const std::string& code = "P015") {
    std::vector<std::string> into;
    for (const auto* one : one_or_several(in, node, what)) into.push_back(read_word(in, *one, what, known, code));
    return into;
}

/// What the conversations can bring about.
struct flow_words {
    std::vector<std::string> kept;       ///< "goal"
    std::vector<std::string> questions;  ///< "pulse.learning"
};

flow_words words_of(const flow_library& flows) {
    std::set<std::string> kept;
    flow_words all;
    for (const auto* flow : flows.all())
        for (const auto& step : flow->steps) {
            if (!step.ask) continue;
            if (!step.ask->keep_as.empty()) kept.insert(step.ask->keep_as);
            if (flows.newest(flow->ref.name) == flow) all.questions.push_back(flow->ref.name + "." + step.id);
        }
    all.kept.assign(kept.begin(), kept.end());
    return all;
}

std::vector<std::string> with_more(std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A question has a point in its name; what it should be compared with is either all questions or everything else.
std::string read_happening(const rule_aids& with, const yaml_node& node, const flow_words& words) {
    const bool question = node.text.find('.') != std::string::npos;
    return read_word(with.in, node, question ? "question" : "happening",
                     question ? words.questions : with_more({"meeting"}, words.kept));
}

/// The values that can be an answer; empty when every text can.
std::vector<std::string> possible_values(const answer_spec& of) {
    std::vector<std::string> all;
    for (const auto& option : of.options) all.push_back(option.value);
    if (of.kind == answer_kind::scale)
        for (auto number = static_cast<int>(of.min); number <= static_cast<int>(of.max); ++number)
            all.push_back(std::to_string(number));
    return all;
}

}  // namespace

const flow_step* step_called(const flow_library& flows, const std::string& question) {
    const auto point = question.find('.');
    const auto* script = flows.newest(question.substr(0, point));
    return script == nullptr || point == std::string::npos ? nullptr : script->find_step(question.substr(point + 1));
}

std::vector<std::string> read_stages(reading& in, const yaml_node& node) {
    return read_several(in, node, "stage", stage_names(), "P023");
}

std::string read_anchor(const rule_aids& with, const yaml_node& node) {
    const auto words = words_of(with.flows);
    if (node.text.find('.') != std::string::npos) return read_word(with.in, node, "question", words.questions);
    return read_word(with.in, node, "beginning",
                     with_more({"start", "end", "first_meeting", "last_meeting"}, words.kept));
}

std::vector<std::string> read_happenings(const rule_aids& with, const yaml_node& node) {
    std::vector<std::string> into;
    const auto words = words_of(with.flows);
    for (const auto* one : one_or_several(with.in, node, "happening"))
        into.push_back(read_happening(with, *one, words));
    return into;
}

std::vector<absence> read_absences(const rule_aids& with, const yaml_node& node) {
    std::vector<absence> into;
    if (node.is != yaml_node::kind::map || node.entries.empty()) {
        for (auto& what : read_happenings(with, node)) into.push_back({std::move(what)});
        return into;
    }
    const auto words = words_of(with.flows);
    for (const auto& entry : node.entries) {
        yaml_node name;
        name.at = entry.at;
        name.text = entry.key;
        const auto within = read_span(with.in, with.lengths.meant_by(with.in, entry.value));
        into.push_back({read_happening(with, name, words), within.value_or(span::zero())});
    }
    return into;
}

void read_answer_moment(const rule_aids& with, const yaml_node& node, const yaml_node* values, trigger& into) {
    into.question = read_word(with.in, node, "question", words_of(with.flows).questions);
    const auto* step = step_called(with.flows, into.question);
    if (values == nullptr || step == nullptr) return;
    const auto known = possible_values(step->ask->answer);
    if (known.empty())
        return with.in.error(node.at, "P018", "everybody answers \"" + into.question + "\" in words of their own",
                             "take a question with a choice or a scale");
    into.values = read_several(with.in, *values, "answer", known);
}

}  // namespace waymark
