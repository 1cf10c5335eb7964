// 2.12: taking part by oneself is a decision, and nothing begins before the yes. 2.11: what somebody wants to learn and
// offers, in their own words, for whoever matches people.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversations/person/zone.hpp"
#include "tests/conversations/turn/stage.hpp"

namespace waymark {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

struct joining : testing::Test {
    joining() { here.the_programme().open_to_join = true; }
    /// Mia has written, was asked, and has heard that.
    void mia_writes(const std::string& text = "hello") { mia = here.writes("U0MIA", text); }
    void mia_joins() {
        mia_writes();
        here.presses(mia, "Yes, I am in");
    }
    void mia_says(const std::vector<std::string>& all) {
        for (const auto& one : all) here.says(mia, one);
    }
    std::string last() {
        const auto all = here.told(mia);
        return all.empty() ? "" : all.back();
    }
    const membership& member() const { return here.person(mia).member; }
    const learning_profile& profile() const { return here.person(mia).profile; }
    stage here;
    person_id mia;
};

TEST_F(joining, a_stranger_is_asked_and_nothing_begins_before_the_yes_2_12) {
    mia_writes("hello");
    EXPECT_EQ(mia.text, "u0mia");
    EXPECT_THAT(here.told(mia),
                ElementsAre(AllOf(HasSubstr("helper of Open Doors"), HasSubstr("Dora is the person behind it"),
                                  HasSubstr("Would you like to take part? [Yes, I am in] [Not now] [No, thank you]"))));
    EXPECT_EQ(member().is, membership::kind::asked);
    EXPECT_FALSE(wants_a_match(here.person(mia)));
    here.pass(days(13));
    EXPECT_THAT(here.told(mia), IsEmpty()) << "nobody reminds them";
    EXPECT_EQ(here.timers, here.timers_wanted());
}

TEST_F(joining, is_only_possible_where_a_programme_is_open) {
    here.the_programme().open_to_join = false;
    EXPECT_TRUE(here.writes("U0MIA", "hello").empty());
    here.the_programme().open_to_join = true;
    inbound_event event;
    event.from = {"slack", {"T0OTHER"}, "U0MIA"};
    event.what = inbound::said{"hello"};
    EXPECT_FALSE(newcomer(here.book, event)) << "none of the programme's people is in that workspace";
    event.from.tenant = {"T0"};
    EXPECT_TRUE(newcomer(here.book, event));
    event.what = inbound::opened{};
    EXPECT_TRUE(newcomer(here.book, event)) << "whoever opens the bot, or puts the app in, is here as well";
}

TEST_F(joining, whoever_only_opens_the_bot_is_asked_as_well_and_once) {
    mia = here.comes("U0MIA", inbound::opened{});
    EXPECT_THAT(last(), AllOf(HasSubstr("helper of Open Doors"), HasSubstr("Would you like to take part?")));
    EXPECT_EQ(here.comes("U0MIA", inbound::opened{}), mia);
    EXPECT_THAT(here.told(mia), IsEmpty()) << "looking once more is no answer";
    here.presses(mia, "Yes, I am in");
    EXPECT_THAT(last(), HasSubstr("What may I call you?"));
}

// Somebody may tap and write as well: what they write then comes when the next question is open.
TEST_F(joining, an_answer_to_the_question_before_is_no_name) {
    mia_joins();
    for (const char* other : {"2", "Open Doors", "open doors", "Yes, I am in", "yes please", "1."}) {
        here.says(mia, other);
        EXPECT_THAT(last(), AllOf(HasSubstr("does not read like a name"), HasSubstr("What may I call you?"))) << other;
        EXPECT_EQ(here.person(mia).first_name, "");
    }
    here.says(mia, "Yesenia");
    EXPECT_EQ(here.person(mia).first_name, "Yesenia");
}

TEST_F(joining, a_guest_is_told_whom_to_ask_and_nothing_of_them_is_kept) {
    const bool visiting = true;
    mia = here.comes("U0MIA", inbound::said{"hello"}, visiting);
    EXPECT_THAT(here.told(mia), ElementsAre(AllOf(HasSubstr("a guest here or from another company"),
                                                  HasSubstr("ask Dora"), HasSubstr("I keep nothing about you"),
                                                  Not(HasSubstr("Would you like to take part?")))));
    here.pass(minutes(1));
    EXPECT_FALSE(here.all.people.contains(mia));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
}

TEST_F(joining, a_guest_whom_an_admin_has_named_is_as_welcome_as_anybody) {
    const bool visiting = true;
    EXPECT_EQ(here.comes("Ucy", inbound::said{"hello"}, visiting), here.cy);
    EXPECT_THAT(here.told(here.cy).back(), HasSubstr("Would you like to take part?"));
}

// Where the event does not say so, the platform does when it is asked who this is.
TEST_F(joining, a_guest_found_out_later_is_told_then_and_people_with_a_pair_stay) {
    const inbound::profile_changed guest{{}, "Europe/Madrid", {}, inbound::account_is::visiting};
    mia_joins();
    here.does(mia, guest);
    EXPECT_THAT(here.told(mia).back(), HasSubstr("ask Dora"));
    here.pass(minutes(1));
    EXPECT_FALSE(here.all.people.contains(mia));
    here.does(here.bo, guest);
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    EXPECT_EQ(here.person(here.bo).zone, "Europe/Madrid");
}

TEST_F(joining, somebody_named_in_the_file_comes_under_their_own_id_and_name) {
    EXPECT_EQ(here.writes("Ucy", "hello"), here.cy);
    EXPECT_EQ(here.person(here.cy).first_name, "Cy");
}

TEST_F(joining, a_no_is_respected_and_nothing_of_them_is_kept) {
    mia_writes();
    here.presses(mia, "No, thank you");
    EXPECT_THAT(here.told(mia).back(), HasSubstr("I do not ask again"));
    here.pass(minutes(1));
    EXPECT_FALSE(here.all.people.contains(mia));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
}

TEST_F(joining, no_and_stop_and_later_can_be_typed) {
    mia_writes();
    here.says(mia, "no thanks");
    EXPECT_TRUE(here.person(mia).leaving);
    mia = here.writes("U0MAX", "hello");
    here.says(mia, "stop");
    EXPECT_TRUE(here.person(mia).leaving);
    mia = here.writes("U0KIM", "hello");
    here.says(mia, "not now");
    EXPECT_THAT(last(), HasSubstr("I do not ask again by myself"));
    mia = here.writes("U0LEA", "hello");
    here.says(mia, "yes please");
    EXPECT_EQ(member().is, membership::kind::joined);
}

TEST_F(joining, not_now_is_respected_until_they_write_again) {
    mia_writes();
    here.presses(mia, "Not now");
    EXPECT_THAT(last(), HasSubstr("for 14 days"));
    here.says(mia, "thanks");
    EXPECT_THAT(last(), HasSubstr("whenever you like"));
    here.pass(days(3));
    EXPECT_THAT(here.told(mia), IsEmpty());
    here.says(mia, "I have time now");
    EXPECT_THAT(last(), HasSubstr("Would you like to take part?"));
}

TEST_F(joining, whoever_never_said_yes_is_forgotten_after_two_weeks) {
    mia_writes();
    here.pass(days(15));
    EXPECT_FALSE(here.all.people.contains(mia));
}

TEST_F(joining, asks_one_question_after_the_other_and_keeps_the_profile_2_11) {
    mia_joins();
    EXPECT_THAT(last(),
                AllOf(HasSubstr("Dora sees them, and whoever proposes pairs"), HasSubstr("What may I call you?")));
    here.says(mia, "Mia Moss");
    EXPECT_THAT(last(), HasSubstr("What would you like to do here? [Learn something] [Pass something on] [Both]"));
    here.presses(mia, "Both");
    EXPECT_THAT(last(), HasSubstr("What would you like to learn?"));
    here.says(mia, "public speaking\n- saying no");
    EXPECT_THAT(last(), HasSubstr("What can others learn from you?"));
    here.says(mia, "goal");  // also a word that begins a conversation
    EXPECT_THAT(last(), HasSubstr("How many people would you like to accompany at once? [1]"));
    here.says(mia, "2");
    EXPECT_THAT(last(), HasSubstr("In which languages"));
    here.says(mia, "English, Spanish");
    EXPECT_THAT(last(), HasSubstr("When do you usually work"));
    here.says(mia, "8:30-15");
    EXPECT_THAT(last(), AllOf(HasSubstr("You want to learn: public speaking, saying no"),
                              HasSubstr("Others can learn from you: goal"), HasSubstr("Languages: English, Spanish"),
                              HasSubstr("Your working hours: 08:30-15:00"), HasSubstr("list of Open Doors"),
                              HasSubstr("Nobody is told anything before Dora has agreed"), Not(HasSubstr("?"))));
    EXPECT_THAT(profile().wants, ElementsAre("public speaking", "saying no"));
    EXPECT_THAT(profile().offers, ElementsAre("goal"));
    EXPECT_THAT(profile().languages, ElementsAre("en", "es"));
    EXPECT_EQ(profile().capacity, 2);
    EXPECT_EQ(profile().takes_part_as, part_taken::both);
    EXPECT_EQ(here.person(mia).first_name, "Mia");
    EXPECT_EQ(here.person(mia).full_name, "Mia Moss");
    EXPECT_TRUE(wants_a_match(here.person(mia)));
    here.pass(days(60));
    EXPECT_THAT(here.told(mia), IsEmpty()) << "waiting is quiet";
}

TEST_F(joining, every_question_can_be_left_out_taken_back_and_stopped) {
    mia_joins();
    mia_says({"Mia", "Learn something", "skip"});
    EXPECT_THAT(last(), HasSubstr("In which languages")) << "a mentee offers nothing and accompanies nobody";
    here.says(mia, "back");
    EXPECT_THAT(last(), HasSubstr("What would you like to learn?"));
    here.says(mia, "law");
    here.says(mia, "cancel");
    EXPECT_THAT(last(), HasSubstr("What you have said is kept, and you are on the list"));
    EXPECT_THAT(profile().wants, ElementsAre("law"));
    here.says(mia, "blue");
    EXPECT_THAT(last(), HasSubstr("You are on the list of Open Doors"));
}

TEST_F(joining, says_what_it_cannot_read_and_asks_once_more) {
    mia_joins();
    mia_says({"Mia", "sideways"});
    EXPECT_THAT(last(), AllOf(HasSubstr("not one of the choices"), HasSubstr("What would you like to do here?")));
    here.says(mia, "1");
    here.says(mia, std::string(61, 'x'));
    EXPECT_THAT(last(), HasSubstr("in a few words"));
    here.says(mia, "law");
    here.says(mia, "Klingon");
    EXPECT_THAT(last(), HasSubstr("not one of the choices"));
    here.says(mia, "skip");
    here.says(mia, "mornings");
    EXPECT_THAT(last(), HasSubstr("a time of day to begin and one to end"));
    EXPECT_FALSE(profile().hours);
}

TEST_F(joining, words_of_distress_and_questions_to_the_bot_are_no_answer) {
    mia_joins();
    mia_says({"Mia", "Learn something"});
    (void)here.told(mia);
    here.says(mia, "my boss is bullying me");
    EXPECT_THAT(last(), HasSubstr("Dora"));
    here.says(mia, "who can read this");
    EXPECT_THAT(last(), HasSubstr("Your profile is for finding a match: Dora sees it"));
    EXPECT_THAT(profile().wants, IsEmpty());
}

TEST_F(joining, topics_of_the_programme_are_offered_as_choices) {
    here.the_programme().topics = {"public speaking", "sales", "law"};
    mia_joins();
    mia_says({"Mia", "Learn something"});
    EXPECT_THAT(last(), HasSubstr("[public speaking] [sales] [law]"));
    here.says(mia, "juggling");
    EXPECT_THAT(last(), HasSubstr("there is a list of topics"));
    here.says(mia, "1, law");
    EXPECT_THAT(profile().wants, ElementsAre("public speaking", "law"));
}

TEST_F(joining, several_open_programmes_are_asked_about_first) {
    auto other = here.the_programme();
    other.id = {"second"};
    other.title = "Second Wind";
    other.contact_name = "Ann";
    here.book.programmes.emplace(other.id, other);
    mia_writes();
    EXPECT_THAT(last(), HasSubstr("[Open Doors] [Second Wind] [None of them]"));
    here.presses(mia, "Second Wind");
    EXPECT_THAT(last(), AllOf(HasSubstr("helper of Second Wind"), HasSubstr("Would you like to take part?")));
    here.presses(mia, "Yes, I am in");
    EXPECT_EQ(here.person(mia).programme.text, "second");
}

TEST_F(joining, the_profile_can_be_changed_later_and_the_list_left) {
    mia_joins();
    mia_says({"Mia", "Learn something", "law", "cancel", "my profile"});
    EXPECT_THAT(last(), AllOf(HasSubstr("You want to learn: law"), HasSubstr("[What I want to learn]"),
                              HasSubstr("[Leave the list]"), Not(HasSubstr("[What I offer]"))));
    here.presses(mia, "What I want to learn");
    here.says(mia, "sales");
    EXPECT_THAT(last(), HasSubstr("that is changed"));
    EXPECT_THAT(profile().wants, ElementsAre("sales"));
    here.says(mia, "leave the list");
    EXPECT_THAT(last(), HasSubstr("nobody looks for a match"));
    EXPECT_FALSE(wants_a_match(here.person(mia)));
    here.says(mia, "my profile");
    here.presses(mia, "Look for a match again");
    EXPECT_TRUE(wants_a_match(here.person(mia)));
}

TEST_F(joining, whoever_left_the_list_is_asked_when_they_write_again_and_keeps_their_profile) {
    mia_joins();
    mia_says({"Mia", "Learn something", "law", "cancel", "leave the list", "hi there"});
    EXPECT_THAT(last(), HasSubstr("Would you like to take part?"));
    here.presses(mia, "No, thank you");
    here.pass(days(30));
    ASSERT_TRUE(here.all.people.contains(mia)) << "they took part once, and delete it themselves";
    here.says(mia, "again please");
    here.presses(mia, "Yes, I am in");
    EXPECT_THAT(last(), HasSubstr("You are on the list of Open Doors again"));
    EXPECT_THAT(profile().wants, ElementsAre("law"));
}

TEST_F(joining, my_data_and_the_export_have_the_profile_and_how_they_came) {
    mia_joins();
    mia_says({"Mia", "Learn something", "law", "cancel", "my data"});
    const auto told = here.told(mia);
    EXPECT_THAT(told.back(), AllOf(HasSubstr("You want to learn: law"),
                                   HasSubstr("You came to Open Doors by yourself, on 2 June 2026.")));
    here.says(mia, "export my data");
    for (const auto& one : here.lines)
        if (const auto* message = std::get_if<outgoing>(&one.row.content); message && message->file)
            EXPECT_EQ(nlohmann::json::parse(message->file->body).at("profile").at("came"), "joined");
}

TEST_F(joining, a_list_adds_to_what_they_said_themselves_and_changes_none_of_it) {
    mia_joins();
    mia_says({"Mia", "Learn something", "law", "cancel"});
    programme_person named;
    named.id = mia;
    named.profile.wants = {"sales"};
    named.profile.languages = {"es"};
    named.profile.not_with = {here.ann};
    here.all.people.at(mia) = enrol_one(here.book, here.the_programme(), named, here.all, here.now).people.front();
    EXPECT_THAT(profile().wants, ElementsAre("law"));
    EXPECT_THAT(profile().languages, ElementsAre("es"));
    EXPECT_THAT(profile().not_with, ElementsAre(here.ann));
}

TEST_F(joining, whoever_an_admin_brings_meanwhile_is_not_forgotten) {
    mia_writes();
    here.enrols({{"p2"}, here.ann, mia, {}, {}});
    here.pass(days(15));
    ASSERT_TRUE(here.all.people.contains(mia));
    EXPECT_EQ(member().is, membership::kind::brought);
}

TEST_F(joining, the_pair_they_come_into_is_one_like_any_other) {
    mia_joins();
    mia_says({"Mia", "Learn something", "law", "cancel"});
    (void)here.told(mia);
    here.enrols({{"p2"}, here.ann, mia, {}, {}});
    here.starts("joining", {"p2"});
    EXPECT_THAT(last(), AllOf(HasSubstr("Hi Mia"), HasSubstr("You could be paired with Ann")));
}

}  // namespace
}  // namespace waymark
