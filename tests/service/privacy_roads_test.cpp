// P1 on the roads of Slack: what somebody writes into windows, sends or does not send, and the tokens and secrets of an
// installation, are in no page, report, log, error, crash or file that is not for them. privacy_test.cpp has the figure
// of 1,000 words in confidence; here it is each road once.
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_installing.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/service/support/slack_windows.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto patience = 60s;
constexpr auto contact = "U0CONTACT1";

struct roads {
    roads(const std::string& name, const std::function<platform_settings(const fake_slack&)>& settings)
        : home(name, {settings(slack)}) {
        programme_wishes wishes;
        wishes.nudges = closing_nudge;
        wishes.started = std::chrono::days(70);
        wishes.ends_in = std::chrono::days(21);
        home.write("programme.yaml", programme_text(wishes));
        home.more_settings = "log:\n  level: debug\n";
        slack.with_world([](slack_world& world) { world.installs().rotates = true; });
    }
    template <class Ready>
    [[nodiscard]] bool in_time(const Ready& ready) const {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (!ready() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(20ms);
        return ready();
    }
    /// The pages, and what these commands say.
    [[nodiscard]] std::string said_to_admins(const std::vector<std::vector<std::string>>& commands) const {
        std::string said;
        for (const auto* page : {"/metrics", "/healthz", "/readyz"}) said += home.admin(page).body;
        for (auto words : commands) {
            words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
            const auto one = home.run(words);
            EXPECT_NE(one.text, "") << words[0];
            EXPECT_THAT(one.status, ::testing::AnyOf(0, 1)) << words[0] << ": " << one.text;  // 1: there is something
            said += one.text;
        }
        return said;
    }
    /// Files in which one of these stands, with a backup among them.
    [[nodiscard]] std::vector<std::string> files_with(const std::vector<std::string>& words) {
        const auto backup = home.path("backup" + std::to_string(++backups) + ".db").string();
        const auto made = home.run({"backup", "--config", home.path("waymark.yaml").string(), backup});
        EXPECT_EQ(made.status, 0) << made.text;
        std::vector<std::string> out;
        for (const auto& file : std::filesystem::recursive_directory_iterator(home.path(""))) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            for (const auto& one : words)
                if (bytes.find(one) != std::string::npos) out.push_back(file.path().filename().string() + ": " + one);
        }
        return out;
    }
    void none_in(const std::string& text, const std::vector<std::string>& words, const char* place) {
        for (const auto& one : words) EXPECT_THAT(text, Not(HasSubstr(one))) << place;
    }
    /// The last the log says is a crash.
    void crash() {
        ::kill(home.process().pid(), SIGABRT);
        EXPECT_EQ(home.process().wait_for_exit(10s), 128 + SIGABRT);
    }

    fake_slack slack{slack_limits{.enforced = false}};
    installation home;
    int backups = 0;
};

/// All that stands in the sealed column of a table.
std::string inside(const installation& home, const std::string& table) {
    std::string out;
    for (const auto& one : database_view(home.database).opened(table, "")) out += one + "\n";
    return out;
}

/// Beside the reports of privacy_test.cpp.
const std::vector<std::vector<std::string>> commands_about_people{
    {"status"}, {"match"}, {"programme", "plan"}, {"report", "--format", "html"}};
const std::vector<std::vector<std::string>> commands_about_slack{
    {"status"}, {"check-config"}, {"slack", "manifest"}, {"keys", "list"}};

struct WindowsInConfidence : ::testing::Test, roads {
    WindowsInConfidence() : roads("windows", [](const fake_slack& slack) { return settings_for(slack); }) {
        home.start();
    }
    /// Everything that Slack was told to show to somebody, messages and Home tab.
    std::string seen_by(const std::string& user) {
        auto out = slack.shown_to(user).dump();
        slack.with_world([&](slack_world& world) {
            for (const auto& [id, view] : world.views())
                if (id.ends_with("/" + user)) out += view.dump();
        });
        return out;
    }

    slack_participant bo{mentee_of(1), home, slack}, ann{mentor_of(1), home, slack};
};

TEST_F(WindowsInConfidence, WhatIsSentAndWhatIsOnlyTypedStaysWithWhoeverWroteIt) {
    const std::string sent = "Kanarienvogel-sent", typed = "Kanarienvogel-typed", odd = "Kanarienvogel-odd";
    const std::vector<std::string> all{sent, typed, odd};
    const slack_windows his(bo.user(), home, slack), hers(ann.user(), home, slack), theirs(contact, home, slack);
    ASSERT_NE(bo.wait_for("Would you like to begin?", patience), "") << home.log();
    bo.press("Yes, let us begin");
    ASSERT_NE(bo.wait_for("What did you two achieve together?", patience), "") << home.log();
    bo.press("Write in a window");
    auto window = his.modal_with("What did you two achieve together?");
    ASSERT_FALSE(window.is_null()) << home.log();
    EXPECT_EQ(his.answer(window, "We did it, " + sent).status, 200);
    ASSERT_NE(bo.wait_for("What did you learn from", patience), "") << home.log();
    bo.press("Write in a window");
    window = his.modal_with("What did you learn from");
    ASSERT_FALSE(window.is_null()) << home.log();
    his.type(window, "I never say " + typed);
    his.close(window);
    // a window that is not ours, and one that says nothing sensible
    json nonsense = window;
    nonsense["private_metadata"] = odd;
    nonsense["callback_id"] = odd;
    EXPECT_THAT(his.answer(nonsense, odd).body, Not(HasSubstr(odd)));
    EXPECT_THAT(inside(home, "answer"), HasSubstr(sent)) << "or this looks in the wrong place";
    EXPECT_THAT(inside(home, "note"), HasSubstr(typed));

    for (const auto* one : {&his, &hers, &theirs}) one->open_home();
    ann.type("help");
    ASSERT_NE(ann.wait_for("These words always work", patience), "") << home.log();
    ASSERT_FALSE(hers.page_with("You and").is_null()) << home.log();
    ASSERT_FALSE(theirs.page_with("blocks").is_null()) << home.log();
    none_in(seen_by(ann.user()), all, "the partner");
    none_in(seen_by(contact), all, "the contact");
    none_in(slack.shown_to(bo.user()).dump(), all, "their own chat, which an owner of the workspace may export");
    none_in(said_to_admins(commands_about_people), all, "an admin");
    EXPECT_THAT(files_with(all), IsEmpty());
    // it was kept for them
    bo.press("Write in a window");
    EXPECT_FALSE(his.modal_with(typed).is_null()) << home.log();
    crash();
    none_in(home.log(), all, "the log");
    EXPECT_THAT(files_with(all), IsEmpty());
}

struct SecretsOfAnInstallation : ::testing::Test, roads {
    SecretsOfAnInstallation() : roads("secrets", installable) {}
    [[nodiscard]] int exchanges() {
        int out = 0;
        slack.with_world([&](slack_world& world) { out = world.installs().exchanges(); });
        return out;
    }
    http_reply_seen help() {
        const auto event = message_event(mentor_of(1), "help", next_ts(), "Ev" + std::to_string(next_serial()));
        return slack_caller(home.port(), signing_secret).event(event);
    }
    /// All tokens and codes of the fake end so.
    const std::vector<std::string> all{"-FAKE", "xoxe", client_secret, signing_secret};
};

TEST_F(SecretsOfAnInstallation, AreInNoFileNoLineOfTheLogAndNoAnswer) {
    slack.with_world([](slack_world& world) { world.installs().token_lasts = 2h + 1s; });
    home.start();
    auto said = install_in(default_team, "Acme", home, slack).body;
    EXPECT_TRUE(in_time([&] {
        EXPECT_EQ(help().status, 200);
        return exchanges() >= 2;
    })) << home.log();
    EXPECT_THAT(inside(home, "note"), HasSubstr("-FAKE")) << "or this looks in the wrong place";
    EXPECT_THAT(files_with(all), IsEmpty());

    // what goes wrong: a code that nobody gave, a request that Slack refuses, a token that cannot be renewed, an end
    loopback_connection browser(home.port());
    said += browser.get("/slack/oauth_redirect?code=code-99-FAKE&state=xoxe-FAKE").body;
    said += browser.get("/slack/install/xoxe-FAKE").body;
    said += slack_caller(home.port(), client_secret).event(message_event("U0X", signing_secret, next_ts(), "Ev1")).body;
    slack_fault refused;
    refused.is = slack_fault::kind::error;
    refused.method = "oauth.v2.access";
    refused.error = "invalid_refresh_token";
    slack.fail(refused);
    EXPECT_TRUE(in_time([&] {
        EXPECT_EQ(help().status, 200);
        return home.log().find("cannot be renewed (invalid_refresh_token)") != std::string::npos;
    })) << home.log();
    slack.with_world([](slack_world& world) { world.installs().take_out(default_team); });
    EXPECT_EQ(help().status, 200);
    EXPECT_TRUE(in_time([&] { return home.admin("/readyz").body.find(default_team) != std::string::npos; }));
    said += said_to_admins(commands_about_slack);
    none_in(said, all, "an answer");
    crash();
    none_in(home.log(), all, "the log");
    EXPECT_THAT(files_with(all), IsEmpty());
}

struct SecretsOfSockets : ::testing::Test, roads {
    SecretsOfSockets() : roads("app_token", [](const fake_slack& slack) { return socket_settings_for(slack); }) {}
};

TEST_F(SecretsOfSockets, TheAppTokenAndTheAddressesItGetsAreNotSaid) {
    const std::vector<std::string> all{"of-the-tests", "xapp-", "xoxb-", "ticket="};
    home.start();
    auto& sockets = slack.sockets();
    ASSERT_TRUE(sockets.wait_open(2, patience)) << home.log();
    const auto id = sockets.send("events_api", message_event(mentor_of(1), "help", next_ts(), "EvSOCKET"));
    EXPECT_TRUE(sockets.acknowledged(id, patience));
    // sockets that end, an address that leads nowhere, a token that is refused
    sockets.hand_out("wss://wss-primary.slack.com.example.org/link/?ticket=of-the-tests");
    sockets.tell_all("warning", true);
    EXPECT_TRUE(in_time([&] { return home.log().find("nothing goes there") != std::string::npos; })) << home.log();
    slack_fault refused;
    refused.is = slack_fault::kind::error;
    refused.method = "apps.connections.open";
    refused.times = 100;
    refused.error = "invalid_auth";
    slack.fail(refused);
    EXPECT_TRUE(in_time([&] { return home.log().find("invalid_auth") != std::string::npos; })) << home.log();
    none_in(said_to_admins(commands_about_slack), all, "an answer");
    crash();
    none_in(home.log(), all, "the log");
    EXPECT_THAT(files_with(all), IsEmpty());
}

}  // namespace
}  // namespace waymark::testing
