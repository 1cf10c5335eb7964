// What people write when they do not know the words: a plain wish is never taken for an answer, and an answer never for
// a wish.
#include <gmock/gmock.h>

#include "tests/conversations/turn/bo_in_the_closing.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct plain_words : bo_in_the_closing {};

TEST_F(plain_words, a_wish_to_be_left_alone_stops_and_is_no_answer) {
    for (const char* text :
         {"please stop writing to me", "Stop messaging me.", "leave me alone!", "Stop texting me now, please",
          "Don\u2019t write to me any more", "could you leave me alone", "just stop", "unsubscribe"}) {
        EXPECT_THAT(bo_writes(text),
                    ElementsAre(AllOf(HasSubstr("I have stopped"), HasSubstr("please write it again"))))
            << text;
        EXPECT_TRUE(here.person(here.bo).stopped) << text;
        here.says(here.bo, "start");
    }
    here.speak(here.bo, "es");
    for (const char* text : {"Por favor, deja de escribirme", "¡Déjame en paz!", "no me escribas más", "para ya"}) {
        EXPECT_THAT(bo_writes(text), ElementsAre(HasSubstr("He parado"))) << text;
        here.says(here.bo, "seguir");
    }
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(plain_words, an_answer_that_holds_such_words_stays_an_answer) {
    EXPECT_THAT(bo_writes("I can say \"please stop writing to me\" to people now."),
                Contains(HasSubstr("What did you")));
    EXPECT_FALSE(here.person(here.bo).stopped);
    EXPECT_TRUE(has_answered("victories"));
    EXPECT_THAT(bo_writes("Why now?"),  // perhaps a question to a partner, and not the wish to hear why the bot wrote
                ElementsAre(HasSubstr("Shall I take that as your answer?")));
    (void)bo_writes("yes");
    EXPECT_TRUE(has_answered("lessons"));
}

TEST_F(plain_words, what_stands_on_the_buttons_can_be_typed) {
    EXPECT_THAT(bo_writes("Not today"), ElementsAre(HasSubstr("until 3 June 2026")));
    EXPECT_THAT(bo_writes("not for a week"), ElementsAre(HasSubstr("until 9 June 2026")));
    EXPECT_THAT(bo_writes("Pause until a date"), ElementsAre(HasSubstr("Until when")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(plain_words, snooze_takes_a_time_in_ones_own_words) {
    for (const auto& [text, day] : std::map<std::string, std::string>{{"3 days", "5 June 2026"},
                                                                      {"for three days, please", "5 June 2026"},
                                                                      {"until Monday", "8 June 2026"},
                                                                      {"two months", "2 August 2026"}}) {
        (void)bo_writes("snooze");
        EXPECT_THAT(bo_writes(text), ElementsAre("[x] " + day, HasSubstr("until " + day))) << text;
    }
    here.speak(here.bo, "es");
    (void)bo_writes("posponer");
    EXPECT_THAT(bo_writes("hasta el lunes"), Contains(HasSubstr("hasta el 8 de junio de 2026")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(plain_words, a_time_that_cannot_be_read_is_not_taken_for_an_answer_to_the_talk) {
    (void)bo_writes("snooze");
    EXPECT_THAT(bo_writes("when the fair is over"),
                ElementsAre(AllOf(HasSubstr("could not read a time"), HasSubstr("\"The closing conversation\""))));
    EXPECT_FALSE(has_answered("victories"));
    (void)bo_writes("when the fair is over");  // he means it
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(plain_words, an_hour_after_the_bots_own_question_words_belong_to_the_talk_again) {
    (void)bo_writes("snooze");
    here.pass(std::chrono::hours(1));
    (void)bo_writes("We met twice in spring.");
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(plain_words, cancel_after_the_bots_own_question_lets_that_go_and_not_the_talk) {
    for (const char* text : {"cancel", "Never mind.", "no"}) {
        (void)bo_writes("snooze");
        EXPECT_THAT(bo_writes(text), Contains(HasSubstr("nothing changes"))) << text;
    }
    EXPECT_EQ(here.person(here.bo).snoozed_until, std::nullopt);
    (void)bo_writes("We met twice in spring.");
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(plain_words, somebody_with_two_partners_can_say_that_stop_was_about_both) {
    here.add_cy();
    here.says(here.ann, "leave me alone");
    (void)here.told(here.ann);
    here.says(here.ann, "both");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("nothing changes")));
    EXPECT_TRUE(here.person(here.ann).stopped);
}

TEST_F(plain_words, what_do_you_know_about_me_shows_it) {
    EXPECT_THAT(bo_writes("What do you know about me?"), Contains(HasSubstr("everything I keep about you")));
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("¿Qué sabes de mí?"), Contains(HasSubstr("todo lo que guardo sobre ti")));
}

TEST_F(plain_words, who_can_read_this_is_answered_for_the_open_question) {
    EXPECT_THAT(bo_writes("Who can read this?"),
                ElementsAre(AllOf(HasSubstr("sealed until Ann"), HasSubstr("my database"))));
    here.says(here.ann, "who sees this");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Only you see your answer")));
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("¿Quién puede leer esto?"), ElementsAre(HasSubstr("sellada hasta que Ann")));
    here.says(here.bo, "cancelar");
    EXPECT_THAT(bo_writes("¿Quién puede leer esto?"), ElementsAre(Not(HasSubstr("abierta ahora"))));
    EXPECT_FALSE(has_answered("victories"));
}

TEST(who_reads, says_so_where_choices_lead_to_a_line_to_somebody) {
    stage here;
    here.starts("joining");
    here.says(here.bo, "who can read this");
    EXPECT_THAT(here.told(here.bo), Contains(AllOf(HasSubstr("Only you see"), HasSubstr("that of Ann go together"),
                                                   HasSubstr("a line to Dora"))));
    stage quiet;
    quiet.starts("silence_care");
    quiet.says(quiet.ann, "who can read this");
    EXPECT_THAT(quiet.told(quiet.ann), Contains(AllOf(HasSubstr("Bo gets your answer"), HasSubstr("a line to Dora"))));
    stage plain;
    plain.starts("checkpoint");
    plain.says(plain.bo, "who can read this");
    EXPECT_THAT(plain.told(plain.bo), Each(Not(HasSubstr("a line to Dora"))));
}

TEST_F(plain_words, words_that_no_question_waits_for_are_not_kept_and_it_says_so) {
    here.says(here.bo, "cancel");
    EXPECT_THAT(
        bo_writes("Could we move our meeting to Thursday?"),
        ElementsAre(AllOf(HasSubstr("I have not kept this"), HasSubstr("before is kept"), HasSubstr("Was it for Ann?"),
                          HasSubstr("\"help\" shows what you can begin"), HasSubstr("Dora"))));
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr("Thursday"))));
    for (const char* text : {"Thank you!", "Thanks for everything", "thanks a lot"})  // nobody misses that
        EXPECT_THAT(bo_writes(text), ElementsAre(HasSubstr("Glad to hear from you"))) << text;
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("Gracias por todo"), ElementsAre(HasSubstr("Me alegra")));
}

TEST(agreeing, begins_what_was_offered) {
    for (const char* text : {"yes", "Ok!", "sure", "Of course", "let\u2019s go", "y"}) {
        stage here;
        here.starts("closing");
        here.says(here.bo, text);
        EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you two achieve together?"))) << text;
    }
    for (const char* text : {"sí", "Si", "vale", "Claro", "¡Claro que sí!", "de acuerdo"}) {
        stage here;
        here.speak(here.bo, "es");
        here.starts("closing");
        here.says(here.bo, text);
        EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("¿Qué habéis logrado juntos?"))) << text;
    }
}

TEST(agreeing, to_join_needs_no_more_than_a_yes_and_a_no_is_one) {
    stage here;
    here.starts("joining");
    here.says(here.bo, "sounds good");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Good to have you")));
    here.says(here.ann, "No thanks");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("Thank you for telling me")));
}

TEST(agreeing, is_asked_about_where_it_could_mean_anything) {
    stage here;
    here.starts("checkpoint");
    here.says(here.bo, "4");
    (void)here.told(here.bo);
    here.says(here.bo, "ok");  // satisfying, or just so?
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("Which of these is it?")));
    here.says(here.bo, "yeah");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What progress do you see?")));
    stage closing;
    closing.starts("closing");
    closing.says(closing.bo, "no");
    EXPECT_THAT(closing.told(closing.bo), Contains(HasSubstr("Which of these is it?")));
}

}  // namespace
}  // namespace waymark
