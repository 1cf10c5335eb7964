// The Home tab and modals of the running service: what somebody sees there, what they change, and what is kept when a
// modal was too late, or was closed.
#include <gmock/gmock.h>

#include <thread>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/slack_windows.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string with_everybody() {
    programme_wishes wishes;
    wishes.nudges = closing_nudge;
    wishes.started = std::chrono::days(70);
    wishes.ends_in = std::chrono::days(21);
    return programme_text(wishes);
}

struct SlackPages : ::testing::Test {
    SlackPages() {
        home.write("programme.yaml", with_everybody());
        home.start();
    }
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"pages", slack};
    slack_participant bo{mentee_of(1), home, slack};
    slack_windows his{mentee_of(1), home, slack};
};

TEST_F(SlackPages, AHomeTabShowsThePairAndItsSettingsFormChangesIt) {
    his.open_home();
    const auto page = his.page_with("You and");
    ASSERT_FALSE(page.is_null()) << home.log();
    EXPECT_THAT(page.dump(), HasSubstr("Stage: "));
    his.press(page, "Settings");
    const auto form = his.modal_with("I may write from");
    ASSERT_FALSE(form.is_null()) << home.log();
    const auto refused = his.submit(form, {{"from", {{"selected_time", "09:00"}}},
                                           {"to", {{"selected_time", "09:00"}}},
                                           {"days", {{"selected_options", json::array({{{"value", "2"}}})}}}});
    EXPECT_THAT(refused.body, HasSubstr("Leave some time between them"));
    const auto taken = his.submit(form, {{"from", {{"selected_time", "10:30"}}},
                                         {"to", {{"selected_time", "15:00"}}},
                                         {"days", {{"selected_options", json::array({{{"value", "2"}}})}}}});
    EXPECT_EQ(taken.body, "");
    EXPECT_FALSE(his.page_with("from 10:30 to 15:00").is_null()) << home.log();
}

TEST_F(SlackPages, AHomeTabThatIsOpenedAgainIsNotPublishedAgain) {
    his.open_home();
    ASSERT_FALSE(his.page_with("You and").is_null()) << home.log();
    const auto published = [&] {
        json counts;
        slack.with_world([&](slack_world& world) { counts = world.counts(); });
        return counts.dump();
    };
    const auto before = his.page_with("You and")["hash"];
    for (int i = 0; i < 3; ++i) his.open_home();
    bo.type("help");
    ASSERT_NE(bo.wait_for("These words always work", 30s), "") << home.log() << published();
    EXPECT_EQ(his.page_with("You and")["hash"], before);
}

TEST_F(SlackPages, AClickThatCameTooLateBringsAFreshButtonInTheChat) {
    his.open_home();
    const auto page = his.page_with("You and");
    ASSERT_FALSE(page.is_null()) << home.log();
    his.press(page, "Settings", "late");
    EXPECT_NE(bo.wait_for("This button opens it:", 30s), "") << home.log();
}

TEST_F(SlackPages, ATalkGoesOnInOneModalAndWhereItWasLeft) {
    his.open_home();
    const auto page = his.page_with("Waiting for your answer");
    ASSERT_FALSE(page.is_null()) << home.log();
    his.press(page, "The closing conversation");
    const auto first = his.modal_with("Would you like to begin?");
    ASSERT_FALSE(first.is_null()) << home.log();
    his.press(first, "Yes, let us begin");
    const auto second = his.modal_with("What did you two achieve together?");
    ASSERT_FALSE(second.is_null()) << home.log();
    EXPECT_THAT(his.answer(second, "One\nTwo\nThree\nFour").body, AllOf(HasSubstr("errors"), HasSubstr("fit here")));
    const auto answer = his.answer(second, "The demo ran for everybody in May");
    EXPECT_THAT(answer.body, HasSubstr("update"));
    const auto third = his.modal_with("What did you learn from");
    ASSERT_FALSE(third.is_null()) << home.log();
    // typed, and closed: the question is in the chat, and what was typed is still there
    his.type(third, "I waited");
    his.close(third);
    ASSERT_NE(bo.wait_for("What did you learn from", 30s), "") << home.log();
    bo.press("Write in a window");
    const auto fourth = his.modal_with("I waited");
    ASSERT_FALSE(fourth.is_null()) << home.log();
    const auto words = "I waited too long with saying that I was stuck";
    EXPECT_EQ(his.answer(fourth, words).body, "");
    const auto end = std::chrono::steady_clock::now() + 30s;
    const auto settled = [&] { return slack.shown_to(bo.user()).dump().find("Answered") != std::string::npos; };
    while (!settled() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(20ms);
    EXPECT_TRUE(settled()) << home.log();
    // what was written in a window stands in no message, and in no log
    EXPECT_THAT(slack.shown_to(bo.user()).dump(), Not(HasSubstr(words)));
    EXPECT_THAT(home.log(), Not(HasSubstr("too long")));
}

}  // namespace
}  // namespace waymark::testing
