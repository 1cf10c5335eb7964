#include <array>

#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {
namespace {

const std::set<std::string> going_on{"groundwork", "goals", "growing", "closing"};
/// By what their answers are kept as.
const std::array closing_questions{"victory", "lesson", "next_step"};

bool over(const std::string& stage) {
    return stage == "ended early" || stage == "closed" || stage == "afterglow";
}

breakdown with_parts(const std::string& figure, const std::vector<std::string>& names) {
    breakdown out{figure};
    for (const auto& one : names) out.have(one);
    return out;
}

/// Of the pair's own rhythms, without the days of a pause.
double silence(const timelines& of, const pair_state& pair, instant at) {
    auto since = pair.started;
    for (const auto one : pair.met)
        if (one <= at) since = std::max(since, one);
    for (const auto rest : {pair.paused_until, pair.rested_until})
        if (rest && *rest <= at) since = std::max(since, *rest);
    const auto rhythm = pair.rhythm > span::zero() ? pair.rhythm : of.facts().of->rhythm;
    return std::chrono::duration<double>(at - since) / std::chrono::duration<double>(rhythm);
}

std::string silence_name(double rhythms) {
    constexpr double some = 1, more = 1.5, much = 2, most = 3;
    if (rhythms <= some) return "within one rhythm";
    if (rhythms <= more) return "1 to 1.5 rhythms";
    if (rhythms <= much) return "1.5 to 2 rhythms";
    return rhythms <= most ? "2 to 3 rhythms" : "more than 3 rhythms";
}

bool has_kept(const pair_state& pair, const std::string& kind, const person_id& author, instant at) {
    return std::ranges::any_of(pair.kept, [&](const kept_text& one) {
        return one.kind == kind && one.at <= at && (author.empty() || one.author == author);
    });
}

bool all_questions_answered(const pair_state& pair, instant at) {
    return std::ranges::all_of(closing_questions, [&](const char* one) {
        return has_kept(pair, one, pair.mentor, at) && has_kept(pair, one, pair.mentee, at);
    });
}

bool closing_begun(const timelines& of, const pair_state& pair, instant at) {
    const auto talk = pair.id.text + ".closing.";
    return std::ranges::any_of(of.lines_about("pair/" + pair.id.text), [&](const log_line* line) {
        return line->event == "started" && line->at <= at && line->detail.starts_with(talk);
    });
}

std::string reason_of(const timelines& of, const pair_state& pair) {
    if (pair.end_reason.empty()) return "no reason given";
    const bool known = pair.end_reason == "left" || of.facts().end_reasons.contains(pair.end_reason);
    return known ? pair.end_reason : "another reason";
}

struct of_pairs {
    breakdown stages = with_parts(
        "stages", {"invited", "groundwork", "goals", "growing", "closing", "closed", "afterglow", "ended early"});
    breakdown drift = with_parts("drift", {"within one rhythm", "1 to 1.5 rhythms", "1.5 to 2 rhythms",
                                           "2 to 3 rhythms", "more than 3 rhythms"});
    breakdown met = with_parts("met", {"met within their rhythm", "longer ago"});
    breakdown goals = with_parts("goals", {"with a goal", "without a goal"});
    breakdown endings{"endings"};
    breakdown closings = with_parts("closings", {"all three questions, both", "not all answered"});
    breakdown agreed_ends = with_parts("agreed_ends", {"closed or ended", "still open"});

    void add(const timelines& of, const pair_state& pair, instant at, const crowd& who) {
        const auto stage = of.stage_at(pair, at);
        if (stage == "not begun") return;
        stages.add(stage, who);
        if (going_on.contains(stage)) {
            goals.add(has_kept(pair, "goal", {}, at) ? "with a goal" : "without a goal", who);
            add_silence(of, pair, at, who);
        }
        if (stage == "ended early") endings.add(reason_of(of, pair), who);
        if (closing_begun(of, pair, at))
            closings.add(all_questions_answered(pair, at) ? "all three questions, both" : "not all answered", who);
        if (pair.ends && *pair.ends <= at) agreed_ends.add(over(stage) ? "closed or ended" : "still open", who);
    }

  private:
    /// Whoever rests is not quiet.
    void add_silence(const timelines& of, const pair_state& pair, instant at, const crowd& who) {
        if (pair.paused_until.value_or(at) > at) return;
        const auto rhythms = silence(of, pair, at);
        drift.add(silence_name(rhythms), who);
        const bool lately = rhythms <= 1 && std::ranges::any_of(pair.met, [&](instant one) { return one <= at; });
        met.add(lately ? "met within their rhythm" : "longer ago", who);
    }
};

struct of_people {
    breakdown opt_outs = with_parts("opt_outs", {"want messages", "snoozed", "stopped"});
    breakdown reach = with_parts("reach", {"can be reached", "cannot be reached"});
    breakdown places = with_parts("places", {"in a pair", "without a pair"});

    void add(const timelines& of, const person_state& person, instant at, const crowd& who) {
        bool stopped = false, snoozed = false, reachable = true;
        for (const auto* line : of.lines_about("person/" + person.id.text)) {
            if (line->at > at) break;
            if (line->event == "stopped") stopped = true;
            if (line->event == "started") stopped = snoozed = false;
            if (line->event == "snoozed") snoozed = person.snoozed_until.value_or(at) > at;
            if (line->event == "unreachable") reachable = false;
            if (line->event == "reachable") reachable = true;
        }
        opt_outs.add(stopped ? "stopped" : snoozed ? "snoozed" : "want messages", who);
        reach.add(reachable ? "can be reached" : "cannot be reached", who);
        const bool paired = std::ranges::any_of(of.pairs_of(person.id), [&](const pair_state* one) {
            const auto stage = of.stage_at(*one, at);
            return stage != "not begun" && !over(stage);
        });
        places.add(paired ? "in a pair" : "without a pair", who);
    }
};

}  // namespace

std::vector<breakdown> standings_at(const timelines& of, const month& when, const chosen& whom) {
    of_pairs pairs;
    for (const auto& one : of.facts().pairs)
        if (const auto& who = of.of_pair(one.id); whom.holds(who)) pairs.add(of, one, when.until, who);
    of_people people;
    for (const auto& one : of.facts().people)
        if (const auto& who = of.of_person(one.id); whom.holds(who)) people.add(of, one, when.until, who);
    return {pairs.stages,      pairs.goals,   pairs.drift,     pairs.met,    pairs.closings,
            pairs.agreed_ends, pairs.endings, people.opt_outs, people.reach, people.places};
}

}  // namespace waymark::reporting
