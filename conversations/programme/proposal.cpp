#include "conversations/programme/proposal.hpp"

#include <algorithm>

#include "conversations/programme/assignment.hpp"

namespace waymark {
namespace {

/// Several mentors at once are normal; a further one is for what the others do not offer.
void keep_open_wishes(std::vector<candidate>& people, const match_facts& facts) {
    for (const auto& [mentor_id, mentee_id] : facts.pairs) {
        const auto mentor = std::ranges::lower_bound(people, mentor_id, {}, &candidate::id);
        const auto mentee = std::ranges::lower_bound(people, mentee_id, {}, &candidate::id);
        if (mentor == people.end() || mentor->id != mentor_id) continue;
        if (mentee == people.end() || mentee->id != mentee_id) continue;
        std::erase_if(mentee->wants, [&](const topic& wish) {
            return std::ranges::any_of(mentor->offers, [&](const topic& one) { return likeness(wish, one) > 0; });
        });
    }
}

class matchmaker {
  public:
    matchmaker(std::vector<candidate> people, const match_facts& facts) : facts_(facts) {
        std::ranges::sort(people, {}, &candidate::id);
        std::vector<bool> has_wishes;
        for (const auto& one : people) has_wishes.push_back(!one.wants.empty());
        keep_open_wishes(people, facts);
        out_.people = std::move(people);
        for (std::size_t i = 0; i < out_.people.size(); ++i) {
            const auto& one = out_.people[i];
            if (one.is_mentor) mentors_.push_back(i);
            if (one.is_mentee && one.wants.empty() && has_wishes[i])
                out_.content.push_back(i);
            else if (one.is_mentee)
                mentees_.push_back(i);
        }
    }

    proposal run() {
        fits_ = fit_table{mentees_.size(), mentors_.size()};
        for (std::size_t row = 0; row < mentees_.size(); ++row)
            for (std::size_t column = 0; column < mentors_.size(); ++column)
                if (const auto one = fit_of(row, column); one.why_not == refusal::none)
                    fits_.at(row, column) = one.points();
        mentor_of_ = best_assignment(fits_, seats());
        for (std::size_t row = 0; row < mentees_.size(); ++row)
            if (mentor_of_[row])
                add_pair(row, *mentor_of_[row]);
            else
                out_.odd.push_back({mentees_[row], false, why_no_mentor(row)});
        for (std::size_t column = 0; column < mentors_.size(); ++column)
            if (is_odd(column)) out_.odd.push_back({mentors_[column], true, why_no_mentee(column)});
        return std::move(out_);
    }

  private:
    using groups = std::map<refusal, std::vector<std::string>>;

    [[nodiscard]] fit fit_of(std::size_t row, std::size_t column) const {
        return score(out_.people[mentees_[row]], out_.people[mentors_[column]], facts_);
    }
    [[nodiscard]] int mentees_now(const candidate& mentor) const {
        const auto found = facts_.mentees.find(mentor.id);
        return found == facts_.mentees.end() ? 0 : found->second;
    }
    [[nodiscard]] std::vector<places> seats() const {
        std::vector<places> out;
        for (const auto i : mentors_) {
            const int now = mentees_now(out_.people[i]);
            out.push_back({std::max(0, out_.people[i].capacity - now), now > 0});
        }
        return out;
    }

    void add_pair(std::size_t row, std::size_t column) {
        proposed_pair one{mentees_[row], mentors_[column], fit_of(row, column), {}, 0};
        for (std::size_t other = 0; other < mentors_.size(); ++other) {
            if (other == column || fits_.at(row, other) <= one.next_points) continue;
            one.next_best = mentors_[other];
            one.next_points = fits_.at(row, other);
        }
        out_.pairs.push_back(std::move(one));
    }

    /// Mentors who want nobody, or have somebody, are not waiting.
    [[nodiscard]] bool is_odd(std::size_t column) const {
        const auto& mentor = out_.people[mentors_[column]];
        return mentor.capacity > 0 && mentees_now(mentor) == 0 &&
               std::ranges::find(mentor_of_, std::optional(column)) == mentor_of_.end();
    }

    [[nodiscard]] static std::string joined(const groups& of) {
        std::string out;
        for (const auto& [why, names] : of) out.append(out.empty() ? "" : "; ").append(in_words(why, names));
        return out;
    }

    /// Only those count who offer something that is wanted.
    [[nodiscard]] std::string why_no_mentor(std::size_t row) const {
        const auto& mentee = out_.people[mentees_[row]];
        if (mentee.wants.empty()) return "has not said what they want to learn";
        groups those;
        for (std::size_t column = 0; column < mentors_.size(); ++column) {
            const auto one = fit_of(row, column);
            if (one.met.empty()) continue;
            // a place that went to somebody else in this proposal is taken as well
            those[one.why_not == refusal::none ? refusal::full : one.why_not].push_back(name_of_mentor(column));
        }
        if (those.empty()) return "nobody offers what they want: " + wishes_of(mentee.wants);
        if (those.size() == 1 && those.contains(refusal::full))
            return "all mentors who offer it are full: " + some_of(those.at(refusal::full));
        return joined(those);
    }

    [[nodiscard]] std::string why_no_mentee(std::size_t column) const {
        const auto& mentor = out_.people[mentors_[column]];
        if (mentor.offers.empty()) return "has not said what they offer";
        groups those;
        std::vector<std::string> elsewhere;
        for (std::size_t row = 0; row < mentees_.size(); ++row) {
            const auto one = fit_of(row, column);
            if (one.met.empty()) continue;
            const auto& name = out_.people[mentees_[row]].id.text;
            if (one.why_not == refusal::none)
                elsewhere.push_back(name);
            else
                those[one.why_not].push_back(name);
        }
        if (those.empty() && elsewhere.empty()) return "nobody wants what they offer: " + wishes_of(mentor.offers);
        auto out = elsewhere.empty() ? std::string() : "with somebody else in this proposal: " + some_of(elsewhere);
        if (!those.empty()) out.append(out.empty() ? "" : "; ").append(joined(those));
        return out;
    }

    [[nodiscard]] std::string name_of_mentor(std::size_t column) const { return out_.people[mentors_[column]].id.text; }

    [[nodiscard]] static std::string wishes_of(const std::vector<topic>& all) {
        std::vector<std::string> names;
        for (const auto& one : all) names.push_back("\"" + one.said + "\"");
        return some_of(names);
    }

    const match_facts& facts_;
    proposal out_;
    std::vector<std::size_t> mentees_, mentors_;
    fit_table fits_;
    std::vector<std::optional<std::size_t>> mentor_of_;
};

}  // namespace

proposal propose(std::vector<candidate> people, const match_facts& facts) {
    return matchmaker(std::move(people), facts).run();
}

}  // namespace waymark
