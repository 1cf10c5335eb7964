// What is written to the bot itself is never passed on, and words of distress go nowhere before their author says so.
#include <gmock/gmock.h>

#include "tests/conversations/turn/bo_in_the_closing.hpp"

namespace waymark {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct asides : bo_in_the_closing {
    [[nodiscard]] bool declined(const std::string& step) const {
        const auto found = here.answer_rows.find({here.pair().running.front().id, step, here.bo});
        return found != here.answer_rows.end() && found->second.value.declined;
    }
};

TEST_F(asides, a_wish_for_a_person_names_the_contact_and_leaves_the_question_open) {
    for (const char* text : {"Can I talk to a human?", "I need help", "I want to talk to somebody, please"})
        EXPECT_THAT(bo_writes(text), ElementsAre(AllOf(HasSubstr("Dora"), HasSubstr("still there")))) << text;
    here.speak(here.bo, "es");
    for (const char* text : {"Quiero hablar con una persona", "necesito ayuda"})
        EXPECT_THAT(bo_writes(text), ElementsAre(AllOf(HasSubstr("Dora"), HasSubstr("sigue ahí")))) << text;
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(asides, whether_the_partner_or_a_boss_reads_it_is_said) {
    for (const char* text : {"Can Ann see this?", "will ann read this", "will my boss see this?"})
        EXPECT_THAT(bo_writes(text), ElementsAre(HasSubstr("sealed until Ann"))) << text;
    here.speak(here.bo, "es");
    for (const char* text : {"¿Ann puede leer esto?", "lo ve mi jefe?"})
        EXPECT_THAT(bo_writes(text), ElementsAre(HasSubstr("sellada hasta que Ann"))) << text;
    EXPECT_FALSE(has_answered("victories"));
    (void)bo_writes("Joanna can see this now, since the demo ran.");
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(asides, other_questions_to_the_bot_get_an_answer) {
    EXPECT_THAT(bo_writes("Can I change my answer?"), ElementsAre(HasSubstr("\"back\"")));
    EXPECT_THAT(bo_writes("are you a bot?"), ElementsAre(AllOf(HasSubstr("I am a bot"), HasSubstr("Dora"))));
    for (const char* text : {"what?", "What do you mean?", "no entiendo"}) {
        here.speak(here.bo, text == std::string("no entiendo") ? "es" : "en");
        EXPECT_THAT(bo_writes(text),
                    ElementsAre(AnyOf(HasSubstr("ask again"), HasSubstr("pregunto otra vez")),
                                AnyOf(HasSubstr("What did you two achieve"), HasSubstr("¿Qué habéis"))))
            << text;
    }
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(asides, who_has_no_time_is_offered_quiet_unless_the_question_offers_it_itself) {
    for (const char* text : {"not now", "I have no time", "remind me tomorrow", "later"})
        EXPECT_THAT(bo_writes(text), ElementsAre(AllOf(HasSubstr("no hurry"), HasSubstr("[One day]")))) << text;
    here.presses(here.bo, "One day");
    EXPECT_TRUE(here.person(here.bo).snoozed_until);
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("no tengo tiempo"), ElementsAre(HasSubstr("[Un día]")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(asides, who_has_had_enough_chooses_what_ends) {
    EXPECT_THAT(bo_writes("I don\u2019t want to do this any more"),
                ElementsAre(AllOf(HasSubstr("[Leave this conversation]"), HasSubstr("[Stop writing to me]"))));
    here.presses(here.bo, "Go on after all");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("What did you two achieve")));
    (void)bo_writes("I quit");
    EXPECT_THAT(bo_writes("leave this conversation"), Contains(HasSubstr("I leave \"The closing conversation\"")));
    here.speak(here.bo, "es");
    (void)bo_writes("no quiero seguir");
    (void)bo_writes("Que dejes de escribirme");
    EXPECT_TRUE(here.person(here.bo).stopped);
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(asides, nothing_is_an_answer_left_out_and_the_partner_reads_none) {
    EXPECT_THAT(bo_writes("nothing"), Contains(HasSubstr("What did you learn")));
    EXPECT_TRUE(declined("victories"));
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("Ni idea."), Not(IsEmpty()));
    EXPECT_TRUE(declined("lessons"));
    here.presses(here.ann, "Yes, let us begin");
    here.says(here.ann, "The day the demo finally ran for everybody.");
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr("nothing"))));
}

TEST_F(asides, words_of_distress_are_not_kept_before_their_author_chooses) {
    for (const char* text : {"Ann is harassing me", "I feel unsafe with her.", "Sometimes I want to hurt myself"}) {
        EXPECT_THAT(bo_writes(text), ElementsAre(AllOf(HasSubstr("not kept it yet"), HasSubstr("[It is my answer]"),
                                                       HasSubstr("[I would rather talk to Dora]"))))
            << text;
        EXPECT_FALSE(has_answered("victories")) << text;
    }
    here.presses(here.bo, "I would rather talk to Dora");
    EXPECT_THAT(here.told(here.bo), Contains(AllOf(HasSubstr("write to Dora"), HasSubstr("emergency"))));
    EXPECT_FALSE(has_answered("victories"));
    EXPECT_TRUE(here.person(here.bo).data_choice_open.empty());  // the words are gone
    here.speak(here.bo, "es");
    EXPECT_THAT(bo_writes("Ann me amenaza"), ElementsAre(HasSubstr("[Prefiero hablar con Dora]")));
    EXPECT_FALSE(has_answered("victories"));
}

TEST_F(asides, an_answer_that_only_sounds_like_distress_is_kept_when_its_author_says_so) {
    (void)bo_writes("I was afraid of speaking in public, and now I enjoy it.");
    EXPECT_THAT(bo_writes("It is my answer"), Contains(HasSubstr("What did you learn")));
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(asides, words_that_wait_for_the_choice_go_to_no_other_question) {
    (void)bo_writes("I was afraid of speaking in public, and now I enjoy it.");
    const auto asked = here.lines.back().row;
    const auto control = std::get<outgoing>(asked.content).ask.value();
    (void)bo_writes("skip");
    here.does(here.bo, inbound::chose{control.id, {control.options.front().value}});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("not open any more")));
    EXPECT_FALSE(has_answered("lessons"));
}

TEST_F(asides, distress_at_buttons_or_without_a_question_names_the_contact) {
    here.says(here.ann, "Bo is bullying me");
    EXPECT_THAT(here.told(here.ann), Contains(HasSubstr("write to Dora")));
    (void)bo_writes("cancel");
    EXPECT_THAT(bo_writes("Ann is bullying me"),
                ElementsAre(AllOf(HasSubstr("write to Dora"), Not(HasSubstr("Was it for Ann")))));
}

TEST_F(asides, an_answer_that_merely_holds_such_words_is_one) {
    EXPECT_THAT(bo_writes("You said later that nothing was lost, and I need help less often now."),
                Contains(HasSubstr("What did you learn")));
    EXPECT_TRUE(has_answered("victories"));
}

TEST_F(asides, an_unreadable_choice_has_its_buttons_again) {
    here.says(here.ann, "hmm, perhaps");
    EXPECT_THAT(here.told(here.ann),
                Contains(AllOf(HasSubstr("Which of these"), HasSubstr("\"help\""), HasSubstr("[Yes, let us begin]"))));
}

TEST_F(asides, who_waits_for_the_partner_hears_which_talk_goes_on) {
    here.presses(here.ann, "Yes, let us begin");
    for (int i = 0; i < 3; ++i) here.says(here.ann, "skip");
    (void)here.told(here.ann);
    here.says(here.ann, "what?");
    EXPECT_THAT(here.told(here.ann), ElementsAre(AllOf(HasSubstr("In \"The closing conversation\" you are up to date"),
                                                       HasSubstr("answered before is kept"))));
}

}  // namespace
}  // namespace waymark
