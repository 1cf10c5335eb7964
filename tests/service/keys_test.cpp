// The master key of a running service: a new one is taken without a refusal, and a lost one is named by the start.
#include <gmock/gmock.h>

#include <thread>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

struct MasterKeys : ::testing::Test {
    MasterKeys() {
        home.write("programme.yaml", programme_text(1));
        home.start();
    }
    [[nodiscard]] installation::said keys(std::vector<std::string> words) const {
        words.insert(words.begin(), "keys");
        words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
        return home.run(words);
    }
    [[nodiscard]] std::string first_key() const {
        const auto listed = keys({"list"}).text;
        const auto line = listed.find('\n') + 1;
        return listed.substr(line, listed.find(' ', line) - line);
    }

    fake_slack slack;
    installation home{"keys", slack};
};

TEST_F(MasterKeys, ANewOneIsTakenWithinAMinuteAndNothingIsRefusedMeanwhile) {
    EXPECT_THAT(home.log(), HasSubstr("the database has a master key now"));
    const auto older = first_key();
    const auto rotated = keys({"rotate"});
    ASSERT_EQ(rotated.status, 0) << rotated.text;
    const auto newer = first_key();
    ASSERT_NE(newer, older);
    slack_caller caller(home.port(), signing_secret);
    const auto taken = "the master key " + newer + " wraps now what " + older + " did";
    const auto until = std::chrono::steady_clock::now() + 60s;
    while (home.log().find(taken) == std::string::npos) {
        ASSERT_LT(std::chrono::steady_clock::now(), until) << home.log();
        const auto event = message_event(mentee_of(1), "hello", next_ts(), "Ev" + std::to_string(next_serial()));
        ASSERT_EQ(caller.event(event).status, 200);
        std::this_thread::sleep_for(50ms);
    }
    const auto dropped = keys({"drop", older});
    EXPECT_EQ(dropped.status, 0) << dropped.text;
    slack_participant ann(mentor_of(1), home, slack);
    ann.type("help");
    EXPECT_NE(ann.wait_for("", 10s), "") << home.log();
    EXPECT_EQ(home.stop(), 0);
    home.start();
    EXPECT_EQ(home.stop(), 0);
}

TEST_F(MasterKeys, OneThatIsLostIsNamedByTheStart) {
    const auto lost = first_key();
    EXPECT_EQ(home.stop(), 0);
    std::filesystem::remove(home.database.string() + ".key");
    EXPECT_THAT(home.start_refused(), HasSubstr("needs the master key " + lost + ". It was looked for in the file " +
                                                home.database.string() + ".key, which is not there."));
    EXPECT_NE(home.process().exit_status(), 0);
    EXPECT_FALSE(std::filesystem::exists(home.database.string() + ".key"));
}

}  // namespace
}  // namespace waymark::testing
