// 3.7: what a mentor offers, and nothing in the pair has spoken of.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr auto the_line = "Your profile also says this";

struct strengths : testing::Test {
    strengths() { here.stands_in("growing"); }
    void ann_offers(const std::vector<std::string>& what) { here.all.people.at(here.ann).profile.offers = what; }
    void bo_writes_what_is_hard(const std::string& text, const std::string& then) {
        here.says(here.bo, "what I need");
        for (const auto& line : {text, std::string("Some of yours."), std::string("Half an hour.")})
            here.says(here.bo, line);
        here.presses(here.bo, then);
        here.pass(days(20));
    }
    std::vector<std::string> ann_is_asked() {
        (void)here.told(here.ann);
        here.starts("strengths");
        here.pass(days(1));
        return here.told(here.ann);
    }
    stage here;
};

TEST_F(strengths, that_the_profile_lists_and_nobody_spoke_of_are_named_to_the_mentor_3_7) {
    ann_offers({"Public speaking", "budgets", "saying no"});
    bo_writes_what_is_hard("I have to speak in PUBLIC, and to say no.", "Yes, send them");
    EXPECT_THAT(ann_is_asked(),
                Contains(AllOf(HasSubstr(the_line), HasSubstr("budgets"), Not(HasSubstr("Public speaking")),
                               HasSubstr("Which of your strengths has Bo not asked about yet?"))));
}

TEST_F(strengths, that_only_private_words_speak_of_are_still_named_3_7) {
    ann_offers({"budgets"});
    bo_writes_what_is_hard("My budgets are always wrong.", "No, I keep them");
    EXPECT_THAT(ann_is_asked(), Contains(AllOf(HasSubstr(the_line), HasSubstr("budgets"))))
        << "a gap would tell what Bo has kept";
}

TEST_F(strengths, without_a_profile_are_asked_for_without_it_3_7) {
    EXPECT_THAT(ann_is_asked(), Contains(AllOf(HasSubstr("Which of your strengths"), Not(HasSubstr(the_line)))));
}

TEST_F(strengths, that_have_all_been_spoken_of_leave_no_list_3_7) {
    ann_offers({"budgets"});
    bo_writes_what_is_hard("My budgets are always wrong.", "Yes, send them");
    EXPECT_THAT(ann_is_asked(), Contains(AllOf(HasSubstr("Which of your strengths"), Not(HasSubstr(the_line)))));
}

TEST_F(strengths, a_list_is_the_mentors_own_and_goes_to_nobody_by_itself_3_7) {
    ann_offers({"budgets"});
    (void)ann_is_asked();
    here.says(here.ann, "How I prepare a talk.");
    here.pass(days(3));
    const auto told = here.told(here.bo);
    EXPECT_THAT(told, Contains(HasSubstr("How I prepare a talk.")));
    EXPECT_THAT(told, Not(Contains(HasSubstr("budgets"))));
}

}  // namespace
}  // namespace waymark
