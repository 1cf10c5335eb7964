// 4.2: at "What did you two achieve together?" what was hard is quoted to whoever may see it.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::Not;

constexpr auto the_line = "What was hard then";

struct challenges : testing::Test {
    challenges() { here.stands_in("growing"); }
    void bo_needs(const std::string& challenge, const std::string& then) {
        here.says(here.bo, "what I need");
        for (const auto& line : {challenge, std::string("How you decide."), std::string("Look at my list with me.")})
            here.says(here.bo, line);
        here.presses(here.bo, then);
        here.pass(days(50));  // so long that the talk is over
    }
    std::vector<std::string> at_the_question(const person_id& who) {
        if (!here.pair().talks.contains("closing")) here.starts("closing");
        // Whoever has left messages unanswered waits some days longer.
        for (int day = 0;
             day < 14 && !testing::Matches(Contains(HasSubstr("Would you like to begin?")))(here.told(who)); ++day)
            here.pass(days(1));
        here.presses(who, "Yes, let us begin");
        return here.told(who);
    }
    stage here;
};

TEST_F(challenges, that_were_sent_are_quoted_to_both_in_the_closing_4_2) {
    bo_needs("I keep saying yes.", "Yes, send them");
    for (const auto& who : {here.bo, here.ann})
        EXPECT_THAT(
            at_the_question(who),
            Contains(AllOf(HasSubstr("What did you two achieve together?"),
                           HasSubstr(std::string(the_line) + ", and perhaps is not any more: I keep saying yes."))))
            << who.text;
}

TEST_F(challenges, that_were_kept_are_quoted_to_their_author_alone_4_2) {
    bo_needs("I keep saying yes.", "No, I keep them");
    EXPECT_THAT(at_the_question(here.bo), Contains(HasSubstr("I keep saying yes.")));
    EXPECT_THAT(at_the_question(here.ann), Each(AllOf(Not(HasSubstr(the_line)), Not(HasSubstr("saying yes")))));
}

TEST_F(challenges, of_several_months_are_all_there_4_2) {
    bo_needs("I keep saying yes.", "Yes, send them");
    bo_needs("Nobody reads what I write.", "No, I keep them");
    EXPECT_THAT(at_the_question(here.bo),
                Contains(AllOf(HasSubstr("I keep saying yes."), HasSubstr("Nobody reads what I write."))));
    EXPECT_THAT(at_the_question(here.ann),
                Contains(AllOf(HasSubstr("I keep saying yes."), Not(HasSubstr("Nobody reads")))));
}

TEST_F(challenges, where_there_are_none_the_line_is_not_there_4_2) {
    EXPECT_THAT(at_the_question(here.bo),
                Contains(AllOf(HasSubstr("What did you two achieve together?"), Not(HasSubstr(the_line)))));
}

}  // namespace
}  // namespace waymark
