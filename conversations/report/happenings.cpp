#include <array>

#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {
namespace {

/// "<pair>.<flow>.<number>/<role>/<step>", as the engine's notes name a place in a talk.
struct place {
    std::string flow, lane, step;
};

std::optional<place> place_of(const std::string& detail) {
    const auto last = detail.rfind('/');
    const auto middle = last == std::string::npos || last == 0 ? last : detail.rfind('/', last - 1);
    if (middle == std::string::npos || middle == 0) return {};
    const auto number = detail.rfind('.', middle);
    const auto flow = number == std::string::npos || number == 0 ? number : detail.rfind('.', number - 1);
    if (flow == std::string::npos) return {};
    return place{detail.substr(flow + 1, number - flow - 1), detail.substr(0, last), detail.substr(last + 1)};
}

/// How long it took until an answer came.
struct length {
    const char* name;
    span most;
};
constexpr std::array lengths{length{"within an hour", std::chrono::hours(1)},
                             length{"within a day", std::chrono::hours(24)},
                             length{"within three days", std::chrono::hours(72)},
                             length{"within a week", std::chrono::hours(24 * 7)}, length{"later", span::max()}};

struct of_talks {
    breakdown questions{"questions"}, times{"answer_times"}, ends{"talks_let_go"};

    of_talks() {
        for (const auto* one : {"answered", "not answered yet", "let go"}) questions.have(one);
        for (const auto& one : lengths) times.have(one.name);
    }

    void add(const timelines& of, const pair_state& pair, const month& when, const crowd& who) {
        std::map<std::string, std::string> last_step;  ///< of each lane
        std::map<std::string, instant> open;           ///< by place, asked in this month
        std::map<std::string, std::string> became;
        for (const auto* line : of.lines_about("pair/" + pair.id.text)) {
            if (line->at >= when.until) break;
            const auto where = place_of(line->detail);
            if (!where) continue;
            const bool now = line->at >= when.from;
            if (line->event == "asked") {
                last_step[where->lane] = where->step;
                if (now && open.emplace(line->detail, line->at).second) became[line->detail] = "not answered yet";
            }
            const bool ran_out =
                line->event == "lane_done" && where->step == "ran_out" && last_step.contains(where->lane);
            if (now && (line->event == "gave_up" || ran_out)) {
                const auto step = ran_out ? last_step[where->lane] : where->step;
                ends.add(name_of(of, where->flow + "/" + step), who);
                if (const auto asked = became.find(where->lane + "/" + step);
                    asked != became.end() && asked->second != "answered")
                    asked->second = "let go";
            }
            if (const auto asked = open.find(line->detail); line->event == "answered" && asked != open.end()) {
                if (became[line->detail] != "answered") times.add(length_of(line->at - asked->second), who);
                became[line->detail] = "answered";
            }
        }
        for (const auto& [where, end] : became) questions.add(end, who);
    }

  private:
    static std::string name_of(const timelines& of, const std::string& place) {
        const auto& names = of.facts().place_names;
        const auto found = names.find(place);
        return found == names.end() ? place : found->second;
    }
    static std::string length_of(span took) {
        return std::ranges::find_if(lengths, [&](const length& one) { return took <= one.most; })->name;
    }
};

breakdown meetings_in(const timelines& of, const month& when, const chosen& whom) {
    breakdown out{"meetings"};
    out.have("noted");
    for (const auto& pair : of.facts().pairs) {
        const auto& who = of.of_pair(pair.id);
        if (!whom.holds(who)) continue;
        for (const auto one : pair.met)
            if (one >= when.from && one < when.until) out.add("noted", who);
    }
    return out;
}

}  // namespace

std::vector<breakdown> happenings_in(const timelines& of, const month& when, const chosen& whom) {
    of_talks talks;
    for (const auto& one : of.facts().pairs)
        if (const auto& who = of.of_pair(one.id); whom.holds(who)) talks.add(of, one, when, who);
    return {messages_in(of, when, whom), meetings_in(of, when, whom), talks.questions, talks.times, talks.ends};
}

}  // namespace waymark::reporting
