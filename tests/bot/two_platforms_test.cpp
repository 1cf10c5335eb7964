// A service with two platforms: one pair across both, two people on the same, and one person known on both.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/bot/app_bench.hpp"
#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::recording_adapter;

constexpr auto tenant = "9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f";
constexpr auto bos_id = "5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5";
constexpr auto programme_head = R"(programme: both
version: 1
title: Open Doors
language: en
zone: UTC
contact: sam
slack_workspace: T0ACME0001
teams_tenant: 9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f
person:
  budget: { week: 100, day: 100, apart: 0s }
  quiet: "00:00-00:00"
  working_days: [mon, tue, wed, thu, fri, sat, sun]
  spread: 0s
nudges:
  - { id: the_end, when: { in_stage: invited }, start: closing, to: both, reason: Your time together ends. }
people:
  - { id: sam, first_name: Sam, slack: U0SAM00001 }
  - { id: ann, first_name: Ann, slack: U0ANN00001 }
)";
constexpr auto the_pair = "pairs:\n  - { id: ann_and_bo, mentor: ann, mentee: bo }\n";

struct two_platforms : testing::app_bench {
    two_platforms() {
        slack.name = "slack";
        slack.tenant = "T0ACME0001";
        auto second = std::make_unique<recording_adapter>();
        teams = second.get();
        teams->name = "teams";
        teams->tenant = tenant;
        teams->path = "/teams/events";
        more_platforms.push_back(std::move(second));
    }
    ~two_platforms() override { std::filesystem::remove(file); }

    void begin(const std::string& bos_accounts) {
        std::ofstream(file) << programme_head << "  - { id: bo, first_name: Bo, " << bos_accounts << " }\n" << the_pair;
        programmes = {file};
        ASSERT_EQ(start(), std::nullopt);
        hands.move_to(hands.now() + 1min);
    }
    void says(recording_adapter& on, const std::string& user, const std::string& text) {
        EXPECT_EQ(ask("POST", service->port(), on.path, user + " " + text).status, 200U);
    }
    /// The words of every message to this account, in order.
    static std::vector<std::string> shown(const recording_adapter& on, const std::string& user) {
        std::vector<std::string> out;
        for (const auto& one : on.sent)
            if (const auto* message = std::get_if<outgoing>(&one.content); message != nullptr && one.to.user == user)
                out.push_back(plain_text(*message));
        return out;
    }
    /// Now, or as time passes: what the other one's answer opens comes unasked, and waits for its moment.
    void is_shown(recording_adapter& on, const std::string& user, const std::string& words) {
        const auto there = [&] { return ::testing::Value(shown(on, user), Contains(HasSubstr(words))); };
        for (int hour = 0; hour < 48 && !there(); ++hour) {
            for (int i = 0; i < 20 && !there(); ++i) io.run_for(10ms);
            if (!there()) hands.move_to(hands.now() + 1h);
        }
        EXPECT_TRUE(there()) << words;
    }
    void answers(recording_adapter& on, const std::string& user, const std::string& when, const std::string& text) {
        is_shown(on, user, when);
        says(on, user, text);
    }

    std::string file = ::testing::TempDir() + "waymark_two_platforms_" + std::to_string(::getpid()) + ".yaml";
    recording_adapter& slack = platform;
    recording_adapter* teams = nullptr;
};

/// Where Bo is; Ann is in Slack.
struct closing_of_a_pair : two_platforms, ::testing::WithParamInterface<const char*> {
    recording_adapter& bos() { return *GetParam() == 's' ? slack : *teams; }
    [[nodiscard]] std::string bo() const { return *GetParam() == 's' ? "U0BO000001" : bos_id; }
    const std::string ann = "U0ANN00001";
};

// 0.2: alone first, then together, wherever each of the two is.
TEST_P(closing_of_a_pair, opens_sealed_answers_and_reminds_on_each_ones_own_platform_0_2_0_4_4_2_4_4) {
    begin(*GetParam() == 's' ? "slack: U0BO000001" : std::string("teams: ") + bos_id);
    answers(slack, ann, "Would you like to begin?", "Yes, let us begin");
    answers(slack, ann, "What did you two achieve together?", "The day the demo finally ran for everybody");
    answers(slack, ann, "What did you learn from", "I gave answers far too early in spring");
    answers(bos(), bo(), "Would you like to begin?", "Yes, let us begin");
    is_shown(bos(), bo(), "What did you two achieve together?");
    const auto before = shown(bos(), bo()).size();
    for (int day = 0; day < 8 && shown(bos(), bo()).size() == before; ++day) {
        hands.move_to(hands.now() + 24h);
        io.run_for(100ms);
    }
    EXPECT_GT(shown(bos(), bo()).size(), before) << "a reminder";
    EXPECT_THAT(shown(bos(), bo()), Each(Not(HasSubstr("the demo finally ran")))) << "sealed";
    answers(bos(), bo(), "What did you two achieve together?", "When you read my thesis twice and laughed");
    is_shown(bos(), bo(), "the demo finally ran");
    is_shown(slack, ann, "read my thesis twice");
    EXPECT_THAT(shown(bos(), bo()), Each(Not(HasSubstr("far too early")))) << "that one is still sealed";
    answers(bos(), bo(), "What did you learn from", "Big plans need a small first week");
    is_shown(bos(), bo(), "far too early");
    is_shown(slack, ann, "a small first week");
    answers(slack, ann, "What growth have you seen", "Bo asks the question that nobody else dares to ask");
    answers(bos(), bo(), "What would you like to grow towards", "I would like to lead a small team of my own");
    answers(slack, ann, "What would you advise", "Begin with one person and ask them how it went");
    answers(slack, ann, "What is your own next step?", "Mentor somebody new in the autumn");
    answers(slack, ann, "How would you like to go on", "Meet every few months");
    answers(bos(), bo(), "What has Ann's time given you?", "A place where I could be wrong for once");
    answers(bos(), bo(), "What is your own next step?", "Ask for the summer intern in our team");
    answers(bos(), bo(), "How would you like to go on", "Meet about once a month");
    is_shown(slack, ann, "summer intern");
    is_shown(bos(), bo(), "somebody new in the autumn");
    for (const auto* one : {&slack, teams})
        for (const auto& message : one->sent) EXPECT_EQ(message.to.platform, one->name);
    EXPECT_EQ(teams->sent.empty(), *GetParam() == 's');
    EXPECT_EQ(run(service->measure()).outbox.dead, 0U);
}
INSTANTIATE_TEST_SUITE_P(of_two_people, closing_of_a_pair, ::testing::Values("slack", "teams"),
                         [](const auto& about) { return std::string("in_slack_and_") + about.param; });

// What was refused is not lost: it goes on at the other place, where its reader also hears why.
TEST_F(two_platforms, what_one_place_refuses_for_good_is_said_at_the_other) {
    auto gone = testing::ending(send_outcome::kind::dead, "user_disabled");
    gone.person_gone = true;
    slack.on_send = [&] {
        slack.outcomes.clear();
        if (slack.sent.back().to.user == "U0BO000001") slack.outcomes.push_back(gone);
    };
    begin(std::string("slack: U0BO000001, teams: ") + bos_id);
    is_shown(*teams, bos_id, "Would you like to begin?");
    is_shown(*teams, bos_id, "I cannot reach you in Slack any more, so I am here now, in Teams.");
    EXPECT_EQ(shown(slack, "U0BO000001").size(), 1U) << "tried once";
    EXPECT_EQ(teams->sent.front().key, slack.sent.at(slack.sent.front().to.user == "U0BO000001" ? 0 : 1).key);
    answers(*teams, bos_id, "Would you like to begin?", "Yes, let us begin");
    is_shown(*teams, bos_id, "What did you two achieve together?");
    EXPECT_EQ(run(service->measure()).outbox.dead, 0U);
    EXPECT_THAT(shown(slack, "U0SAM00001"), IsEmpty());
}

TEST_F(two_platforms, who_is_refused_at_both_places_cannot_be_reached_and_the_contact_hears_of_it) {
    auto gone = testing::ending(send_outcome::kind::dead, "user_disabled");
    gone.person_gone = true;
    slack.on_send = [&] {
        slack.outcomes.clear();
        if (slack.sent.back().to.user == "U0BO000001") slack.outcomes.push_back(gone);
    };
    auto not_there = gone;
    not_there.reason = "not_installed";
    teams->outcomes = {not_there, not_there};
    begin(std::string("slack: U0BO000001, teams: ") + bos_id);
    ASSERT_TRUE(until([&] { return teams->sent.size() == 1; }));
    io.run_for(100ms);
    const auto tried = teams->sent.size();
    hands.move_to(hands.now() + 24h);
    is_shown(slack, "U0SAM00001", "cannot reach Bo in Open Doors any more (Teams: they do not have the Waymark app)");
    EXPECT_EQ(teams->sent.size(), tried);
}

}  // namespace
}  // namespace waymark
