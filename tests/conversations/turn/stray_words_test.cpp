// What is hardly an answer to the open question is not taken for one just like that, and the question is said again
// when something else has come between.
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/conversations/turn/bo_in_the_closing.hpp"

namespace waymark {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Bo has been asked what the two have achieved, in words of his own.
struct stray_words : bo_in_the_closing {
    void TestBody() override {}  // so that a test can have a fresh one
};

TEST_F(stray_words, after_deleting_is_called_off_the_open_question_is_said_again) {
    (void)bo_writes("delete my data");
    EXPECT_THAT(bo_writes("no"),
                AllOf(Contains(HasSubstr("nothing changes")), Contains(HasSubstr("What did you two achieve"))));
    EXPECT_THAT(bo_writes("so what now?"),
                ElementsAre(HasSubstr("Shall I take that as your answer? \"so what now?\"")));
    EXPECT_FALSE(has_answered("victories"));
    (void)bo_writes("delete my data");
    here.presses(here.bo, "No, keep it");
    EXPECT_THAT(here.told(here.bo),
                AllOf(Contains(HasSubstr("nothing is deleted")), Contains(HasSubstr("What did you two achieve"))));
}

TEST_F(stray_words, after_any_question_of_the_bot_that_is_let_go_the_open_one_is_said_again) {
    here.speak(here.bo, "es");
    (void)bo_writes("pausa");
    EXPECT_THAT(bo_writes("da igual"), ElementsAre(HasSubstr("no cambia nada"), HasSubstr("¿Qué habéis")));
    (void)bo_writes("mi perfil");
    here.presses(here.bo, "nothing");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("¿Qué habéis")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(stray_words, a_day_that_no_calendar_has_is_named_and_costs_the_question_nothing) {
    for (int i = 0; i < 4; ++i)
        EXPECT_THAT(bo_writes("pause until 31 February"),
                    ElementsAre(AllOf(HasSubstr("There is no 31 February."), HasSubstr("Until when"))));
    EXPECT_THAT(bo_writes("30.2."), Contains(HasSubstr("There is no 30 February.")));
    EXPECT_THAT(bo_writes("3 July"), Contains(HasSubstr("until 3 July 2026")));
    EXPECT_THAT(bo_writes("pause until yesterday"), ElementsAre(HasSubstr("That day is over")));
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("pausa hasta el 31 de febrero"), ElementsAre(HasSubstr("No hay ningún 31 de febrero.")));
    EXPECT_THAT(bo_writes("pausa hasta ayer"), ElementsAre(HasSubstr("Ese día ya pasó")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(stray_words, a_question_to_the_bot_is_no_try_at_an_answer) {
    for (int i = 0; i < 4; ++i) here.says(here.ann, "when is the end?");
    EXPECT_THAT(here.told(here.ann), Not(Contains(HasSubstr("Let us leave this one out"))));
    here.says(here.ann, "Yes, let us begin");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("What did you two achieve")));
}

TEST_F(stray_words, a_remark_is_asked_about_and_kept_only_when_it_is_the_answer) {
    for (const char* text : {"Where is Ann?", "thanks!", "I hate this bot", "Yes, let us begin"}) {
        stray_words fresh;
        EXPECT_THAT(fresh.bo_writes(text), ElementsAre(AllOf(HasSubstr("Shall I take that as your answer?"),
                                                             HasSubstr("[Yes, that is my answer]"))))
            << text;
        EXPECT_FALSE(fresh.has_answered("victories")) << text;
        EXPECT_THAT(fresh.bo_writes("no"),
                    ElementsAre(HasSubstr("[x] No"), HasSubstr("not kept"), HasSubstr("What did you two achieve")));
        EXPECT_FALSE(fresh.has_answered("victories")) << text;
    }
    for (const char* text : {"gracias", "odio este bot", "¿dónde está Ann?", "Sí, empecemos"}) {
        stray_words fresh;
        fresh.here.speak(fresh.here.bo, "es");
        EXPECT_THAT(fresh.bo_writes(text), ElementsAre(HasSubstr("¿Lo tomo como tu respuesta?"))) << text;
        (void)fresh.bo_writes("sí");
        EXPECT_TRUE(fresh.has_answered("victories")) << text;
    }
}

TEST_F(stray_words, it_is_asked_once_and_what_comes_next_is_taken) {
    EXPECT_THAT(bo_writes("thanks!"), ElementsAre(HasSubstr("Shall I take")));
    EXPECT_THAT(bo_writes("what a year?"), Not(Contains(HasSubstr("Shall I take"))));
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(stray_words, words_that_wait_for_it_go_to_no_other_question) {
    (void)bo_writes("thanks!");
    const auto control = std::get<outgoing>(here.lines.back().row.content).ask.value();
    (void)bo_writes("skip");
    here.does(here.bo, inbound::chose{control.id, {control.options.front().value}});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("not open any more")));
    EXPECT_FALSE(has_answered("lessons"));
}

TEST_F(stray_words, what_is_asked_for_is_not_doubted) {
    EXPECT_THAT(bo_writes("Our talks about how to say no."), Not(Contains(HasSubstr("Shall I take"))));
    stage other;  // a question whose example is one, too
    other.stands_in("growing");
    other.starts("mentor_story");
    other.pass(std::chrono::days(2));
    for (const char* text : {"I once lost a whole year over a plan that nobody wanted.", "I ask sooner now."})
        other.says(other.ann, text);
    (void)other.told(other.ann);
    other.says(other.ann, "Whom could you ask?");
    EXPECT_THAT(other.told(other.ann), Contains(HasSubstr("This is your story.")));
}

TEST_F(stray_words, the_word_for_start_starts_when_somebody_has_stopped) {
    here.stands_in("growing");
    here.speak(here.bo, "es");
    (void)bo_writes("parar");
    EXPECT_TRUE(here.person(here.bo).stopped);
    EXPECT_THAT(bo_writes("empezar"), Contains(HasSubstr("Qué bien que estés de vuelta")));
    EXPECT_FALSE(here.person(here.bo).stopped);
    (void)bo_writes("pausa 3 días");
    (void)bo_writes("empezar");
    EXPECT_FALSE(here.person(here.bo).snoozed_until);
    here.stands_in("invited");  // where joining is possible it is that
    EXPECT_THAT(bo_writes("empezar"), Contains(HasSubstr("¿Te gustaría participar?")));
}

// Ann thinks of an ending of her own, and nothing that Bo can ask for tells him so, whether he does, too, or not.
TEST_F(stray_words, what_the_partner_has_begun_alone_is_not_found_out) {
    const auto heard_by_bo = [](bool ann_begins) {
        stage fresh;
        fresh.stands_in("growing");
        if (ann_begins) fresh.says(fresh.ann, "I want to end this");
        for (const char* text : {"my data", "I want to end this", "my data", "cancel", "my data", "back"})
            fresh.says(fresh.bo, text);
        return fresh.told(fresh.bo);
    };
    EXPECT_EQ(heard_by_bo(true), heard_by_bo(false));
}

TEST_F(stray_words, what_is_near_to_one_button_is_that_one) {
    here.stands_in("growing");
    here.speak(here.bo, "es");
    (void)bo_writes("apuntar un encuentro");
    EXPECT_THAT(bo_writes("sí, nos hemos visto"), Contains(HasSubstr("Queda apuntado")));
    EXPECT_EQ(here.pair().met.size(), 1U);
    (void)bo_writes("un consejo");
    (void)bo_writes("1");
    (void)bo_writes("otro");
    EXPECT_TRUE(std::ranges::any_of(here.pair().answers, [](const answer& one) {
        return one.flow == "tips" && one.value.items == std::vector<std::string>{"more"};
    }));
}

TEST_F(stray_words, who_only_waits_has_nothing_to_leave_out) {
    stage fresh;
    fresh.stands_in("growing");
    fresh.starts("smart_goal");
    fresh.says(fresh.ann, "skip");
    EXPECT_THAT(fresh.told(fresh.ann), ElementsAre("Nothing is waiting for you just now."));
    fresh.speak(fresh.ann, "es");
    fresh.says(fresh.ann, "saltar");
    EXPECT_THAT(fresh.told(fresh.ann), ElementsAre("Ahora mismo no hay nada que te espere."));
    fresh.pass(std::chrono::days(30));
    EXPECT_THAT(fresh.told(fresh.ann), IsEmpty());
}

}  // namespace
}  // namespace waymark
