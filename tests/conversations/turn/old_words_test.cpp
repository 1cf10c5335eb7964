// Words go some time after the end of a pair; what the programme counts stays, and says no more whose it was.
#include "conversations/turn/old_words.hpp"

#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct old_words : testing::Test {
    void bo_answers() {
        here.starts("closing");
        here.presses(here.bo, "Yes, let us begin");
        here.says(here.bo, "When you read my thesis twice, that evening in May.");
        here.pass(days(60));  // the talk runs out
    }
    void end_pair() {
        auto& pair = here.all.pairs.at({"p1"});
        pair.ended = true;
        pair.ended_at = here.now;
        for (const auto& [at, owner] : here.timers_wanted()) here.timers.insert_or_assign(at, owner);
    }
    answer counted() {
        answer one;
        one.conversation = {"p1.six_p_review.1"};
        one.step = "place";
        one.author = here.bo;
        one.label = "How is it with Ann?";
        one.seen_by = audience::programme;
        one.kind = answer_kind::scale;
        one.value.items = {"4"};
        one.at = here.now;
        return one;
    }
    stage here;
};

TEST_F(old_words, stay_for_ninety_days_after_the_end_and_then_go) {
    bo_answers();
    ASSERT_FALSE(here.answer_rows.empty());
    end_pair();
    here.pass(days(89));
    EXPECT_FALSE(here.answer_rows.empty());
    here.pass(days(2));
    EXPECT_THAT(here.answer_rows, IsEmpty());
    EXPECT_THAT(here.pair().kept, IsEmpty());
}

TEST_F(old_words, stay_while_a_pair_goes_on) {
    bo_answers();
    here.all.pairs.at({"p1"}).ends.reset();
    here.pass(days(300));
    EXPECT_FALSE(here.answer_rows.empty());
}

TEST_F(old_words, what_the_programme_counts_stays_without_its_author) {
    const auto one = counted();
    here.answer_rows[{one.conversation, one.step, one.author}] = one;
    here.all.pairs.at({"p1"}).answers = {one};
    end_pair();
    here.pass(days(1));
    here.all.pairs.at({"p1"}).ended_at = here.now - days(100);
    here.take(turn_owner(pair_id{"p1"}), time_passed{});
    ASSERT_EQ(here.answer_rows.size(), 1U);
    const auto& left = here.answer_rows.begin()->second;
    EXPECT_THAT(left.author.text, HasSubstr("somebody-"));
    EXPECT_EQ(left.label, "");
    EXPECT_EQ(left.value, one.value);
}

}  // namespace
}  // namespace waymark
