// A platform takes nothing more from the bot: who hears of it, where, and how often.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "storage/look.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bot/app_bench.hpp"
#include "tests/bot/runner_bench.hpp"

namespace waymark {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::recording_adapter;

constexpr auto tenant = "9c1d2e4f-5a6b-47c8-8d9e-0a1b2c3d4e5f";
constexpr auto bo = "5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5";
constexpr auto sam = "U0SAM00001";
constexpr auto programme = R"(programme: both
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
people:
  - { id: sam, first_name: Sam, slack: U0SAM00001 }
  - { id: ann, first_name: Ann, slack: U0ANN00001 }
  - { id: bo, first_name: Bo, teams: 5d0c1b3e-8a27-4f6d-9b1c-2e7a40f3c8d5 }
pairs:
  - { id: ann_and_bo, mentor: ann, mentee: bo }
  - { id: ann_and_sam, mentor: ann, mentee: sam }
)";

/// Bo is in Teams, Ann and the contact are in Slack. The database stays from one run to the next.
struct closed_account : testing::app_bench {
    closed_account() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "programme.yaml") << programme;
        programmes = {folder / "programme.yaml"};
        serve();
    }
    ~closed_account() override {
        end();
        std::filesystem::remove_all(folder);
    }

    void serve() {
        at = std::move(open_sqlite(folder / "w.db").at);
        made = std::make_unique<recording_adapter>();
        slack = made.get();
        slack->name = "slack";
        slack->tenant = "T0ACME0001";
        auto second = std::make_unique<recording_adapter>();
        teams = second.get();
        teams->name = "teams";
        teams->tenant = tenant;
        teams->path = "/teams/events";
        teams->on_send = [this] {
            teams->outcomes.clear();
            if (disabled)
                teams->outcomes.push_back(testing::ending(send_outcome::kind::account_dead, "BotDisabledByAdmin"));
        };
        more_platforms.clear();
        more_platforms.push_back(std::move(second));
        ASSERT_EQ(start(), std::nullopt);
    }
    void end() {
        if (service) {
            EXPECT_TRUE(run(service->stop()));
        }
        service.reset();
    }
    void start_anew() {
        end();
        serve();
    }
    void bo_says(const std::string& text) {
        EXPECT_EQ(ask("POST", service->port(), teams->path, std::string(bo) + " " + text).status, 200U);
    }
    /// Bo says something, and the answer is refused.
    void bo_is_refused(const std::string& text) {
        const auto before = teams->sent.size();
        bo_says(text);
        EXPECT_TRUE(until([&] { return teams->sent.size() == before + 1; }));
        EXPECT_TRUE(until([&] { return ready_page().find("teams/") != std::string::npos; })) << ready_page();
    }
    /// What is for the contact to know comes on their next day.
    void sam_reads_on() {
        days_pass(2);
        EXPECT_TRUE(until([&] { return !told_to_sam().empty(); }));
    }
    void days_pass(int count) {
        for (int hour = 0; hour < count * 24; hour += 6) {
            hands.move_to(hands.now() + 6h);
            io.run_for(20ms);
        }
    }
    [[nodiscard]] std::vector<std::string> told_to_sam() const {
        std::vector<std::string> out;
        for (const auto& one : slack->sent)
            if (const auto* message = std::get_if<outgoing>(&one.content); message != nullptr && one.to.user == sam)
                out.push_back(plain_text(*message));
        return out;
    }
    /// Whether no time passes for this pair.
    [[nodiscard]] bool is_held(const std::string& pair) const {
        const auto seen = look_at_people((folder / "w.db").string());
        const auto* found = std::get_if<people_look>(&seen);
        if (found == nullptr) return false;
        return std::ranges::any_of(found->pairs, [&](const auto& one) { return one.id.text == pair && one.held; });
    }
    /// What `waymark status` says of Teams.
    [[nodiscard]] std::string noted() const {
        const auto seen = look_at((folder / "w.db").string(), 10);
        const auto* found = std::get_if<database_look>(&seen);
        if (found == nullptr) return "cannot be read";
        return found->closed_accounts.empty() ? "" : found->closed_accounts.front().reason;
    }

    const std::filesystem::path folder = ::testing::TempDir() + "waymark_closed_account_" + std::to_string(::getpid());
    recording_adapter* slack = nullptr;
    recording_adapter* teams = nullptr;
    bool disabled = true;
};

TEST_F(closed_account, lets_no_time_pass_for_the_pairs_of_its_people_and_for_no_others) {
    bo_is_refused("help");
    EXPECT_TRUE(until([&] { return is_held("ann_and_bo"); }));
    EXPECT_FALSE(is_held("ann_and_sam"));
    days_pass(3);
    disabled = false;
    bo_says("are you there?");
    EXPECT_TRUE(until([&] { return !is_held("ann_and_bo"); }));
}

TEST_F(closed_account, is_tried_by_a_start_which_lets_its_pairs_go_on_when_it_is_open) {
    bo_is_refused("help");
    EXPECT_TRUE(until([&] { return is_held("ann_and_bo"); }));
    start_anew();
    EXPECT_TRUE(until([&] { return ready_page().find("teams/") != std::string::npos; }));
    disabled = false;  // there is another token now
    start_anew();
    EXPECT_TRUE(until([&] { return !is_held("ann_and_bo"); }));
}

constexpr auto words = "Teams takes no messages from me any more";

TEST_F(closed_account, is_told_to_a_contact_who_is_elsewhere_and_nothing_more_is_sent_there) {
    bo_is_refused("help");
    EXPECT_TRUE(until([&] { return noted() == "BotDisabledByAdmin"; }));
    bo_says("more help");
    io.run_for(100ms);
    EXPECT_EQ(teams->sent.size(), 1U) << "they wrote again too soon";
    sam_reads_on();
    EXPECT_THAT(told_to_sam(), ElementsAre(AllOf(HasSubstr(words), HasSubstr("Open Doors"))));
    EXPECT_THAT(ready_page(), HasSubstr("BotDisabledByAdmin"));
    EXPECT_EQ(readiness().status, 200U) << "everybody in Slack is served";
    EXPECT_EQ(ask("POST", service->port(), slack->path, "U0ANN00001 help").status, 200U);
    EXPECT_TRUE(until([&] { return slack->sent.back().to.user == "U0ANN00001"; }));
}

TEST_F(closed_account, is_told_once_however_often_it_is_tried_again) {
    bo_is_refused("help");
    sam_reads_on();
    for (int i = 0; i < 4; ++i) {
        days_pass(1);
        bo_is_refused("are you there? " + std::to_string(i));
    }
    days_pass(2);
    EXPECT_EQ(told_to_sam().size(), 1U);
    EXPECT_GE(teams->sent.size(), 5U);
}

// A start asks for our own token, which is as good as ever.
TEST_F(closed_account, is_not_told_again_after_a_restart) {
    bo_is_refused("help");
    sam_reads_on();
    for (int i = 0; i < 2; ++i) {
        days_pass(3);
        start_anew();
        bo_is_refused("are you there? " + std::to_string(i));
        EXPECT_TRUE(until([&] { return noted() == "BotDisabledByAdmin"; }));
        days_pass(2);
        EXPECT_THAT(told_to_sam(), IsEmpty()) << "they were told by an earlier run";
    }
}

TEST_F(closed_account, that_was_open_in_between_is_told_anew) {
    bo_is_refused("help");
    sam_reads_on();
    days_pass(3);
    disabled = false;
    const auto before = teams->sent.size();
    bo_says("are you there?");
    EXPECT_TRUE(until([&] { return teams->sent.size() >= before + 2; })) << "what waited, and the answer";
    EXPECT_TRUE(until([&] { return ready_page() == "ready\n"; }));
    EXPECT_TRUE(until([&] { return noted().empty(); }));
    disabled = true;
    start_anew();
    bo_is_refused("and now?");
    sam_reads_on();
    EXPECT_EQ(told_to_sam().size(), 1U);
}

}  // namespace
}  // namespace waymark
