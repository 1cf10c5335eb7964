// Two who agree on something lighter, by the rules of the programmes that ship: the old rhythm stops the same day, with
// all that was begun for it, and what they were told comes in its place. 0.10, 0.11, 3.17
#include <set>

#include "tests/conversations/turn/shipped_rules.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct redefine : shipped_rules, testing::WithParamInterface<const char*> {
    redefine() {
        follow(GetParam());
        pair().ends.reset();
        has_kept("goal");
        has_kept("next_step");
    }
    void a_day_with_a_sign_of_life() {
        here.pass(days(1));
        for (const auto& who : both)
            for (auto& one : here.all.people.at(who).sent) one.answered = true;
    }
    void pass_until_told(const person_id& who, const std::string& words) {
        for (int day = 0; day < 45; ++day) {
            for (const auto& one : here.lines)
                if (const auto* message = std::get_if<outgoing>(&one.row.content);
                    one.row.to == who && message != nullptr && plain_text(*message).find(words) != std::string::npos)
                    return;
            a_day_with_a_sign_of_life();
        }
        FAIL() << who.text << " is never told: " << words;
    }
    void both_are_asked() {
        for (const auto& who : both) pass_until_told(who, "What would suit you from here on?");
    }
    void wishes_for_something_lighter(const person_id& who) {
        here.presses(who, "Now and then, when one of us has a question");
        here.presses(who, "I leave that open");
    }
    void both_wish_for_something_lighter() {
        for (const auto& who : both) wishes_for_something_lighter(who);
        ASSERT_EQ(pair().stage, "afterglow") << "the same moment";
        agreed = here.now;
    }
    /// In the days from now on nothing comes to either that a pair with a rhythm gets, and what they agreed on does.
    void expect_only_what_takes_its_place(int in_days) {
        for (int day = 0; day < in_days; ++day) a_day_with_a_sign_of_life();
        for (const auto& who : both) {
            std::set<std::string> heard;
            for (const auto& one : here.nudges_to(who))
                if (one.at > agreed) heard.insert(plain_text(std::get<outgoing>(one.row.content)));
            EXPECT_THAT(heard, Contains(HasSubstr("How did it go with your next step?"))) << who.text;
            for (const auto& one : here.person(who).sent)
                if (one.at > agreed && !one.offer_key.starts_with("p1.redefine."))
                    EXPECT_THAT(rules_of_a_rhythm(), Not(Contains(one.why))) << who.text;
        }
        pass_until_told(here.ann, "I no longer remind you of meetings");
        EXPECT_THAT(here.told(here.dora), IsEmpty()) << "that it is quiet was agreed on";
    }
    /// Those for pairs on their way, and what this test begins by hand.
    [[nodiscard]] std::set<std::string> rules_of_a_rhythm() const {
        std::set<std::string> found{"by_hand"};
        for (const auto& rule : here.book.programmes.begin()->second.nudges)
            for (const auto* stage : {"groundwork", "goals", "growing"})
                if (std::ranges::count(rule.when.stages, stage) > 0) found.insert(rule.id);
        return found;
    }
    [[nodiscard]] std::set<std::string> running() const {
        std::set<std::string> found;
        for (const auto& one : here.pair().running)
            if (!one.over) found.insert(one.flow.name);
        return found;
    }
    const std::vector<person_id> both{here.ann, here.bo};
    instant agreed;
};

TEST_P(redefine, comes_to_a_pair_that_is_closed_and_nothing_of_the_old_rhythm_comes_after_it_0_10_0_11) {
    has_met(4);
    comes_to("closed");
    both_are_asked();
    (void)here.told(here.dora);
    both_wish_for_something_lighter();
    expect_only_what_takes_its_place(100);
}

TEST_P(redefine, ends_what_runs_and_what_waits_in_a_pair_that_still_had_a_rhythm_0_11_3_17) {
    comes_to("growing");
    pair().met.push_back(here.now - days(10));  // it will be quiet in a month
    here.starts("checkpoint");
    pass_until_told(here.ann, "How are things working between you two?");
    here.starts("redefine");
    both_are_asked();
    for (const auto* flow : {"meeting_check", "pulse"}) here.starts(flow);
    ASSERT_THAT(running(), testing::IsSupersetOf({"meeting_check", "pulse"}));
    (void)here.told(here.dora);
    both_wish_for_something_lighter();
    EXPECT_THAT(running(), testing::IsSubsetOf({"redefine"}));
    expect_only_what_takes_its_place(100);
}

TEST_P(redefine, leaves_the_rhythm_as_it_is_while_only_one_wishes_for_something_lighter_3_17) {
    comes_to("growing");
    here.starts("redefine");
    both_are_asked();
    wishes_for_something_lighter(here.ann);
    here.starts("meeting_check");
    pass_until_told(here.bo, "How does it look with a meeting?");
    EXPECT_EQ(pair().stage, "growing");
}

INSTANTIATE_TEST_SUITE_P(programmes, redefine,
                         testing::Values("six-month-classic", "twelve-month-formal", "peer-light"), named_by_file);

}  // namespace
}  // namespace waymark
