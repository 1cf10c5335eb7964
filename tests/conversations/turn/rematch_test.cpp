// 3.3: a new pair openly beside the present one, or after its end was told. 1.15, 1.16: what happens to one pair leaves
// the other as it is.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Ann with Bo, and with Cy.
struct rematch : testing::Test {
    rematch() {
        here.add_cy();
        here.stands_in("growing");
    }
    void ann_ends_it_with_bo() {
        here.says(here.ann, "I want to end this");
        here.presses(here.ann, "Bo");
        for (const auto* label : {"I would like to end it", "My goals have moved on", "My goals have moved on"})
            here.presses(here.ann, label);
        here.says(here.ann, "no, thank you");
        here.presses(here.ann, "Yes, please end it");
    }
    stage here;
};

TEST_F(rematch, leaving_one_tells_both_and_the_other_pair_goes_on) {
    ann_ends_it_with_bo();
    EXPECT_TRUE(here.pair({"p1"}).ended);
    EXPECT_FALSE(here.pair({"p2"}).ended);
    here.pass(days(1));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("has ended")));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("has ended")));
    EXPECT_THAT(here.told(here.cy), IsEmpty()) << "it is none of Cy's business";
    here.starts("checkpoint", {"p2"});
    here.pass(days(3));
    EXPECT_THAT(here.told(here.cy), Contains(HasSubstr("How are things working")));
}

TEST_F(rematch, whoever_is_paired_anew_has_been_told_of_the_end_before) {
    ann_ends_it_with_bo();
    here.pass(days(1));
    const auto told = here.told(here.bo);
    EXPECT_THAT(told, Contains(HasSubstr("has ended")));
    const programme_pair next{{"p3"}, here.cy, here.bo, {}, {}};
    here.enrols(next);
    here.starts("joining", {"p3"});
    here.pass(days(3));
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Cy")));
}

TEST_F(rematch, a_pause_of_one_pair_is_none_of_the_other) {
    here.all.pairs.at({"p1"}).paused_until = here.now + days(30);
    here.starts("checkpoint", {"p1"});
    here.starts("checkpoint", {"p2"});
    here.pass(days(5));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_THAT(here.told(here.cy), Not(IsEmpty()));
}

}  // namespace
}  // namespace waymark
