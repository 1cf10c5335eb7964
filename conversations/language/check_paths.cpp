// Walks every lane as a person would: all steps are reached, no loop goes round without asking, every answer leads on.
#include <algorithm>
#include <set>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

/// Where a lane can go from a step. `asked`: a question stands in between.
struct way {
    std::size_t to = 0;
    bool asked = false;
    mark at;  ///< the word that names the target, or the step when none does
};

/// One role's lane. Without roles (they could not be read) every step is everybody's.
class lane_walk {
  public:
    lane_walk(const flow& one, std::string role) : flow_(one), role_(std::move(role)), state_(one.steps.size()) {}

    void run() {
        std::vector<std::size_t> open{0};
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            if (at >= flow_.steps.size() || !reached_.insert(at).second) continue;
            for (const auto& one : ways_from(at)) open.push_back(one.to);
        }
        for (const auto at : reached_) follow(at);
    }

    [[nodiscard]] bool reaches(std::size_t step) const { return reached_.contains(step) && is_mine(flow_.steps[step]); }
    /// Ways that lead back without a question.
    [[nodiscard]] const std::vector<way>& loops() const { return loops_; }

  private:
    enum class progress { untouched, on_the_way, done };

    [[nodiscard]] bool is_mine(const flow_step& step) const {
        return role_.empty() || step.only_for.empty() || step.only_for == role_;
    }

    [[nodiscard]] std::size_t index_of(const name_ref& go) const {
        const auto found = std::ranges::find(flow_.steps, go.name, &flow_step::id);
        return static_cast<std::size_t>(found - flow_.steps.begin());  // past the last: over
    }

    [[nodiscard]] std::vector<way> ways_from(std::size_t at) const {
        const auto& step = flow_.steps[at];
        std::vector<way> all;
        if (!is_mine(step) || !step.only_if.empty()) all.push_back({at + 1, false, step.at});
        if (!is_mine(step)) return all;
        const bool asks = step.ask.has_value();
        if (asks && step.ask->after_silence) all.push_back({index_of(step.ask->after_silence->go), true, step.at});
        for (const auto& one : step.next) all.push_back({index_of(one.go), asks, one.go.at});
        if (step.next.empty() && !step.end) all.push_back({at + 1, asks, step.at});
        return all;
    }

    /// Depth first along ways without a question; meeting a step that is still on the way is a loop.
    void follow(std::size_t at) {
        if (at >= flow_.steps.size() || state_[at] == progress::done) return;
        state_[at] = progress::on_the_way;
        for (const auto& one : ways_from(at)) {
            if (one.asked || one.to >= flow_.steps.size()) continue;
            if (state_[one.to] == progress::on_the_way)
                loops_.push_back(one);
            else
                follow(one.to);
        }
        state_[at] = progress::done;
    }

    const flow& flow_;
    std::string role_;
    std::vector<progress> state_;
    std::set<std::size_t> reached_;
    std::vector<way> loops_;
};

/// Everything an answer can be for a branch: its options or "answered", declined, and missing where nobody waits.
std::set<std::string> outcomes(const flow_step& question, bool may_be_missing) {
    std::set<std::string> all{"declined"};
    for (const auto& option : question.ask->answer.options) all.insert(option.value);
    if (question.ask->answer.options.empty()) all.insert("answered");
    if (may_be_missing) all.insert("missing");
    return all;
}

void take_out(std::set<std::string>& open, const condition& test) {
    using enum condition::test;
    if (test.is == declined || test.is == missing) open.erase(test.is == declined ? "declined" : "missing");
    if (test.is == answered) std::erase_if(open, [](const auto& one) { return one != "declined" && one != "missing"; });
    if (test.is == settled) std::erase_if(open, [](const auto& one) { return one != "missing"; });
    for (const auto& value : test.values) open.erase(value);
}

/// What no branch of `step` takes up; empty when there is always a way on.
std::set<std::string> left_over(const flow& one, const flow_step& step) {
    if (step.next.empty() || std::ranges::any_of(step.next, [](const auto& way) { return way.when.empty(); }))
        return {};
    const auto& about = step.next.front().when.front().step.name;
    const auto* question = one.find_step(about);
    const bool single = std::ranges::all_of(
        step.next, [&](const auto& way) { return way.when.size() == 1 && way.when.front().step.name == about; });
    if (!single || question == nullptr || !question->ask) return {"anything else"};
    auto open = outcomes(*question, question != &step);
    for (const auto& way : step.next) take_out(open, way.when.front());
    return open;
}

void check_branches(reading& in, const flow& one) {
    for (const auto& step : one.steps) {
        const auto open = left_over(one, step);
        if (open.empty()) continue;
        const std::vector<std::string> names(open.begin(), open.end());
        in.error(place_in(in.source, step.at, "next:"), "F024",
                 "nothing says how \"" + step.id + "\" goes on when the answer is: " + joined(names),
                 "end the list with \"- { go: a_step }\"");
    }
}

}  // namespace

void check_paths(reading& in, const flow& one) {
    auto roles = in.people;
    if (roles.empty()) roles.emplace_back();
    std::vector<lane_walk> lanes;
    for (const auto& role : roles) lanes.emplace_back(one, role).run();
    std::set<std::pair<int, int>> told;
    for (const auto& lane : lanes)
        for (const auto& loop : lane.loops())
            if (told.emplace(loop.at.line, loop.at.column).second)
                in.error(loop.at, "F023",
                         "from here it goes back to \"" + one.steps[loop.to].id +
                             "\" again and again without asking anything",
                         "put a question into the loop, or lead out of it");
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
        const auto& step = one.steps[i];
        if (step.id.empty() || std::ranges::any_of(lanes, [&](const auto& lane) { return lane.reaches(i); })) continue;
        if (!step.only_for.empty() && !in.people.empty() &&
            std::ranges::find(in.people, step.only_for) == in.people.end())
            continue;
        in.warning(step.at, "F022", "nobody can reach the step \"" + step.id + "\"",
                   "lead to it with \"next\" or \"go\", or remove it");
    }
    check_branches(in, one);
}

}  // namespace waymark
