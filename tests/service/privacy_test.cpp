// P1: what people write in confidence stands nowhere but with those it is for. Everybody in it answers the closing with
// words that can be found again, and then everything that the service says to anybody else is searched for them.
// WAYMARK_CANARIES (40) is how many such answers there are; the full figure is 1,000.
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "tests/service/support/database_view.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"
#include "tests/support/seed.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

/// A question of the closing, and whether its answer waits until the other one has answered, too.
struct question {
    const char* words;
    bool sealed = false;
};
const std::vector<question> asked_of_mentors{
    {"What did you two achieve together?", true},
    {"What did you learn from", true},
    {"What growth have you seen"},
    {"What would you advise"},
    {"What is your own next step?", true},
};
const std::vector<question> asked_of_mentees{
    {"What did you two achieve together?", true}, {"What did you learn from", true},
    {"What would you like to grow towards"},      {"time given you?"},
    {"What is your own next step?", true},
};

/// Words that stand nowhere else in the world.
std::string canary(std::size_t number) {
    return "Kanarienvogel" + std::to_string(100'000 + number) + "x";
}

struct private_answer {
    std::string word, author;
    bool sealed = false;
};

/// Somebody who answers every question of the closing, in their order.
struct writer {
    slack_participant who;
    const std::vector<question>& questions;
    std::size_t at = 0;
    bool begun = false, said_how_to_go_on = false;
};

struct Privacy : ::testing::Test {
    Privacy() {
        programme_wishes wishes;
        wishes.pairs = pairs;
        wishes.nudges = closing_nudge;
        wishes.started = std::chrono::days(70);
        wishes.ends_in = std::chrono::days(21);
        home.write("programme.yaml", programme_text(wishes));
        home.more_settings = "log:\n  level: debug\n";
        home.start();
    }
    /// Mentors of every second pair say nothing.
    void everybody_answers() {
        std::vector<writer> writers;
        for (int pair = 1; pair <= pairs; ++pair) {
            writers.push_back({slack_participant(mentee_of(pair), home, slack), asked_of_mentees});
            if (pair % 2 == 0) writers.push_back({slack_participant(mentor_of(pair), home, slack), asked_of_mentors});
        }
        // Slack lets fifty messages a minute be changed, and each of up to two people presses twice.
        const auto until = std::chrono::steady_clock::now() + 120s + std::chrono::seconds(6) * pairs;
        for (bool busy = true; busy; std::this_thread::sleep_for(20ms)) {
            busy = false;
            for (auto& one : writers) busy = goes_on(one) || busy;
            ASSERT_LT(std::chrono::steady_clock::now(), until) << home.log();
        }
    }
    bool goes_on(writer& one) {
        if (!one.begun) {
            if (one.who.wait_for("Would you like to begin?", 0s).empty()) return true;
            one.who.press("Yes, let us begin");
            return one.begun = true;
        }
        if (one.at == one.questions.size()) return is_asked_how_to_go_on(one);
        const auto& next = one.questions[one.at];
        if (one.who.wait_for(next.words, 0s).empty()) return true;
        const auto word = canary(answers.size());
        one.who.type("We dared to do it, and " + word + " was the day I remember");
        answers.push_back({word, one.who.user(), next.sealed});
        ++one.at;
        return true;
    }
    bool is_asked_how_to_go_on(writer& one) {
        if (one.said_how_to_go_on) return false;
        if (one.who.wait_for("How would you like to go on", 0s).empty()) return true;
        one.who.press("Meet about once a month");
        one.said_how_to_go_on = true;
        return true;
    }
    /// Requests that go wrong, each with somebody's words in it: what is said about them must not repeat them.
    std::string answers_to_what_goes_wrong() {
        const auto word = answers.front().word;
        const auto& user = answers.front().author;
        slack_caller caller(home.port(), signing_secret);
        slack_caller stranger(home.port(), "another-secret-altogether");
        std::string said;
        const auto add = [&](const slack_caller::answer& one) { said += one.body + "\n"; };
        add(caller.post("/slack/events", "application/json", "{\"text\": \"" + word));
        add(caller.post("/slack/events", "application/json", "{\"" + word + "\": [[[{}]]]}"));
        add(caller.post("/slack/events/" + word, "application/json", "{}"));
        add(caller.post("/slack/interactions", "application/x-www-form-urlencoded", "payload=" + word));
        add(stranger.event(message_event(user, word, next_ts(), "EvFORGED")));
        auto odd = message_event(user, word, next_ts(), "EvODD");
        odd["event"]["type"] = word;
        add(caller.event(odd));
        add(caller.command(user, "what about " + word + "?", next_serial()));
        add(home.admin("/" + word));
        return said;
    }
    std::string said_to_admins() {
        std::string said;
        for (const auto* page : {"/metrics", "/healthz", "/readyz"}) said += home.admin(page).body;
        const auto config = home.path("waymark.yaml").string();
        std::vector<std::vector<std::string>> commands{{"status"}, {"holds"}, {"match"}};
        for (const auto* format : {"text", "json", "csv", "html"}) commands.push_back({"report", "--format", format});
        for (auto& words : commands) {
            words.insert(words.end(), {"--config", config});
            const auto one = home.run(words);
            EXPECT_EQ(one.status, 0) << words[0] << ": " << one.text;
            said += one.text;
        }
        return said;
    }
    /// What the silent mentor of the first pair gets who asks for everything that is theirs.
    std::string export_of_the_silent_one() {
        slack_participant who(mentor_of(1), home, slack);
        who.type("export my data");
        std::string body;
        for (int i = 0; i < 300 && body.empty(); ++i, std::this_thread::sleep_for(100ms))
            slack.with_world([&](slack_world& world) {
                for (const auto& [id, file] : world.files()) body = file.value("body", "");
            });
        EXPECT_NE(body, "") << home.log();
        return body;
    }
    void nowhere_in(const std::string& place, const std::string& text) const {
        for (const auto& one : answers) EXPECT_EQ(text.find(one.word), std::string::npos) << place << ": " << one.word;
    }
    /// The database with everything beside it, as somebody finds it who steals the disk, and a backup.
    void nowhere_in_files() const {
        const auto backup = home.path("backup" + std::to_string(++backups) + ".db");
        const auto made = home.run({"backup", "--config", home.path("waymark.yaml").string(), backup.string()});
        EXPECT_EQ(made.status, 0) << made.text;
        int files = 0;
        for (const auto& file : std::filesystem::recursive_directory_iterator(home.path(""))) {
            if (!file.is_regular_file()) continue;
            std::ifstream in(file.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(in), {}};
            nowhere_in(file.path().string(), bytes);
            ++files;
        }
        EXPECT_GE(files, 5) << "the database, its log, its memory, its key, the backup";
        EXPECT_GT(std::filesystem::file_size(backup), answers.size() * 100) << "it is a whole one";
    }
    /// Whoever has the key finds each of them, so that not to find them without it says something.
    void stand_sealed_in_the_database() const {
        std::string all;
        for (const auto& one : database_view(home.database).opened("answer", "")) all += one + "\n";
        for (const auto& one : answers) EXPECT_NE(all.find(one.word), std::string::npos) << one.word;
    }
    /// Who may have seen this: the author, and the partner when it is not sealed or both have answered.
    [[nodiscard]] static std::set<std::string> may_see(const private_answer& one) {
        const int pair = std::stoi(one.author.substr(one.author.size() - 4));
        if (one.sealed && pair % 2 == 1) return {one.author};
        return {mentor_of(pair), mentee_of(pair)};
    }

    static constexpr int answers_of_a_pair = 5;  // and ten where both write
    const int wanted = number_from_environment("WAYMARK_CANARIES", 40);
    const int pairs = std::max(2, (wanted * 2 + 3 * answers_of_a_pair - 1) / (3 * answers_of_a_pair));
    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"privacy", slack};
    std::vector<private_answer> answers;
    mutable int backups = 0;
};

TEST_F(Privacy, WordsInConfidenceStandNowhereButWithThoseTheyAreFor) {
    everybody_answers();
    slack_participant last(mentor_of(2), home, slack);
    ASSERT_NE(last.wait_for("You have both looked back and ahead", 60s), "") << home.log();
    ASSERT_GE(answers.size(), static_cast<std::size_t>(wanted));
    nowhere_in("an answer to a bad request", answers_to_what_goes_wrong());
    nowhere_in("a page or command for admins", said_to_admins());
    nowhere_in("the partner's export", export_of_the_silent_one());
    std::size_t opened = 0;
    const auto shown = slack.truth()["shown"];
    for (const auto& message : shown) {
        const auto text = message.dump();
        const auto reader = message.value("user_shown_to", "");
        for (const auto& one : answers) {
            if (text.find(one.word) == std::string::npos) continue;
            EXPECT_TRUE(may_see(one).contains(reader)) << one.word << " of " << one.author << " came to " << reader;
            if (reader != one.author) ++opened;
        }
    }
    EXPECT_GE(opened, answers.size() / 4) << "those it is for do get it, or this looked in the wrong place";
    stand_sealed_in_the_database();
    nowhere_in_files();
    ::kill(home.process().pid(), SIGABRT);
    EXPECT_EQ(home.process().wait_for_exit(10s), 128 + SIGABRT);
    nowhere_in("the log, at its most talkative, up to a crash", home.log());
    nowhere_in_files();
}

}  // namespace
}  // namespace waymark::testing
