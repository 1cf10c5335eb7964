// Forms: settings, profile, and talks that go on in a form.
#include "conversations/forms.hpp"

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

struct form_of_a_person : testing::Test {
    /// Bo does something in a form that the platform calls V1; what is shown there then, last.
    void in_form(inbound_content what, const std::string& surface = "V1") {
        const auto before = here.lines.size();
        inbound_event event;
        event.key = "form/" + std::to_string(++acts_);
        event.from = here.person(here.bo).addresses.front();
        event.at = here.now;
        event.what = std::move(what);
        event.surface = surface;
        here.take(turn_owner(here.bo), stimulus(heard{here.bo, std::move(event)}));
        shown.reset();
        talk.reset();
        chat.clear();
        for (auto i = before; i < here.lines.size(); ++i) {
            const auto& content = here.lines[i].row.content;
            if (const auto* one = std::get_if<input_form>(&content)) shown = *one;
            const auto* said = std::get_if<outgoing>(&content);
            if (said == nullptr || here.lines[i].row.to != here.bo) continue;
            if (said->shown_in.empty())
                chat.push_back(plain_text(*said));
            else
                talk = *said;
        }
    }
    [[nodiscard]] const form_field& field(const std::string& id) const {
        for (const auto& one : shown.value().fields)
            if (one.what.id == id) return one;
        throw std::out_of_range(id);
    }
    stage here;
    std::optional<input_form> shown;
    std::optional<outgoing> talk;
    std::vector<std::string> chat;

  private:
    int acts_ = 0;
};

TEST_F(form_of_a_person, settings_stand_as_they_are) {
    in_form(inbound::chose{"form|settings", {"open"}});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->shown_in, "V1");
    EXPECT_THAT(field("from").what.initial, ElementsAre("09:00"));
    EXPECT_THAT(field("to").what.initial, ElementsAre("18:00"));
    EXPECT_THAT(field("days").what.initial, ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_THAT(field("language").what.initial, ElementsAre("en"));
    EXPECT_THAT(chat, IsEmpty());
}

TEST_F(form_of_a_person, settings_that_were_sent_count_at_once) {
    in_form(inbound::submitted{"settings",
                               {{"from", {"10:30"}},
                                {"to", {"16:00"}},
                                {"days", {"1", "3"}},
                                {"language", {"es"}},
                                {"pause", {"2026-07-01"}}}},
            "");
    const auto& bo = here.person(here.bo);
    ASSERT_TRUE(bo.own_settings);
    EXPECT_EQ(bo.own_settings->quiet_to_minute, 10 * 60 + 30);
    EXPECT_EQ(bo.own_settings->quiet_from_minute, 16 * 60);
    EXPECT_THAT(bo.own_settings->working_days, ElementsAre(1, 3));
    EXPECT_EQ(bo.own_language, "es");
    EXPECT_EQ(bo.snoozed_until, in_madrid("2026-07-01", 0));
    EXPECT_THAT(chat, ElementsAre("Bien, vale desde ahora."));
}

TEST_F(form_of_a_person, an_own_language_outlives_what_the_platform_says) {
    in_form(inbound::submitted{"settings", {{"language", {"es"}}}}, "");
    inbound::profile_changed told;
    told.language = "en-GB";
    here.does(here.bo, told);
    here.says(here.bo, "help");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Soy el ayudante")));
}

TEST_F(form_of_a_person, kinds_that_are_not_chosen_are_switched_off_and_on_again) {
    in_form(inbound::chose{"form|settings", {"open"}});
    const auto kinds = field("kinds").what;
    ASSERT_FALSE(kinds.options.empty());
    in_form(inbound::submitted{"settings", {{"kinds", {}}}}, "");
    EXPECT_EQ(here.person(here.bo).stopped_kinds.size(), kinds.options.size());
    in_form(inbound::submitted{"settings", {{"kinds", kinds.initial}}}, "");
    EXPECT_THAT(here.person(here.bo).stopped_kinds, IsEmpty());
}

TEST_F(form_of_a_person, a_click_that_came_too_late_brings_another_button) {
    in_form(inbound::chose{"form|settings", {"open"}}, "");
    ASSERT_FALSE(chat.empty());
    EXPECT_THAT(chat.back(), HasSubstr("This button opens it:"));
    const auto& last = std::get<outgoing>(here.lines.back().row.content);
    ASSERT_TRUE(last.ask);
    EXPECT_EQ(last.ask->id, "form|settings");
}

TEST_F(form_of_a_person, settings_can_be_typed_for) {
    here.says(here.bo, "settings");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("[Settings]")));
}

TEST_F(form_of_a_person, a_goal_is_found_in_one_form_and_kept_at_every_step) {
    here.stands_in("goals");
    in_form(inbound::chose{"form|word", {"smart_goal"}});
    ASSERT_TRUE(talk && talk->ask);
    EXPECT_THAT(plain_text(*talk), HasSubstr("nobody judged"));
    EXPECT_EQ(talk->ask->shape, control::kind::long_text);
    in_form(inbound::chose{talk->ask->id, {"Speak up early in meetings, every week"}}, "V1 w2");
    ASSERT_TRUE(talk && talk->ask);
    EXPECT_EQ(talk->shown_in, "V1 w2");
    EXPECT_THAT(plain_text(*talk), HasSubstr("What exactly would be different"));
    EXPECT_THAT(chat, IsEmpty());
    EXPECT_EQ(here.pair().answers.size(), 1U);
}

TEST_F(form_of_a_person, a_form_that_is_closed_leaves_its_question_in_the_chat) {
    here.stands_in("goals");
    in_form(inbound::chose{"form|word", {"smart_goal"}});
    ASSERT_TRUE(talk && talk->ask);
    in_form(inbound::form_closed{talk->ask->id}, "");
    ASSERT_FALSE(chat.empty());
    EXPECT_THAT(chat.back(), HasSubstr("nobody judged"));
}

TEST_F(form_of_a_person, a_profile_that_was_sent_is_theirs) {
    in_form(inbound::submitted{"profile", {{"wants", {"Public speaking\nWriting"}}, {"capacity", {"2"}}}}, "");
    EXPECT_THAT(here.person(here.bo).profile.wants, ElementsAre("Public speaking", "Writing"));
    EXPECT_EQ(here.person(here.bo).profile.capacity, 2);
    EXPECT_TRUE(here.person(here.bo).member.own_profile);
}

TEST_F(form_of_a_person, a_moment_is_kept_for_its_author_alone) {
    in_form(inbound::kept{"We fixed it together!"}, "");
    EXPECT_THAT(chat, ElementsAre(HasSubstr("only what you have written yourself")));
    here.does(here.bo, inbound::kept{"We fixed it together!"}, "D1/1.2");
    ASSERT_FALSE(here.pair().kept.empty());
    EXPECT_EQ(here.pair().kept.back().kind, "moment");
    EXPECT_EQ(here.pair().kept.back().seen_by, audience::me);
    here.starts("closing");
    here.presses(here.bo, "Yes, let us begin");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Moments you have kept: We fixed it together!")));
    here.presses(here.ann, "Yes, let us begin");
    EXPECT_THAT(here.told(here.ann), Not(Contains(HasSubstr("We fixed it together!"))));
}

TEST_F(form_of_a_person, the_command_knows_met_and_a_partner_who_is_named) {
    here.does(here.bo, inbound::commanded{"met"});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("How does it look with a meeting?")));
    const auto ann = here.person(here.ann).addresses.front().user;
    here.does(here.bo, inbound::commanded{"goal @" + ann});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("nobody judged")));
    here.does(here.bo, inbound::commanded{"goal @" + ann + "|ann.example"});
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("nobody judged"))) << "Slack may say what they are called, too";
    here.does(here.bo, inbound::commanded{"goal @U0NOBODY"});
    EXPECT_THAT(here.told(here.bo), Contains("You have no pair with U0NOBODY here."));
    here.does(here.bo, inbound::commanded{"goal @U0NOBODY|zoe"});
    EXPECT_THAT(here.told(here.bo), Contains("You have no pair with zoe here."));
}

TEST_F(form_of_a_person, a_pause_is_for_all_partners_and_says_so_when_one_is_named) {
    const auto ann = here.person(here.ann).addresses.front().user;
    here.does(here.bo, inbound::commanded{"pause until 1 July @" + ann});
    EXPECT_THAT(here.told(here.bo), Contains(AllOf(HasSubstr("A pause is for everybody you are paired with"),
                                                   HasSubstr("about Ann only"))));
    EXPECT_EQ(here.person(here.bo).snoozed_until, std::nullopt);
    here.does(here.bo, inbound::commanded{"pause until 1 July"});
    EXPECT_NE(here.person(here.bo).snoozed_until, std::nullopt);
}

TEST(Forms, SayWhatIsWrongWhereItIs) {
    const form_book book{shipped_scripts().texts, shipped_scripts().flows};
    const auto now = in_madrid("2026-03-03", 9);
    const inbound::submitted wrong{"settings",
                                   {{"from", {"09:00"}}, {"to", {"09:00"}}, {"days", {}}, {"pause", {"2026-03-01"}}}};
    const auto found = problems_in(wrong, book, "en", now);
    EXPECT_THAT(found, AllOf(Contains(testing::Key("to")), Contains(testing::Key("days")),
                             Contains(testing::Pair("pause", "That day is over already."))));
    const inbound::submitted far{"settings", {{"pause", {"2028-03-01"}}}};
    EXPECT_THAT(problems_in(far, book, "es", now), Contains(testing::Pair("pause", HasSubstr("más de un año"))));
    const inbound::submitted fine{"settings", {{"from", {"22:00"}}, {"to", {"06:00"}}, {"days", {"6"}}}};
    EXPECT_THAT(problems_in(fine, book, "en", now), IsEmpty());
    const inbound::submitted profile{"profile", {{"wants", {std::string(200, 'x')}}}};
    EXPECT_THAT(problems_in(profile, book, "en", now), Contains(testing::Key("wants")));
}

TEST(Forms, ALongAnswerIsHeldAgainstItsQuestionWhileItStillStandsThere) {
    const form_book book{shipped_scripts().texts, shipped_scripts().flows};
    const auto now = in_madrid("2026-03-03", 9);
    const std::string field = "q|ann_and_bo.closing.3|victories";
    const auto found = [&](const std::string& words, const std::string& of) {
        return problems_in({of, {{of, {words}}}}, book, "en", now);
    };
    EXPECT_THAT(found("One\nTwo\nThree\nFour", field), Contains(testing::Pair(field, HasSubstr("Up to 3 fit here"))));
    EXPECT_THAT(found(std::string(400, 'x'), field), Contains(testing::Pair(field, HasSubstr("300 letters fit"))));
    EXPECT_THAT(found("One\nTwo", field), IsEmpty());
    EXPECT_THAT(found("skip", field), IsEmpty()) << "a wish";
    EXPECT_THAT(found("anything", "q|ann_and_bo.closing.3|gone"), IsEmpty()) << "the talk says so itself";
    EXPECT_THAT(found("anything", "q|odd"), IsEmpty());
}

TEST_F(form_of_a_person, a_command_is_never_an_answer) {
    here.starts("closing");
    here.presses(here.bo, "Yes, let us begin");
    const auto before = here.pair().answers.size();
    (void)here.told(here.bo);
    here.does(here.bo, inbound::commanded{"stats"});
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("That is no command I know")));
    EXPECT_EQ(here.pair().answers.size(), before);
    here.says(here.bo, "The demo ran for everybody in May");
    EXPECT_EQ(here.pair().answers.size(), before + 1);
}

}  // namespace
}  // namespace waymark
