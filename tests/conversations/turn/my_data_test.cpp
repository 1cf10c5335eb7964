// "my data" and "why": what is kept, and what caused a message.
#include <gmock/gmock.h>

#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

struct what_is_kept : testing::Test {
    std::string shown_to(const person_id& who) {
        (void)here.told(who);
        here.says(who, "my data");
        std::string all;
        for (const auto& one : here.told(who)) all += one + "\n\n";
        return all;
    }
    /// Both have answered the first questions of the closing; Ann's lesson is still sealed.
    void play() {
        here.starts("closing");
        here.presses(here.ann, "Yes, let us begin");
        here.says(here.ann, "The day the demo finally ran for everybody.");
        here.says(here.ann, "I gave answers too early in spring, before listening.");
        here.presses(here.bo, "Yes, let us begin");
        here.says(here.bo, "When you read my thesis twice in one week.");
    }
    stage here;
};

TEST_F(what_is_kept, says_once_a_week_and_not_one_times) {
    here.all.people.at(here.ann).own_settings = gate_settings{};
    here.all.people.at(here.ann).own_settings->per_week = 1;
    EXPECT_THAT(shown_to(here.ann), HasSubstr("I write on my own at most once a week, from 09:00"));
    here.speak(here.ann, "es");
    EXPECT_THAT(shown_to(here.ann), HasSubstr("como mucho una vez por semana, de 09:00"));
}

TEST_F(what_is_kept, hours_that_are_the_whole_day_are_any_time) {
    auto& own = here.all.people.at(here.ann).own_settings.emplace();
    own.quiet_from_minute = own.quiet_to_minute = 0;
    EXPECT_THAT(shown_to(here.ann), HasSubstr("times a week, at any time on your working days."));
    here.speak(here.ann, "es");
    EXPECT_THAT(shown_to(here.ann), HasSubstr("veces por semana, a cualquier hora en tus días laborables."));
}

TEST_F(what_is_kept, languages_have_their_names) {
    here.all.people.at(here.ann).profile.languages = {"es", "fr", "tlh"};
    EXPECT_THAT(shown_to(here.ann),
                AllOf(HasSubstr("Your language: English\n"), HasSubstr("Languages you speak: Spanish, French, tlh\n")));
    here.speak(here.ann, "es-ES");
    EXPECT_THAT(shown_to(here.ann), HasSubstr("Tu idioma: español\n"));
}

// The programme's midnight is still the day before in New York.
TEST_F(what_is_kept, the_day_a_pair_began_is_the_same_for_both) {
    here.all.pairs.at({"p1"}).started = in_madrid("2026-06-02", 0);
    here.all.people.at(here.ann).zone = "America/New_York";
    for (const auto& who : {here.ann, here.bo}) EXPECT_THAT(shown_to(who), HasSubstr("Together since: 2 June 2026\n"));
}

TEST_F(what_is_kept, is_shown_to_its_owner_with_who_may_see_each_answer) {
    play();
    here.says(here.ann, "less of this");
    const auto ann = shown_to(here.ann);
    EXPECT_THAT(ann, AllOf(HasSubstr("You are Ann Arden."), HasSubstr("Slack Uann"), HasSubstr("Europe/Madrid"),
                           HasSubstr("Switched off: The closing conversation"), HasSubstr("Your pair with Bo"),
                           HasSubstr("Stage: closing"), HasSubstr("Dora is glad to help")));
    EXPECT_THAT(ann, HasSubstr("at most 2 times a week, from 09:00 to 18:00 on your working days."));
    EXPECT_THAT(ann, HasSubstr("when you answered, without the words."));
    EXPECT_THAT(ann, HasSubstr("Would you like to begin?\nYes, let us begin\nSeen by you alone."));
    EXPECT_THAT(ann, HasSubstr("The day the demo finally ran for everybody.\nSeen by you and Bo."));
    EXPECT_THAT(ann, HasSubstr("before listening.\nSealed until Bo has answered, too."));
}

TEST_F(what_is_kept, shows_what_was_said_for_matching_to_its_owner_alone) {
    auto& said = here.all.people.at(here.ann).profile;
    said.offers = {"public speaking", "sales"};
    said.capacity = 2;
    said.hours = day_hours{8 * 60, 15 * 60 + 30};
    said.takes_part_as = part_taken::mentor;
    said.not_with = {{"zed"}};
    EXPECT_THAT(shown_to(here.ann),
                HasSubstr("You offer: public speaking, sales\nYou take part as: mentor\nMentees you "
                          "take at once: 2\nYour working hours: 08:00-15:30\nNot to be matched "
                          "with: zed"));
    EXPECT_THAT(shown_to(here.bo), AllOf(Not(HasSubstr("public speaking")), Not(HasSubstr("You offer"))));
}

TEST_F(what_is_kept, an_answer_left_out_is_shown_as_that_and_those_of_a_day_stand_as_in_the_talk) {
    play();
    here.says(here.bo, "skip");
    const auto bo = shown_to(here.bo);
    EXPECT_THAT(bo, HasSubstr("differently than planned?\n(left out)\n\n"));
    here.says(here.bo, "back");  // to the lesson, and to the victories
    here.says(here.bo, "I wrote before I had asked anybody, in March.");
    const auto again = shown_to(here.bo);
    EXPECT_LT(again.find("Would you like to begin?"), again.find("When you read my thesis"));
    EXPECT_LT(again.find("When you read my thesis"), again.find("I wrote before"));
}

// Every look by an admin can be seen by those it is about.
TEST_F(what_is_kept, tells_that_whoever_runs_the_programme_has_looked) {
    here.looks = {{here.now - days(3), "report", here.pair().programme},
                  {here.now - days(2), "people", {"another programme"}}};
    here.says(here.bo, "my data");
    EXPECT_THAT(here.told(here.bo), Contains(AllOf(HasSubstr("has looked at its figures or lists in the last year: 1"),
                                                   HasSubstr("30 May 2026"))));
    here.looks.clear();
    here.says(here.bo, "my data");
    EXPECT_THAT(here.told(here.bo), Not(Contains(HasSubstr("has looked"))));
}

TEST_F(what_is_kept, never_holds_what_the_partner_wrote) {
    play();
    const auto bo = shown_to(here.bo);
    EXPECT_THAT(bo, AllOf(HasSubstr("When you read my thesis twice"), Not(HasSubstr("demo")),
                          Not(HasSubstr("answers too early")), Not(HasSubstr("Uann"))));
    EXPECT_THAT(shown_to(here.ann), Not(HasSubstr("thesis")));
}

TEST_F(what_is_kept, comes_in_several_messages_when_it_is_long_and_loses_nothing) {
    here.starts("smart_goal");
    const std::string word = "größer ";
    for (char mark = 'A'; mark < 'G'; ++mark) {
        std::string text(1, mark);
        while (text.size() < 900) text += word;
        here.says(here.bo, text + mark + mark);
    }
    (void)here.told(here.bo);
    here.says(here.bo, "my data");
    const auto pages = here.told(here.bo);
    EXPECT_GT(pages.size(), 2U);
    EXPECT_THAT(pages, Each(testing::ResultOf([](const std::string& one) { return one.size(); }, testing::Le(2500U))));
    std::string all;
    for (const auto& one : pages) all += one;
    for (char mark = 'A'; mark < 'G'; ++mark) EXPECT_THAT(all, HasSubstr(std::string(2, mark)));
}

TEST_F(what_is_kept, words_of_people_stay_marked_as_theirs) {
    here.starts("closing");
    here.presses(here.ann, "Yes, let us begin");
    here.says(here.ann, "The day <!channel> and @here finally ran for us.");
    here.says(here.ann, "my data");
    bool found = false;
    for (const auto& run : std::get<outgoing>(here.lines.back().row.content).text) {
        if (run.text.find("<!channel>") == std::string::npos) continue;
        EXPECT_TRUE(run.from_person);
        found = true;
    }
    EXPECT_TRUE(found);
}

struct why : what_is_kept {};

TEST_F(why, answers_with_the_rules_own_sentence_and_its_facts) {
    here.all.pairs.at({"p1"}).ends = here.now + days(42);
    here.take(pair_id{"p1"}, time_passed{});
    (void)here.told(here.bo);
    here.says(here.bo, "why?");
    EXPECT_THAT(here.told(here.bo),
                ElementsAre(AllOf(
                    HasSubstr("My message of 2 June 2026 belongs to \"The closing conversation\", with Ann."),
                    HasSubstr("Your time together ends in six weeks."), HasSubstr("Your agreed end is 14 July 2026."),
                    HasSubstr("began on 2 June 2026"), HasSubstr("at most 2 times a week"))));
}

TEST_F(why, gives_the_reason_in_the_readers_own_language) {
    here.all.people.at(here.bo).language = "es-MX";
    here.all.pairs.at({"p1"}).ends = here.now + days(42);
    here.take(pair_id{"p1"}, time_passed{});
    (void)here.told(here.bo);
    here.says(here.bo, "por qué");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("Vuestro tiempo juntos termina en seis semanas.")));
    here.all.people.at(here.bo).language = "de";
    here.says(here.bo, "why");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("Your time together ends in six weeks.")));
}

TEST_F(why, says_who_asked_for_a_talk) {
    here.stands_in("growing");
    here.says(here.bo, "checkpoint");
    here.pass(days(1));
    (void)here.told(here.ann);
    here.says(here.ann, "why");
    EXPECT_THAT(here.told(here.ann), ElementsAre(HasSubstr("Bo asked for this conversation.")));
    here.pass(days(8));
    here.says(here.bo, "why");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("You asked for this conversation yourself.")));
}

// Bo said in private that Waymark may ask gently. Ann learns nothing of that from "why".
TEST_F(why, does_not_give_away_what_somebody_answered_in_private) {
    here.stands_in("growing");
    here.says(here.bo, "quiet");
    here.presses(here.bo, "Please ask gently for me");
    here.pass(days(1));
    (void)here.told(here.ann);
    here.presses(here.ann, "Why did I get this?");
    EXPECT_THAT(here.told(here.ann), ElementsAre(AllOf(HasSubstr("A quiet stretch"), Not(HasSubstr("Bo asked")),
                                                       HasSubstr("part of Open Doors"))));
}

TEST_F(why, about_a_message_whose_way_out_was_pressed_means_that_message) {
    here.starts("checkpoint");
    const auto first = here.nudges_to(here.bo).front().row;
    here.presses(here.bo, "4");
    here.starts("closing");
    here.pass(days(1));
    (void)here.told(here.bo);
    const auto& message = std::get<outgoing>(first.content);
    here.does(here.bo, inbound::chose{message.ways_out->id, {"why"}});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("\"A checkpoint for two\"")));
    here.says(here.bo, "why");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("\"The closing conversation\"")));
}

TEST_F(why, without_any_message_says_that_there_was_none) {
    here.says(here.bo, "why");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("only answered what you wrote")));
}

}  // namespace
}  // namespace waymark
