// 3.11: the fast start that fades, and one person who is there more and more rarely, by the pair's own rhythm.
#include "tests/conversations/turn/shipped_rules.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::weeks;
using testing::AllOf;
using testing::Contains;
using testing::Ge;
using testing::HasSubstr;
using testing::Le;

struct fading_pairs : shipped_rules {
    /// Meetings so many days ago.
    void has_met_before(const std::vector<int>& ago) {
        for (const int day : ago) pair().met.push_back(here.now - days(day));
        pair().started = here.now - days(ago.front() + 1);
    }
    /// On so many days of each of the last rhythms, the oldest first.
    void has_answered(const person_id& who, const std::vector<int>& on_days) {
        const auto rhythm = weeks(4);
        pair().started = here.now - static_cast<int>(on_days.size()) * rhythm;
        for (std::size_t stretch = 0; stretch < on_days.size(); ++stretch)
            for (int day = 0; day < on_days[stretch]; ++day) {
                answer one;
                one.conversation.text = "p1.openness." + std::to_string(++talks_);
                one.flow = "openness";
                one.step = "easier";
                one.author = who;
                one.at = pair().started + static_cast<int>(stretch) * rhythm + days(1 + 3 * day);
                pair().answers.push_back(std::move(one));
            }
    }
    int talks_ = 0;
};

// Every ten days, then after two weeks, after seventeen days, and now not for the four weeks that are their rhythm.
TEST_F(fading_pairs, a_fast_start_that_fades_is_asked_about_before_it_is_a_silence_3_11) {
    has_kept("goal");
    has_met_before({66, 56, 42, 25});
    comes_to("growing");
    EXPECT_THAT(days_until("fast_start", here.bo, 17), AllOf(Ge(3), Le(10)));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("How much are you still learning?")));
    EXPECT_GE(days_until("fast_start", here.ann, 10), 0);
}

// In five weeks it would be a silence, which has a rule of its own.
TEST_F(fading_pairs, two_who_were_asked_lately_are_not_asked_again_in_the_middle_of_a_silence_3_11) {
    has_kept("goal");
    has_met_before({66, 56, 42, 25});
    answer taps;
    taps.conversation.text = "p1.pulse.1";
    taps.flow = "pulse";
    taps.step = "learning";
    taps.author = here.bo;
    taps.at = here.now - days(5);
    pair().answers.push_back(std::move(taps));
    comes_to("growing");
    EXPECT_EQ(days_until("fast_start", here.bo, 40), -1);
}

TEST_F(fading_pairs, two_who_keep_their_rhythm_do_not_fade_3_11) {
    has_kept("goal");
    has_met_before({109, 81, 53, 25});
    comes_to("growing");
    EXPECT_EQ(days_until("fast_start", here.bo, 30), -1);
}

TEST_F(fading_pairs, another_meeting_in_time_ends_it_3_11) {
    has_kept("goal");
    has_met_before({66, 56, 42, 25});
    comes_to("growing");
    here.pass(days(2));
    pair().met.push_back(here.now);
    here.take(pair_id{"p1"}, time_passed{});
    EXPECT_EQ(days_until("fast_start", here.bo, 25), -1);
}

TEST_F(fading_pairs, whoever_answers_more_and_more_rarely_is_asked_in_private_3_11) {
    has_met(2);
    has_kept("goal");
    has_answered(here.bo, {6, 3, 1});
    has_answered(here.ann, {3, 3, 4});
    comes_to("growing");
    EXPECT_THAT(days_until("here_less_often", here.bo, 14), AllOf(Ge(0), Le(10)));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("for you alone. Nobody else sees a word")));
    EXPECT_EQ(days_until("here_less_often", here.ann, 30), -1);
}

TEST_F(fading_pairs, a_programme_that_asks_less_makes_nobody_fade_3_11) {
    has_met(2);
    has_kept("goal");
    has_answered(here.bo, {6, 3, 1});
    has_answered(here.ann, {5, 3, 2});
    comes_to("growing");
    EXPECT_EQ(days_until("here_less_often", here.bo, 30), -1);
}

TEST_F(fading_pairs, whoever_comes_back_in_time_is_not_asked_3_11) {
    has_met(2);
    has_kept("goal");
    has_answered(here.bo, {6, 3, 4});
    has_answered(here.ann, {3, 3, 4});
    comes_to("growing");
    EXPECT_EQ(days_until("here_less_often", here.bo, 30), -1);
}

// Every two weeks is their own rhythm, and three of those have passed, not of the programme's.
TEST_F(fading_pairs, the_pairs_own_rhythm_counts_3_11) {
    has_kept("goal");
    pair().rhythm = weeks(2);
    has_met_before({34, 29, 22, 13});
    comes_to("growing");
    EXPECT_THAT(days_until("fast_start", here.bo, 10), AllOf(Ge(1), Le(9)));
}

}  // namespace
}  // namespace waymark
