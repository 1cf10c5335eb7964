// U4: what an admin puts on hold is silent within two seconds, and afterwards nothing stale comes.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

constexpr auto effective = 2s;

struct Hold : ::testing::Test {
    Hold() {
        home.write("programme.yaml", programme_text(2));
        home.start();
    }
    installation::said command(std::vector<std::string> words) {
        words.insert(words.end(), {"--config", home.path("waymark.yaml").string()});
        return home.run(words);
    }
    void says(const std::string& what, const std::vector<std::string>& words) {
        const auto said = command(words);
        EXPECT_EQ(said.status, 0) << said.text;
        EXPECT_NE(said.text.find(what), std::string::npos) << said.text;
    }
    /// Whether an answer to "help" comes within a moment.
    bool is_answered(participant& who) {
        who.type("help");
        return !who.wait_for("These words always work", 3s).empty();
    }
    fake_slack slack;
    installation home{"hold", slack};
};

TEST_F(Hold, SilencesOnePersonAndNobodyElse) {
    slack_participant one(mentor_of(1), home, slack);
    slack_participant other(mentor_of(2), home, slack);
    ASSERT_TRUE(is_answered(one));
    says("is on hold", {"hold", "person", person_of(mentor_of(1))});
    std::this_thread::sleep_for(effective);
    EXPECT_FALSE(is_answered(one));
    EXPECT_TRUE(is_answered(other));
    says("person " + person_of(mentor_of(1)), {"holds"});
    says("goes on", {"release", "person", person_of(mentor_of(1))});
    EXPECT_NE(one.wait_for("These words always work", 10s), "") << "the answer is a moment old, and still one";
    EXPECT_TRUE(is_answered(one));
    says("Nothing is on hold", {"holds"});
}

TEST_F(Hold, SilencesEverythingAlsoOverARestart) {
    slack_participant one(mentor_of(1), home, slack);
    ASSERT_TRUE(is_answered(one));
    says("Everything is on hold", {"hold", "everything"});
    std::this_thread::sleep_for(effective);
    EXPECT_FALSE(is_answered(one));
    EXPECT_EQ(home.stop(), 0);
    home.start();
    EXPECT_FALSE(is_answered(one));
    says("goes on", {"release", "everything"});
    EXPECT_NE(one.wait_for("These words always work", 10s), "");
}

TEST_F(Hold, SaysWhatItDoesNotKnow) {
    const auto said = command({"hold", "pair", "nobodys_pair"});
    EXPECT_EQ(said.status, 1);
    EXPECT_NE(said.text.find("the database knows no pair called \"nobodys_pair\""), std::string::npos) << said.text;
    EXPECT_EQ(command({"release", "pair", "pair0001"}).text, "The pair \"pair0001\" is not on hold.\n");
}

}  // namespace
}  // namespace waymark::testing
