// The words that are always understood, in a talk and without one.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// Ann and Bo have both been asked whether they would like to begin the closing.
struct everywhere_words : testing::Test {
    everywhere_words() {
        here.starts("closing");
        forget();
    }
    void forget() {
        (void)here.told(here.ann);
        (void)here.told(here.bo);
    }
    stage here;
};

TEST_F(everywhere_words, help_names_the_words_the_talks_and_a_person) {
    here.stands_in("growing");
    here.says(here.bo, "Help!");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("\"back\""), HasSubstr("\"my data\""),
                                                      HasSubstr("closing"), HasSubstr("goal"), HasSubstr("Dora"),
                                                      HasSubstr("Your question in \"The closing conversation\""))));
    here.presses(here.bo, "Yes, let us begin");  // the question was left as it was
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you two achieve together?")));
}

TEST_F(everywhere_words, help_without_a_talk_does_not_speak_of_a_question) {
    here.says(here.bo, "cancel");
    (void)here.told(here.bo);
    here.says(here.bo, "help");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("\"snooze\""), Not(HasSubstr("Your question")))));
}

TEST_F(everywhere_words, they_come_in_the_persons_language_and_english_always_works) {
    here.speak(here.bo, "es-MX");
    here.says(here.bo, "ayuda");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("\"atrás\""), HasSubstr("cierre"), HasSubstr("Dora"))));
    here.says(here.bo, "help");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("\"atrás\"")));
}

TEST_F(everywhere_words, back_asks_the_last_question_again_also_when_ones_part_is_over) {
    here.says(here.bo, "1");
    here.says(here.bo, "back");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Would you like to begin?")));
    here.starts("silence_care");
    here.pass(std::chrono::days(2));
    here.presses(here.ann, "Please pass on nothing");
    (void)here.told(here.ann);
    here.says(here.ann, "back");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("What may I tell Bo?")));
}

TEST_F(everywhere_words, skip_leaves_the_question_out_and_goes_on) {
    here.says(here.bo, "skip");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you two achieve together?")));
}

TEST_F(everywhere_words, cancel_leaves_the_talk_and_says_how_to_take_it_up_again) {
    here.says(here.bo, "cancel");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("leave \"The closing conversation\""),
                                                      HasSubstr("\"closing\""), Not(HasSubstr("What you wrote")))))
        << "they have written nothing";
    here.pass(std::chrono::days(20));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.says(here.bo, "closing");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("Would you like to begin?")));
}

TEST_F(everywhere_words, cancel_says_that_what_was_written_is_kept) {
    here.presses(here.bo, "Yes, let us begin");
    here.says(here.bo, "When you read my thesis twice in one week.");
    (void)here.told(here.bo);
    here.says(here.bo, "cancel");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("What you wrote is kept.")));
}

TEST_F(everywhere_words, example_shows_one_and_the_question_stays_open) {
    here.says(here.bo, "1");
    (void)here.told(here.bo);
    here.says(here.bo, "example");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("The day the demo ran for the first time")));
    here.says(here.bo, "When you read my thesis twice, that evening in May.");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you learn")));
}

TEST_F(everywhere_words, a_word_is_a_wish_only_when_it_is_the_whole_message) {
    here.says(here.bo, "1");
    (void)here.told(here.bo);
    here.says(here.bo, "You helped me to stop and look back, and to pause until I knew why.");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you learn")));
    EXPECT_FALSE(here.person(here.bo).stopped);
}

TEST_F(everywhere_words, a_bare_stop_at_a_text_question_stops_and_says_how_to_undo_it) {
    here.says(here.bo, "1");
    (void)here.told(here.bo);
    here.says(here.bo, "stop");
    EXPECT_TRUE(here.person(here.bo).stopped);
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("I have stopped"), HasSubstr("\"start\""),
                                                      HasSubstr("your answer in \"The closing conversation\""))));
    here.says(here.bo, "The evening we talked about my thesis until midnight.");  // still an answer
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you learn")));
}

TEST_F(everywhere_words, a_bare_no_at_a_text_question_is_an_answer) {
    here.says(here.bo, "1");
    (void)here.told(here.bo);
    here.says(here.bo, "no");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("one moment when")));
}

TEST_F(everywhere_words, without_an_open_question_a_message_gets_a_friendly_line) {
    here.says(here.bo, "cancel");
    (void)here.told(here.bo);
    here.says(here.bo, "We had lunch today");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("no question open for you"), HasSubstr("Dora"))));
    for (const char* word : {"back", "skip", "cancel", "example"}) {
        here.says(here.bo, word);
        EXPECT_THAT(here.told(here.bo), Not(IsEmpty())) << word;
    }
}

TEST_F(everywhere_words, the_slash_command_understands_the_same_words) {
    here.does(here.bo, inbound::commanded{"  skip "});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you two achieve together?")));
    here.does(here.bo, inbound::commanded{""});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("These words always work")));
}

TEST_F(everywhere_words, a_word_begins_a_talk_at_once_for_whoever_wrote_it) {
    here.says(here.bo, "Checkpoint.");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("How are things working between you two?")));
    EXPECT_THAT(here.told(here.ann), IsEmpty());  // for Ann it waits in her gate
    here.pass(std::chrono::days(2));
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("How are things working between you two?")));
}

TEST_F(everywhere_words, a_talk_whose_first_word_is_for_the_partner_says_so) {
    here.stands_in("growing");
    here.says(here.ann, "goal");
    EXPECT_THAT(here.told(here.ann),
                ElementsAre(AllOf(StartsWith("Good, \"Finding a goal\" has begun"), HasSubstr("Bo"))));
}

TEST_F(everywhere_words, an_old_button_of_a_talk_that_is_gone_gets_an_answer) {
    here.does(here.bo, inbound::chose{"q|p1.closing.7|prepare", {"now"}});
    here.does(here.bo, inbound::chose{"own|3", {"day"}});
    here.does(here.bo, inbound::chose{"whatever", {"x"}});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("not open any more"), HasSubstr("not open any more"),
                                                HasSubstr("not open any more")));
}

// Ann waits for Bo's goal in one talk, and is asked something in another: "skip" is about the question.
TEST_F(everywhere_words, skip_is_about_the_open_question_and_not_about_a_talk_that_waits) {
    here.stands_in("growing");
    here.says(here.ann, "goal");
    (void)here.told(here.ann);
    here.says(here.ann, "skip");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("What did you two achieve together?")));
}

TEST_F(everywhere_words, cancel_is_about_the_talk_somebody_was_in_last) {
    here.stands_in("growing");
    here.says(here.ann, "goal");
    (void)here.told(here.ann);
    here.says(here.ann, "cancel");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("leave \"Finding a goal\"")));
}

}  // namespace
}  // namespace waymark
