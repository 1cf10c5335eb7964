// A flow as a graph for Graphviz.
#include <algorithm>

#include "conversations/language/flow_show.hpp"

namespace waymark {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + "\"";
}

std::string shortened(const std::string& text) {
    auto line = text.substr(0, text.find('\n'));
    if (line.size() <= 40) return line;
    return line.substr(0, line.rfind(' ', 40)) + " ...";
}

class lane_graph {
  public:
    lane_graph(const flow& one, std::string role) : flow_(one), role_(std::move(role)) {}

    [[nodiscard]] std::string text() const {
        std::string out = "  subgraph " + quoted("cluster_" + role_) + " {\n    label=" + quoted(role_) + ";\n";
        out += "    " + node("end") + " [shape=circle, label=\"end\"];\n";
        for (std::size_t i = 0; i < flow_.steps.size(); ++i)
            if (is_mine(flow_.steps[i])) out += step(flow_.steps[i], following(i));
        return out + "  }\n";
    }

    [[nodiscard]] bool is_mine(const flow_step& step) const { return step.only_for.empty() || step.only_for == role_; }
    [[nodiscard]] std::string node(const std::string& id) const { return quoted(role_ + "/" + id); }

  private:
    /// The next step of this lane after place `at`.
    [[nodiscard]] std::string following(std::size_t at) const {
        for (++at; at < flow_.steps.size(); ++at)
            if (is_mine(flow_.steps[at])) return flow_.steps[at].id;
        return "end";
    }

    /// A target may be a step of the other lane: it is passed over.
    [[nodiscard]] std::string target(const std::string& id) const {
        const auto found = std::ranges::find(flow_.steps, id, &flow_step::id);
        if (found == flow_.steps.end()) return "end";
        return is_mine(*found) ? id : following(static_cast<std::size_t>(found - flow_.steps.begin()));
    }

    [[nodiscard]] std::string edge(const std::string& from, const std::string& to, const std::string& label,
                                   bool dashed) const {
        return "    " + node(from) + " -> " + node(to) + " [label=" + quoted(label) + (dashed ? ", style=dashed" : "") +
               "];\n";
    }

    [[nodiscard]] std::string step(const flow_step& one, const std::string& next) const {
        const auto words = one.ask ? one.ask->text.text : one.say.text;
        auto out = "    " + node(one.id) + " [shape=" +
                   (one.ask        ? "box"
                    : one.wait_for ? "hexagon"
                                   : "plaintext") +
                   ", label=" + quoted(one.id + (words.empty() ? "" : ": " + shortened(words))) + "];\n";
        if (!one.only_if.empty()) out += edge(one.id, next, "otherwise", false);
        if (one.ask && one.ask->after_silence)
            out +=
                edge(one.id, target(one.ask->after_silence->go.name), span_text(one.ask->after_silence->after), true);
        for (const auto& way : one.next) {
            std::string label;
            for (const auto& test : way.when) {
                label += (label.empty() ? "" : ", ") + test.step.name;
                for (const auto& value : test.values) label += " " + value;
            }
            out += edge(one.id, target(way.go.name), label, false);
        }
        if (one.next.empty()) out += edge(one.id, one.end ? "end" : next, "", false);
        return out;
    }

    const flow& flow_;
    std::string role_;
};

}  // namespace

std::string graph_flow(const flow& one) {
    std::string out =
        "digraph " + quoted(one.ref.name) + " {\n  label=" + quoted(one.title.text) + ";\n  rankdir=TB;\n";
    std::vector<lane_graph> lanes;
    for (const auto& role : one.people) lanes.emplace_back(one, role);
    for (const auto& lane : lanes) out += lane.text();
    for (const auto& rule : one.rules) {
        out += "  " + quoted(rule.id) + " [shape=ellipse, style=rounded];\n";
        for (const auto& lane : lanes) {
            for (const auto& test : rule.needs)
                if (const auto* step = one.find_step(test.step.name); step != nullptr && lane.is_mine(*step))
                    out += "  " + lane.node(step->id) + " -> " + quoted(rule.id) + " [style=dotted];\n";
            for (const auto& step : one.steps)
                if (lane.is_mine(step) && step.wait_for && step.wait_for->rule.name == rule.id)
                    out += "  " + quoted(rule.id) + " -> " + lane.node(step.id) + " [style=dotted];\n";
        }
    }
    return out + "}\n";
}

}  // namespace waymark
