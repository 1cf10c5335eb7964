#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {
namespace {

constexpr auto answered = "answered", some_other = "another answer", without_a_word = "would rather not say";

/// The last answer of each seat to one question.
using by_seat = std::map<std::size_t, const counted_answer*>;

class of_a_question {
  public:
    of_a_question(const timelines& of, const counted_question& asked) : of_(of) {
        for (const auto& one : of.facts().answers)
            if (one.question == asked.id) of_pair_[one.pair].push_back(&one);
    }

    [[nodiscard]] by_seat until(instant at, const chosen& whom) const {
        by_seat out;
        for (const auto& pair : of_.facts().pairs) {
            const auto& seats = of_.of_pair(pair.id);
            const auto found = of_pair_.find(pair.id);
            if (found == of_pair_.end() || !whom.holds(seats)) continue;
            std::vector<const counted_answer*> nameless;
            for (const auto* one : found->second) {
                if (one->at >= at) continue;
                if (one->by == pair.mentor || one->by == pair.mentee)
                    later(out[seats[one->by == pair.mentor ? 0 : 1]], *one);
                else
                    nameless.push_back(one);
            }
            add_nameless(out, pair, nameless);
        }
        return out;
    }

  private:
    static void later(const counted_answer*& into, const counted_answer& one) {
        if (into == nullptr || into->at <= one.at) into = &one;
    }

    /// Long after the end nobody knows which of the two it was: those of the last talk count, and first for whoever has
    /// more pairs, so that a group never looks larger than it is.
    void add_nameless(by_seat& to, const pair_state& pair, const std::vector<const counted_answer*>& all) const {
        const counted_answer* last = nullptr;
        for (const auto* one : all) later(last, *one);
        auto seats = of_.of_pair(pair.id);
        if (of_.of_person(pair.mentee).size() > of_.of_person(pair.mentor).size()) std::swap(seats[0], seats[1]);
        auto seat = seats.begin();
        for (const auto* one : all)
            if (one->talk == last->talk && seat != seats.end()) to.insert_or_assign(*seat++, one);
    }

    const timelines& of_;
    std::map<pair_id, std::vector<const counted_answer*>> of_pair_;
};

breakdown counted(const counted_question& asked, const by_seat& all) {
    breakdown out{"answers/" + asked.id};
    std::map<std::string, std::string> label_of;
    for (const auto& one : asked.options) {
        label_of.emplace(one.value, one.label);
        out.have(one.label);
    }
    if (!asked.has_choices)
        out.have(answered);
    else if (!asked.declined.empty())
        out.have(asked.declined);
    if (asked.several) out.everyone = part{answered};
    for (const auto& [seat, one] : all) {
        std::set<std::string> names;
        if (!one->declined && !asked.has_choices) names.insert(answered);
        if (one->declined && asked.has_choices) names.insert(asked.declined.empty() ? without_a_word : asked.declined);
        for (const auto& value : one->picked) names.insert(label_of.contains(value) ? label_of.at(value) : some_other);
        for (const auto& name : names) out.add(name, {seat});
        if (!out.everyone || names.empty()) continue;
        ++out.everyone->count;
        out.everyone->who.push_back(seat);
    }
    return out;
}

}  // namespace

std::vector<breakdown> answers_at(const timelines& of, const month& when, const chosen& whom) {
    std::vector<breakdown> out;
    for (const auto& asked : of.facts().questions)
        out.push_back(counted(asked, of_a_question(of, asked).until(when.until, whom)));
    return out;
}

}  // namespace waymark::reporting
