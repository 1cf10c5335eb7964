// The Home tab and modals of the running service: what somebody sees there, what they change, and what is kept when a
// modal was too late, or was closed.
#include <gmock/gmock.h>

#include <ctime>
#include <thread>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
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
    /// What `look` finds in the fake's views, within a while.
    json until_found(const std::function<json(const std::map<std::string, json>&)>& look) {
        const auto end = std::chrono::steady_clock::now() + 30s;
        json found;
        while (found.is_null() && std::chrono::steady_clock::now() < end) {
            slack.with_world([&](slack_world& world) { found = look(world.views()); });
            if (found.is_null()) std::this_thread::sleep_for(20ms);
        }
        return found;
    }
    json page_with(const std::string& words) {
        return until_found([&](const auto& views) {
            const auto found = views.find("VHOME/" + std::string(default_team) + "/" + bo.user());
            const bool there = found != views.end() && found->second.dump().find(words) != std::string::npos;
            return there ? found->second : json();
        });
    }
    json modal_with(const std::string& words) {
        return until_found([&](const auto& views) {
            for (const auto& [id, view] : views)
                if (view.value("type", "") == "modal" && view.dump().find(words) != std::string::npos) return view;
            return json();
        });
    }
    void open_home() {
        json envelope;
        envelope["type"] = "event_callback";
        envelope["team_id"] = default_team;
        envelope["api_app_id"] = "A0MENTOR01";
        envelope["event_id"] = "EvHOME" + std::to_string(next_serial());
        envelope["event_time"] = std::time(nullptr);
        envelope["event"] = {{"type", "app_home_opened"}, {"user", bo.user()}, {"tab", "home"}};
        slack.with_world([&](slack_world& world) {  // as it stands now, when there is one
            const auto found = world.views().find("VHOME/" + std::string(default_team) + "/" + bo.user());
            if (found != world.views().end()) envelope["event"]["view"] = found->second;
        });
        EXPECT_EQ(caller().event(envelope).status, 200);
    }
    json payload(const std::string& type, const std::string& trigger_end = "live") {
        json out;
        out["type"] = type;
        out["api_app_id"] = "A0MENTOR01";
        out["team"] = {{"id", default_team}};
        out["user"] = {{"id", bo.user()}, {"team_id", default_team}};
        out["trigger_id"] = std::to_string(next_serial()) + ".22." + trigger_end;
        return out;
    }
    /// Presses a button in a view.
    void press(const json& view, const std::string& label, const std::string& trigger_end = "live") {
        auto click = payload("block_actions", trigger_end);
        click["container"] = {{"type", "view"}, {"view_id", view["id"]}};
        click["view"] = view;
        for (const auto& block : view["blocks"])
            for (const auto& element : block.value("elements", json::array()))
                if (element.value("/text/text"_json_pointer, std::string()) == label) {
                    click["actions"] = json::array({element});
                    click["actions"][0]["block_id"] = block.value("block_id", "");
                }
        ASSERT_TRUE(click.contains("actions")) << label << " is not in " << view.dump(1);
        EXPECT_EQ(caller().interaction(click).status, 200);
    }
    http_reply_seen submit(json view, const std::map<std::string, json>& fields) {
        auto sent = payload("view_submission");
        for (const auto& [block, element] : fields) view["state"]["values"][block]["value"] = element;
        sent["view"] = view;
        auto answer = caller().interaction(sent);
        const auto body = answer.body.empty() ? json() : json::parse(answer.body);
        if (body.is_object() && body.value("response_action", "") == "update")
            slack.with_world(
                [&](slack_world& world) { world.replace_view(view["id"].get<std::string>(), body["view"]); });
        return answer;
    }
    slack_caller caller() { return {home.port(), signing_secret}; }

    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"pages", slack};
    slack_participant bo{mentee_of(1), home, slack};
};

/// The first text field of a modal.
std::string field_of(const json& view) {
    for (const auto& block : view["blocks"])
        if (block.value("type", "") == "input") return block["block_id"].get<std::string>();
    return {};
}

TEST_F(SlackPages, AHomeTabShowsThePairAndItsSettingsFormChangesIt) {
    open_home();
    const auto page = page_with("You and");
    ASSERT_FALSE(page.is_null()) << home.log();
    EXPECT_THAT(page.dump(), HasSubstr("Stage: "));
    press(page, "Settings");
    const auto form = modal_with("I may write from");
    ASSERT_FALSE(form.is_null()) << home.log();
    const auto refused = submit(form, {{"from", {{"selected_time", "09:00"}}},
                                       {"to", {{"selected_time", "09:00"}}},
                                       {"days", {{"selected_options", json::array({{{"value", "2"}}})}}}});
    EXPECT_THAT(refused.body, HasSubstr("Leave some time between them"));
    const auto taken = submit(form, {{"from", {{"selected_time", "10:30"}}},
                                     {"to", {{"selected_time", "15:00"}}},
                                     {"days", {{"selected_options", json::array({{{"value", "2"}}})}}}});
    EXPECT_EQ(taken.body, "");
    EXPECT_FALSE(page_with("from 10:30 to 15:00").is_null()) << home.log();
}

TEST_F(SlackPages, AHomeTabThatIsOpenedAgainIsNotPublishedAgain) {
    open_home();
    ASSERT_FALSE(page_with("You and").is_null()) << home.log();
    const auto published = [&] {
        json counts;
        slack.with_world([&](slack_world& world) { counts = world.counts(); });
        return counts.dump();
    };
    const auto before = page_with("You and")["hash"];
    for (int i = 0; i < 3; ++i) open_home();
    bo.type("help");
    ASSERT_NE(bo.wait_for("These words always work", 30s), "") << home.log() << published();
    EXPECT_EQ(page_with("You and")["hash"], before);
}

TEST_F(SlackPages, AClickThatCameTooLateBringsAFreshButtonInTheChat) {
    open_home();
    const auto page = page_with("You and");
    ASSERT_FALSE(page.is_null()) << home.log();
    press(page, "Settings", "late");
    EXPECT_NE(bo.wait_for("This button opens it:", 30s), "") << home.log();
}

TEST_F(SlackPages, ATalkGoesOnInOneModalAndWhereItWasLeft) {
    open_home();
    const auto page = page_with("Waiting for your answer");
    ASSERT_FALSE(page.is_null()) << home.log();
    press(page, "The closing conversation");
    const auto first = modal_with("Would you like to begin?");
    ASSERT_FALSE(first.is_null()) << home.log();
    press(first, "Yes, let us begin");
    const auto second = modal_with("What did you two achieve together?");
    ASSERT_FALSE(second.is_null()) << home.log();
    const auto answer = submit(second, {{field_of(second), {{"value", "The demo ran for everybody in May"}}}});
    EXPECT_THAT(answer.body, HasSubstr("update"));
    const auto third = modal_with("What did you learn from");
    ASSERT_FALSE(third.is_null()) << home.log();
    // typed, and closed: the question is in the chat, and what was typed is still there
    auto typing = payload("block_actions");
    typing["view"] = third;
    typing["view"]["state"]["values"][field_of(third)]["value"] = {{"value", "I waited"}};
    typing["actions"] = json::array({{{"action_id", "value"}, {"block_id", field_of(third)}}});
    EXPECT_EQ(caller().interaction(typing).status, 200);
    auto closing = payload("view_closed");
    closing["view"] = third;
    EXPECT_EQ(caller().interaction(closing).status, 200);
    slack.with_world([&](slack_world& world) { world.close_view(third["id"].get<std::string>()); });
    ASSERT_NE(bo.wait_for("What did you learn from", 30s), "") << home.log();
    bo.press("Write in a window");
    const auto fourth = modal_with("I waited");
    ASSERT_FALSE(fourth.is_null()) << home.log();
    const auto words = "I waited too long with saying that I was stuck";
    EXPECT_EQ(submit(fourth, {{field_of(fourth), {{"value", words}}}}).body, "");
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
