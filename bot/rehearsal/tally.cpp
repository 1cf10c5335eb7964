#include "bot/rehearsal/tally.hpp"

#include <algorithm>
#include <set>

#include "conversations/person/zone.hpp"
#include "conversations/programme/not_begun.hpp"

namespace waymark::rehearsal {
namespace {

using series = std::vector<std::int64_t>;

void add_all(series& to, const series& from) {
    if (to.size() < from.size()) to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

template <std::size_t count>
void add_all(std::array<std::int64_t, count>& to, const std::array<std::int64_t, count>& from) {
    for (std::size_t i = 0; i < count; ++i) to[i] += from[i];
}

void add_all(std::int64_t& to, std::int64_t from) {
    to += from;
}

template <class Key, class Value>
void add_all(std::map<Key, Value>& to, const std::map<Key, Value>& from) {
    for (const auto& [key, value] : from) add_all(to[key], value);
}

/// Three questions of the closing, by what their answers are kept as.
const std::set<std::string> closing_questions{"victory", "lesson", "next_step"};

class counting {
  public:
    counting(const ledger& of, const persona* whose) : of_(of), whose_(whose) {
        weeks_ = static_cast<std::size_t>((of.until - of.from + tally_week - span(1)) / tally_week);
        for (auto* one : {&out_.nudges_by_week, &out_.answers_by_week, &out_.acts_by_week}) one->resize(weeks_);
    }

    tally count() {
        out_.people = std::ranges::count_if(of_.people, [&](const auto& one) { return counts(one.first); });
        for (const auto& one : of_.happenings) count(one);
        for (const auto& [key, one] : of_.nudges) count(one);
        for (const auto& one : of_.talk_ends)
            if (counts(one.who)) ++out_.talks_given_up[one.flow + "/" + one.step][one.gave_up ? 0 : 1];
        count_person_weeks();
        for (const auto& one : of_.pairs)
            if (counts(one.mentor) || counts(one.mentee)) count(one);
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool counts(const person_id& who) const {
        const auto found = of_.people.find(who);
        return found != of_.people.end() && (whose_ == nullptr || found->second.is.is == *whose_);
    }
    [[nodiscard]] std::size_t week_of(instant at) const {
        return std::min(static_cast<std::size_t>((at - of_.from) / tally_week), weeks_ - 1);
    }

    void count(const happening& one) {
        if (one.is == happening::kind::for_contact && whose_ == nullptr) ++out_.lines_for_contact;
        if (!counts(one.who)) return;
        const auto hour = static_cast<std::size_t>(to_local(one.at, one.zone).minute / 60);
        const auto add = [&](series& weeks, std::array<std::int64_t, 24>& hours) {
            ++weeks[week_of(one.at)];
            ++hours.at(hour);
        };
        if (one.is == happening::kind::nudge) {
            add(out_.nudges_by_week, out_.nudges_by_hour);
            ++weeks_of_people_[{one.who, week_of(one.at)}];
        }
        if (one.is == happening::kind::reply) add(out_.answers_by_week, out_.answers_by_hour);
        if (is_act(one)) add(out_.acts_by_week, out_.acts_by_hour);
    }

    void count(const due_nudge& one) {
        if (!counts(one.to)) return;
        ++out_.nudges["due"];
        switch (one.became) {
            case due_nudge::end::open:
                ++out_.nudges[one.lost ? "lost" : "waiting"];
                break;
            case due_nudge::end::sent:
                ++out_.nudges["sent"];
                break;
            case due_nudge::end::merged:
                ++out_.nudges["merged"];
                break;
            case due_nudge::end::held_back:
                ++out_.nudges["held back"];
                break;
            case due_nudge::end::expired:
                ++out_.nudges["expired"];
                break;
            case due_nudge::end::reason_gone:
                ++out_.nudges["no longer needed"];
                break;
            case due_nudge::end::not_begun:
                ++out_.nudges[not_begun::in_words(one.why)];
                break;
        }
    }

    void count_person_weeks() {
        std::int64_t busy = 0;
        for (const auto& [week, nudges] : weeks_of_people_) {
            ++out_.weeks_with_nudges[nudges];
            ++busy;
        }
        out_.weeks_with_nudges[0] += out_.people * static_cast<std::int64_t>(weeks_) - busy;
    }

    void count(const programme_pair& pair) {
        ++out_.pairs;
        count_stages(pair);
        std::map<conversation_id, std::set<std::pair<std::string, person_id>>> kept;
        bool goal = false, stretch = false, next_step = false, closing = false;
        for (const auto& one : of_.answers) {
            if (one.pair != pair.id) continue;
            closing = closing || one.flow == "closing";
            if (one.declined) continue;
            goal = goal || one.keep_as == "goal";
            next_step = next_step || one.keep_as == "next_step";
            stretch = stretch || one.step == "stretch" || (one.step == "level" && one.value == "growth");
            if (closing_questions.contains(one.keep_as)) kept[one.talk].emplace(one.keep_as, one.author);
        }
        const bool answered = std::ranges::any_of(
            kept, [](const auto& talk) { return talk.second.size() == 2 * closing_questions.size(); });
        out_.with_goal += goal;
        out_.with_stretch_goal += goal && stretch;
        out_.closing_begun += closing;
        out_.closing_answered += answered;
        out_.with_next_step += next_step;
    }

    void count_stages(const programme_pair& pair) {
        const auto end = std::ranges::find(of_.endings, pair.id, &ending::pair);
        std::string stage = "not begun";
        auto change = of_.stages.begin();
        for (std::size_t week = 0; week < weeks_; ++week) {
            const auto until = of_.from + tally_week * static_cast<int>(week + 1);
            for (; change != of_.stages.end() && change->at < until; ++change)
                if (change->pair == pair.id) stage = change->stage;
            if (end != of_.endings.end() && end->at < until) stage = "ended early";
            auto& weeks = out_.stages_by_week[stage];
            weeks.resize(weeks_);
            ++weeks[week];
        }
        const auto reason = end == of_.endings.end() ? std::string() : end->reason;
        ++out_.endings[stage + (reason.empty() ? "" : ": " + reason)];
    }

    const ledger& of_;
    const persona* whose_;
    std::size_t weeks_ = 0;
    std::map<std::pair<person_id, std::size_t>, std::int64_t> weeks_of_people_;
    tally out_;
};

}  // namespace

void tally::add(const tally& other) {
    people += other.people;
    pairs += other.pairs;
    add_all(nudges_by_week, other.nudges_by_week);
    add_all(answers_by_week, other.answers_by_week);
    add_all(acts_by_week, other.acts_by_week);
    add_all(nudges_by_hour, other.nudges_by_hour);
    add_all(answers_by_hour, other.answers_by_hour);
    add_all(acts_by_hour, other.acts_by_hour);
    add_all(weeks_with_nudges, other.weeks_with_nudges);
    add_all(nudges, other.nudges);
    add_all(talks_given_up, other.talks_given_up);
    add_all(stages_by_week, other.stages_by_week);
    add_all(endings, other.endings);
    with_goal += other.with_goal;
    with_stretch_goal += other.with_stretch_goal;
    closing_begun += other.closing_begun;
    closing_answered += other.closing_answered;
    with_next_step += other.with_next_step;
    lines_for_contact += other.lines_for_contact;
}

tally tally_of(const ledger& of, const persona* whose) {
    return counting(of, whose).count();
}

}  // namespace waymark::rehearsal
