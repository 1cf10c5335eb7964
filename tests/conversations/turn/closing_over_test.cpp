// Once the closing is over, nothing that was begun before it comes any more. 2.2, 2.3, 4.1
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AnyOf;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct closing_begun : testing::Test {
    closing_begun() {
        here.stands_in("growing");
        here.the_programme().nudges.clear();
    }
    [[nodiscard]] bool runs(const std::string& flow) const {
        return std::ranges::any_of(here.pair().running,
                                   [&](const conversation& one) { return one.flow.name == flow && !one.over; });
    }
    stage here;
};

struct closing_over : closing_begun, testing::WithParamInterface<std::string> {
    /// The mentor is asked for a day, or for a safe place, and says nothing.
    void bo_wishes_for_something() {
        here.starts(GetParam());
        here.pass(days(1));
        here.says(here.bo, "The planning on Monday.");
        here.pass(days(2));
        ASSERT_EQ(here.pair().running.size(), 1);
    }
    void they_close() {
        if (!here.pair().talks.contains("closing")) here.starts("closing");
        here.pass(days(2));
        for (const auto& who : {here.ann, here.bo}) here.presses(who, "Yes, let us begin");
        for (int day = 0; day < 30 && here.pair().stage == "closing"; ++day) {
            for (const auto& who : {here.ann, here.bo})
                if (asks_in_closing(who)) here.says(who, "The day the demo ran for the first time in spring.");
            here.pass(days(1));
        }
    }
    /// That it was the closing which ended this talk, and not its own time.
    [[nodiscard]] bool ended_by_closing() const {
        return std::ranges::any_of(here.log, [](const log_line& one) {
            return one.detail.find(GetParam()) != std::string::npos && one.detail.ends_with("closing_over");
        });
    }
    [[nodiscard]] bool asks_in_closing(const person_id& who) {
        const auto* open = open_question(here.pair(), who);
        return open != nullptr && open->flow.name == "closing";
    }
    void forget() {
        (void)here.told(here.ann);
        (void)here.told(here.bo);
    }
};

TEST_P(closing_over, ends_what_was_begun_before_2_2_2_3_4_1) {
    bo_wishes_for_something();
    they_close();
    ASSERT_EQ(here.pair().stage, "closed");
    EXPECT_FALSE(runs(GetParam()));
    EXPECT_TRUE(ended_by_closing());
    here.pass(days(1));
    forget();
    here.pass(days(90));
    for (const auto& who : {here.ann, here.bo})
        EXPECT_THAT(here.told(who), Each(Not(HasSubstr("full weeks")))) << who.text;
}

TEST_P(closing_over, while_it_goes_on_the_rest_goes_on_too) {
    bo_wishes_for_something();
    here.starts("closing");
    here.pass(days(2));
    ASSERT_EQ(here.pair().stage, "closing");
    EXPECT_TRUE(runs(GetParam()));
}

// What has begun is not taken out of anybody's hands; what nobody has heard a word of is for another time.
TEST_F(closing_begun, takes_back_what_still_waits_for_its_turn) {
    here.pass(std::chrono::hours(9));  // in the evening nobody is written to
    for (const auto* flow : {"meeting_check", "checkpoint", "closing"}) here.starts(flow);
    here.pass(days(2));
    ASSERT_EQ(here.pair().stage, "closing");
    EXPECT_FALSE(runs("meeting_check"));
    EXPECT_FALSE(runs("checkpoint"));
    here.pass(days(60));
    for (const auto& who : {here.ann, here.bo})
        EXPECT_THAT(here.told(who),
                    Each(Not(AnyOf(HasSubstr("How are things working"), HasSubstr("How does it look")))))
            << who.text;
}

// Nobody answered, so the pair never comes to "closed"; it is over all the same.
TEST_P(closing_over, left_open_counts_too) {
    bo_wishes_for_something();
    here.starts("closing");
    here.pass(days(43));
    ASSERT_EQ(here.pair().stage, "closing");
    EXPECT_FALSE(runs(GetParam()));
    EXPECT_TRUE(ended_by_closing());
}

TEST_P(closing_over, what_is_begun_in_the_closing_goes_on_after_it) {
    bo_wishes_for_something();
    here.starts("closing");
    here.pass(days(1));
    here.starts("compare_notes");
    they_close();
    ASSERT_EQ(here.pair().stage, "closed");
    EXPECT_FALSE(runs(GetParam()));
    EXPECT_TRUE(runs("compare_notes"));
}

INSTANTIATE_TEST_SUITE_P(begun_before, closing_over, testing::Values("shadowing", "safe_task"),
                         [](const auto& which) { return which.param; });

}  // namespace
}  // namespace waymark
