// 2.12 and 2.11 from outside: the real binary, Slack's door, and the commands of whoever runs the programme.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto patience = 10s;

struct Joining : ::testing::Test {
    Joining() {
        auto text = programme_text(1);
        text.insert(text.find("slack_workspace:"), "open_to_join: true\n");
        home.write("programme.yaml", text);
        home.start();
    }
    std::string command(std::vector<std::string> words) {
        words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
        const auto said = home.run(words);
        EXPECT_EQ(said.status, 0) << said.text;
        return said.text;
    }
    void answer(participant& who, const std::string& text, const std::string& next) {
        who.type(text);
        EXPECT_NE(who.wait_for(next, patience), "") << "after " << text;
    }
    fake_slack slack;
    installation home{"joining", slack};
};

TEST_F(Joining, AStrangerSaysYesIsMatchedByWhatTheyWantAndHearsThatThereIsNobodyYet_2_12_2_11) {
    nlohmann::json in_slack{{"id", "U0MIA00001"}, {"real_name", "Mia Sommer"}, {"tz", "UTC"}, {"locale", "en-GB"}};
    slack.with_world([&](slack_world& world) { world.put_user(in_slack); });
    slack_participant mia("U0MIA00001", home, slack);
    answer(mia, "hello", "Would you like to take part?");
    const auto limit = std::chrono::steady_clock::now() + patience;  // Slack is asked for her name meanwhile
    while (command({"people", "list"}).find("u0mia00001 (Mia Sommer): asked whether to take part") == std::string::npos)
        ASSERT_LT(std::chrono::steady_clock::now(), limit);
    mia.press("Yes, I am in");
    EXPECT_NE(mia.wait_for("What would you like to do here?", patience), "");
    mia.press("Learn something");
    EXPECT_NE(mia.wait_for("What would you like to learn?", patience), "");
    answer(mia, "public speaking", "In which languages");
    answer(mia, "skip", "When do you usually work");
    answer(mia, "skip", "You are on the list of Open Doors now");
    EXPECT_THAT(command({"people", "list"}), HasSubstr("u0mia00001 (Mia Sommer): waits for a match"));
    EXPECT_THAT(command({"match"}), HasSubstr("Mia Sommer (u0mia00001)"));
    EXPECT_THAT(command({"people", "tell-unmatched"}), HasSubstr("u0mia00001 (Mia Sommer)"));
    ASSERT_EQ(home.stop(), 0);
    EXPECT_THAT(command({"people", "tell-unmatched", "--apply"}), HasSubstr("They hear in their own hours"));
    home.start();
    EXPECT_NE(mia.wait_for("this time there was nobody who fits you", patience), "");
    answer(mia, "leave the list", "nobody looks for a match for you any more");
    EXPECT_THAT(command({"people", "list"}), HasSubstr("u0mia00001 (Mia Sommer): wants no match"));
    EXPECT_THAT(home.log(), Not(HasSubstr("speaking")));
}

TEST_F(Joining, WhoeverSaysNoIsGoneWithinAMinuteAndMayComeBack) {
    slack_participant max("U0MAX00001", home, slack);
    answer(max, "hello", "Would you like to take part?");
    max.press("No, thank you");
    EXPECT_NE(max.wait_for("I do not ask again", patience), "");
    const auto limit = std::chrono::steady_clock::now() + 60s;
    while (command({"people", "list"}).find("u0max00001") != std::string::npos &&
           std::chrono::steady_clock::now() < limit)
        std::this_thread::sleep_for(500ms);
    EXPECT_THAT(command({"people", "list"}), Not(HasSubstr("u0max00001")));
    answer(max, "hello again", "Would you like to take part?");
}

}  // namespace
}  // namespace waymark::testing
