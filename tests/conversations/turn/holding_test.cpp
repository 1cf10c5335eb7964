// What an admin puts on hold: a pair, or a person. U4: nothing is said meanwhile, and nothing stale afterwards.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct holding : testing::Test {
    void pair_is(bool on, const std::string& by = "pair") { here.take(pair_id{"p1"}, held{pair_id{"p1"}, by, on}); }
    void bo_is(bool on) { here.take(here.bo, held{here.bo, "person", on}); }
    void forget() {
        (void)here.told(here.ann);
        (void)here.told(here.bo);
    }
    stage here;
};

TEST_F(holding, a_pair_on_hold_hears_nothing_and_no_timer_waits_for_it) {
    here.starts("checkpoint");
    pair_is(true);
    for (const auto& [when, owner] : here.timers_wanted()) EXPECT_THAT(when.second, Not(HasSubstr("pair/p1")));
    forget();
    here.pass(days(40));
    EXPECT_THAT(here.told(here.ann), IsEmpty());
    EXPECT_THAT(here.told(here.bo), IsEmpty());
}

TEST_F(holding, after_the_release_it_goes_on_where_it_was) {
    here.starts("checkpoint");
    forget();
    pair_is(true);
    const auto ends = here.timers.size();
    here.pass(days(40));  // longer than the talk would have lasted
    pair_is(false);
    here.pass(days(1));
    EXPECT_GE(here.timers.size(), ends);
    EXPECT_THAT(here.pair().running, Not(IsEmpty())) << "its time stood still";
    here.says(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), Not(IsEmpty()));
}

TEST_F(holding, what_waits_unsent_is_taken_back) {
    here.sending_waits = true;
    here.starts("checkpoint");
    here.pass(days(1));
    ASSERT_THAT(here.unsent, Not(IsEmpty()));
    pair_is(true);
    for (const auto& who : {here.ann, here.bo}) here.take(who, pair_held{who, {"p1"}});
    EXPECT_THAT(here.unsent, IsEmpty());
    pair_is(false);
    here.pass(days(8));
    EXPECT_THAT(here.unsent, Not(IsEmpty())) << "it comes again, in its turn";
}

TEST_F(holding, two_reasons_to_hold_need_two_releases) {
    pair_is(true);
    pair_is(true, "programme");
    pair_is(false);
    EXPECT_TRUE(here.pair().held_since.has_value());
    pair_is(false, "programme");
    EXPECT_FALSE(here.pair().held_since.has_value());
    pair_is(false, "programme");
    EXPECT_FALSE(here.pair().held_since.has_value());
}

TEST_F(holding, while_a_person_is_on_hold_their_pair_stands_still_and_the_partners_own_words_are_answered) {
    here.starts("checkpoint");
    forget();
    bo_is(true);
    here.pass(days(40));  // longer than any reminder, and than the talk would have lasted
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_THAT(here.told(here.ann), IsEmpty()) << "nobody hears that the other one does not answer";
    here.says(here.ann, "help");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("These words always work")));
    bo_is(false);
    here.pass(days(3));
    ASSERT_THAT(here.pair().running, Not(IsEmpty())) << "its time stood still";
    EXPECT_THAT(here.told(here.bo), Not(Contains(HasSubstr("has run out"))));
    here.says(here.bo, "4");
    EXPECT_THAT(here.told(here.bo), Not(IsEmpty()));
}

}  // namespace
}  // namespace waymark
