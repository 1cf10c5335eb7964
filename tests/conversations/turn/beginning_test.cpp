// Talks that a word begins: each in the stages it is for, and after what has to come first.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct beginning : testing::Test {
    std::vector<std::string> bo_writes(const std::string& text) {
        here.says(here.bo, text);
        return here.told(here.bo);
    }
    stage here;
};

// Found in a rehearsal: somebody wrote "closing" in the first week, and the pair was in its closing.
TEST_F(beginning, a_word_begins_its_talk_only_in_the_stages_it_is_for) {
    here.stands_in("groundwork");
    EXPECT_THAT(bo_writes("closing"), ElementsAre(HasSubstr("is for another time")));
    EXPECT_EQ(here.pair().stage, "groundwork");
    EXPECT_THAT(bo_writes("help"), ElementsAre(Not(HasSubstr("closing"))));
    here.stands_in("growing");
    EXPECT_THAT(bo_writes("help"), ElementsAre(HasSubstr("closing")));
    EXPECT_THAT(bo_writes("closing"), Contains(HasSubstr("Would you like to begin?")));
}

// 2.9: no request for feedback before the two have agreed on how they give it.
TEST_F(beginning, what_has_to_come_first_comes_first) {
    here.stands_in("growing");
    EXPECT_THAT(bo_writes("ask for feedback"), Contains(HasSubstr("Before \"")));
    EXPECT_EQ(here.pair().talks.at("feedback_contract"), 1);
    EXPECT_FALSE(here.pair().talks.contains("feedback_loop"));
    answer agreed;
    agreed.conversation = {"p1.feedback_contract.1"};
    agreed.flow = "feedback_contract";
    agreed.step = "asking";
    agreed.author = here.ann;
    agreed.at = here.now;
    here.answer_rows[{agreed.conversation, agreed.step, agreed.author}] = agreed;
    here.all.pairs.at({"p1"}).answers.push_back(agreed);
    EXPECT_THAT(bo_writes("ask for feedback"), Not(Contains(HasSubstr("Before \""))));
    EXPECT_EQ(here.pair().talks.at("feedback_loop"), 1);
}

// Found in a rehearsal: "goal", written two months after the end, made a closed pair grow again.
TEST_F(beginning, no_talk_leads_a_pair_back_to_an_earlier_stage) {
    here.stands_in("closed");
    here.starts("closing");
    here.pass(std::chrono::days(3));
    EXPECT_EQ(here.pair().stage, "closed");
}

}  // namespace
}  // namespace waymark
