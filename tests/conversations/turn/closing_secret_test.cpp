// Whether somebody would rather not go on stays with them: their partner gets, and can find out, the same as from
// somebody who has never said.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::Contains;
using testing::HasSubstr;

void answer_up_to_the_private_question(stage& here, const person_id& who) {
    for (const char* text : {"yes", "The day the demo finally ran.", "Nothing comes to mind"}) here.says(who, text);
    for (const char* text : {"skip", "skip"}) here.says(who, text);
    if (who == here.ann) {
        here.pass(days(7));  // for the ideas that Bo has not
        here.says(who, "skip");
    }
    here.says(who, "I decide later");
}

/// All that Ann is told in the weeks after she has said that she would like to go on, and what she asks meanwhile.
std::vector<std::string> what_ann_gets(const std::string& bo_answers) {
    stage here;
    here.starts("closing");
    answer_up_to_the_private_question(here, here.bo);
    here.says(here.bo, bo_answers);
    answer_up_to_the_private_question(here, here.ann);
    here.presses(here.ann, "Meet about once a month");
    for (const int wait : {1, 2, 3, 7, 14, 14, 14}) {
        here.pass(days(wait));
        for (const char* text : {"my data", "back", "help", "closing"}) here.says(here.ann, text);
        here.says(here.ann, "1");  // once a month, whenever it is asked again
    }
    return here.told(here.ann);
}

TEST(closing, a_lone_no_to_going_on_cannot_be_told_from_no_answer) {
    const auto after_nothing = what_ann_gets("snooze 1 day");
    EXPECT_THAT(after_nothing, Contains(HasSubstr("You have both looked back and ahead.")));
    EXPECT_EQ(what_ann_gets("Not for now"), after_nothing);
    EXPECT_EQ(what_ann_gets("skip"), after_nothing);
    EXPECT_NE(what_ann_gets("Meet every few months"), after_nothing);
}

}  // namespace
}  // namespace waymark
