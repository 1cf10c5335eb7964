// Somebody who is known in Slack and in Teams: where they are spoken to, by their choice, by what they have just done,
// and when one of the places is lost.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "conversations/person/places.hpp"
#include "tests/conversations/turn/stage.hpp"

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
using testing::SizeIs;

const address bos_slack{"slack", {"T0"}, "Ubo"};
const address bos_teams{"teams", {"9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f"}, "5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5"};

struct places : testing::Test {
    places() { here.all.people.at(here.bo).addresses = {bos_slack, bos_teams}; }
    void bo_says(const address& at, const std::string& text) { here.does_at(at, here.bo, inbound::said{text}); }
    void bo_loses(const address& at, const std::string& reason) { here.cannot_reach_at(at, here.bo, reason); }
    /// Platforms of what was put on its way to Bo since this was asked last.
    std::vector<std::string> platforms() {
        std::vector<std::string> out;
        for (; seen_ < here.lines.size(); ++seen_)
            if (here.lines[seen_].row.to == here.bo) out.push_back(here.lines[seen_].row.at.platform);
        return out;
    }
    [[nodiscard]] std::vector<std::string> logged(const std::string& event) const {
        std::vector<std::string> out;
        for (const auto& one : here.log)
            if (one.event == event) out.push_back(one.about + " " + one.detail);
        return out;
    }
    stage here;

  private:
    std::size_t seen_ = 0;
};

TEST_F(places, the_first_account_is_where_somebody_is_spoken_to) {
    here.starts("closing");
    EXPECT_THAT(platforms(), ElementsAre("slack"));
}

TEST_F(places, whoever_gets_the_app_later_is_greeted_and_asked_what_never_reached_them) {
    here.all.people.at(here.bo).addresses = {bos_teams};
    here.starts("closing");
    bo_loses(bos_teams, "not_installed");
    EXPECT_FALSE(here.all.people.at(here.bo).reachable);
    (void)here.told(here.bo);
    here.does_at(bos_teams, here.bo, inbound::opened{});
    EXPECT_TRUE(here.all.people.at(here.bo).reachable);
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("I am a bot"), HasSubstr("Would you like to begin?")));
    here.does_at(bos_teams, here.bo, inbound::opened{});
    EXPECT_THAT(here.told(here.bo), IsEmpty()) << "nobody is asked each time they look";
}

TEST_F(places, are_chosen_in_words_and_answered_where_they_were_said) {
    bo_says(bos_slack, "Write to me in Teams, please");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("From now on I write to you in Teams.")));
    EXPECT_THAT(platforms(), ElementsAre("slack"));
    here.starts("closing");
    EXPECT_THAT(platforms(), ElementsAre("teams"));
    bo_says(bos_slack, "here please");
    here.starts("checkpoint");
    here.pass(days(5));
    EXPECT_THAT(platforms(), AllOf(SizeIs(testing::Ge(2U)), Each("slack")));
    for (const char* text : {"use Teams", "Use Microsoft Teams!", "please write to me in teams", "Teams, please"}) {
        here.all.people.at(here.bo).addresses = {bos_slack, bos_teams};
        bo_says(bos_slack, text);
        EXPECT_EQ(here.person(here.bo).addresses.front(), bos_teams) << text;
    }
}

TEST_F(places, are_chosen_in_spanish_words) {
    here.speak(here.bo, "es");
    bo_says(bos_slack, "Escríbeme en Teams, por favor");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("A partir de ahora te escribo en Teams.")));
    bo_says(bos_slack, "mejor aquí");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("te escribo en Slack.")));
    EXPECT_EQ(here.person(here.bo).addresses.front(), bos_slack);
}

// "Here, please" may be the answer to "where do you meet?".
TEST_F(places, are_nothing_to_choose_for_whoever_has_one_and_such_words_stay_an_answer) {
    here.starts("checkpoint");
    (void)here.told(here.ann);
    here.says(here.ann, "use teams");
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr("I write to you in"))));
    here.says(here.ann, "help");
    here.says(here.ann, "my profile");
    EXPECT_THAT(here.told(here.ann), Each(Not(HasSubstr("Where I write to you"))));
}

TEST_F(places, are_chosen_among_ones_own_settings) {
    bo_says(bos_slack, "my profile");
    EXPECT_THAT(here.told(here.bo),
                ElementsAre(AllOf(HasSubstr("I write to you in Slack."), HasSubstr("[Where I write to you]"))));
    here.presses(here.bo, "Where I write to you");
    EXPECT_THAT(here.told(here.bo), Contains(HasSubstr("Where may I write to you? [Slack] [Teams]")));
    here.presses(here.bo, "Teams");
    EXPECT_THAT(here.told(here.bo), ElementsAre("[x] Teams", HasSubstr("From now on I write to you in Teams.")));
    EXPECT_EQ(here.person(here.bo).addresses.front(), bos_teams);
    EXPECT_FALSE(here.person(here.bo).member.own_profile) << "it says nothing about whom they fit";
}

TEST_F(places, are_named_in_help_and_shown_with_everything_that_is_kept) {
    bo_says(bos_teams, "help");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("\"write here\" chooses the place I write to")));
    bo_says(bos_teams, "my data");
    EXPECT_THAT(here.told(here.bo), ElementsAre(AllOf(HasSubstr("Slack Ubo (I write to you here)"),
                                                      HasSubstr("Teams 5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5"))));
    bo_loses(bos_slack, "user_disabled");
    bo_says(bos_teams, "export my data");
    const auto& file = std::get<outgoing>(here.lines.back().row.content).file;
    ASSERT_TRUE(file);
    const auto accounts = nlohmann::json::parse(file->body).at("profile").at("accounts");
    ASSERT_EQ(accounts.size(), 2U);
    EXPECT_FALSE(accounts[0].at("in_use").get<bool>());
    EXPECT_EQ(accounts[0].at("cannot_be_reached"), "user_disabled");
    EXPECT_TRUE(accounts[1].at("in_use").get<bool>());
    EXPECT_TRUE(accounts[1].at("cannot_be_reached").is_null());
}

TEST_F(places, that_were_chosen_stay_so_when_the_programme_is_read_anew) {
    auto& named = here.the_programme().people.at(1);
    named.addresses = {bos_slack, bos_teams};
    bo_says(bos_slack, "use teams");
    here.enrols({{"p3"}, here.cy, here.bo, {}, {}});
    EXPECT_THAT(here.person(here.bo).addresses, ElementsAre(bos_teams, bos_slack));
    const address another{"teams", bos_teams.tenant, "3a9f27c1-6d4e-4b58-a0f2-91c7d3e5b864"};
    named.addresses = {bos_slack, another};
    here.enrols({{"p4"}, here.bo, here.cy, {}, {}});
    EXPECT_THAT(here.person(here.bo).addresses, ElementsAre(another, bos_slack)) << "another account, the same place";
}

TEST_F(places, of_an_answer_are_where_somebody_has_just_written) {
    here.starts("closing");
    (void)platforms();
    bo_says(bos_teams, "1");
    EXPECT_THAT(platforms(), AllOf(Not(IsEmpty()), Each("teams")));
    bo_says(bos_slack, "help");
    EXPECT_THAT(platforms(), ElementsAre("slack"));
    EXPECT_EQ(here.person(here.bo).addresses.front(), bos_slack) << "writing somewhere is no choice";
}

TEST_F(places, that_are_lost_are_left_for_another_and_that_is_said_there_once) {
    here.starts("closing");
    here.pass(std::chrono::hours(1));
    (void)here.told(here.bo);
    (void)platforms();
    bo_loses(bos_slack, "user_disabled");
    EXPECT_THAT(here.told(here.bo),
                ElementsAre(HasSubstr("I cannot reach you in Slack any more, so I am here now, in Teams.")));
    EXPECT_THAT(platforms(), ElementsAre("teams"));
    bo_says(bos_teams, "why");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("you should know why I am here now")));
    bo_loses(bos_slack, "user_disabled");
    here.pass(days(2));
    EXPECT_TRUE(here.person(here.bo).reachable);
    EXPECT_THAT(here.told(here.bo), Each(Not(HasSubstr("cannot reach you"))));
    EXPECT_THAT(here.told(here.dora), IsEmpty());
    EXPECT_THAT(logged("place_lost"), ElementsAre("person/bo slack user_disabled"));
}

TEST_F(places, that_are_lost_at_night_are_spoken_of_in_the_morning) {
    here.move_to(in_madrid("2026-06-03", 2));
    inbound::profile_changed closed;
    closed.account = inbound::account_is::deactivated;
    here.does_at(bos_slack, here.bo, closed);
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    here.move_to(in_madrid("2026-06-03", 12));
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("I am here now, in Teams.")));
}

TEST_F(places, that_nobody_was_spoken_to_in_are_lost_without_a_word) {
    bo_loses(bos_teams, "not_installed");
    here.pass(days(2));
    EXPECT_THAT(here.told(here.bo), IsEmpty());
    bo_says(bos_slack, "use teams");
    EXPECT_THAT(here.told(here.bo), ElementsAre(HasSubstr("I cannot reach you in Teams at the moment.")));
    EXPECT_EQ(here.person(here.bo).addresses.front(), bos_slack);
}

TEST_F(places, are_all_lost_before_the_contact_hears_of_it_once_in_words) {
    here.move_to(in_madrid("2026-06-02", 10));
    bo_loses(bos_slack, "user_disabled");
    bo_loses(bos_teams, "not_installed");
    bo_loses(bos_teams, "not_installed");
    EXPECT_FALSE(here.person(here.bo).reachable);
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora),
                ElementsAre(HasSubstr("cannot reach Bo Berg in Open Doors any more (Teams: they do not have the "
                                      "Waymark app)")));
    (void)platforms();
    here.starts("checkpoint");
    EXPECT_THAT(platforms(), IsEmpty());
}

TEST_F(places, that_take_no_messages_from_the_bot_at_all_are_told_to_a_contact_who_is_elsewhere_once) {
    here.move_to(in_madrid("2026-06-02", 10));
    const auto close = [&](const address& at) {
        here.take(here.dora, account_closed{here.dora, here.all.pairs.begin()->second.programme, at});
    };
    close({"teams", bos_teams.tenant, ""});
    close({"teams", bos_teams.tenant, ""});
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora),
                ElementsAre(AllOf(HasSubstr("Teams takes no messages from me any more"), HasSubstr("Open Doors"))));
    const auto hers = here.person(here.dora).addresses.front();
    close({hers.platform, hers.tenant, ""});
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora), IsEmpty()) << "it would not arrive either";
    EXPECT_THAT(logged("contact_silent"), ElementsAre(HasSubstr("person/dora")));
}

TEST_F(places, of_somebody_who_waits_for_a_pair_are_missed_by_the_contact_as_well) {
    here.move_to(in_madrid("2026-06-02", 10));
    here.all.people.at(here.bo).programme = here.all.pairs.begin()->second.programme;
    here.all.pairs.clear();
    for (auto& [id, person] : here.all.people) person.pairs.clear();
    std::erase_if(here.timers, [](const auto& one) { return std::holds_alternative<pair_id>(one.second); });
    bo_loses(bos_slack, "user_disabled");
    bo_loses(bos_teams, "blocked");
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora), ElementsAre(HasSubstr("cannot reach Bo Berg in Open Doors")));
}

TEST_F(places, are_lost_when_the_app_is_taken_out) {
    here.move_to(in_madrid("2026-06-02", 10));
    bo_loses(bos_slack, "user_disabled");
    inbound::profile_changed out;
    out.account = inbound::account_is::without_app;
    here.does_at(bos_teams, here.bo, out);
    here.pass(days(2));
    EXPECT_THAT(here.told(here.dora), ElementsAre(HasSubstr("(Teams: they have taken the Waymark app out)")));
}

TEST_F(places, come_back_with_a_sign_of_life_or_when_the_platform_says_so) {
    bo_loses(bos_slack, "user_disabled");
    bo_loses(bos_teams, "blocked");
    inbound::profile_changed active;
    active.account = inbound::account_is::active;
    here.does_at(bos_teams, here.bo, active);
    EXPECT_TRUE(here.person(here.bo).reachable);
    EXPECT_EQ(*place_of(here.person(here.bo)), bos_teams);
    (void)platforms();
    bo_says(bos_slack, "help");
    EXPECT_THAT(platforms(), ElementsAre("slack"));
    EXPECT_THAT(here.person(here.bo).lost, IsEmpty());
    EXPECT_EQ(*place_of(here.person(here.bo)), bos_slack) << "the place they were spoken to in before";
}

TEST_F(places, that_are_new_make_somebody_reachable_again) {
    bo_loses(bos_slack, "user_disabled");
    bo_loses(bos_teams, "not_installed");
    here.the_programme().people.at(1).addresses = {{"slack", {"T0"}, "UNEW"}};
    here.enrols({{"p3"}, here.cy, here.bo, {}, {}});
    EXPECT_TRUE(here.person(here.bo).reachable);
    EXPECT_THAT(here.person(here.bo).lost, ElementsAre(lost_account{bos_teams, "not_installed"}));
    EXPECT_THAT(logged("reachable"), ElementsAre("person/bo "));
}

// An account that an admin has replaced meanwhile is nobody's any more.
TEST_F(places, that_are_nobodys_any_more_are_not_missed) {
    bo_loses({"slack", {"T0"}, "UOLD"}, "user_disabled");
    EXPECT_TRUE(here.person(here.bo).reachable);
    EXPECT_THAT(here.person(here.bo).lost, IsEmpty());
}

// One person, one gate.
TEST_F(places, share_the_budget_of_a_week) {
    for (const char* flow : {"closing", "checkpoint", "pulse", "curiosity"}) {
        here.starts(flow);
        here.pass(days(1));
        bo_says(bos_slack, here.person(here.bo).addresses.front() == bos_slack ? "use teams" : "use slack");
    }
    here.move_to(in_madrid("2026-06-09", 9));
    const auto within = here.nudges_to(here.bo);
    ASSERT_THAT(within, SizeIs(2)) << "all that may come in seven days";
    EXPECT_NE(within.front().row.at, within.back().row.at);
}

}  // namespace
}  // namespace waymark
