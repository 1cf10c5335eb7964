// The slash command in the running service: what each word does, and people named by mention, with and without what
// they are called.
#include <gmock/gmock.h>

#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;

struct SlashCommand : ::testing::Test {
    SlashCommand() {
        home.write("programme.yaml", programme_text(1));
        home.start();
    }
    void brings(const std::string& text, const std::string& words) {
        bo.command(text);
        EXPECT_NE(bo.wait_for(words, 30s), "") << "/waymark " << text << "\n" << home.log();
    }

    fake_slack slack{slack_limits{.enforced = false}};
    installation home{"slash", slack};
    slack_participant bo{mentee_of(1), home, slack};
};

TEST_F(SlashCommand, KnowsTheUsualWords) {
    brings("", "These words always work");
    brings("why", "I have not written to you on my own lately");
    brings("my data", "This is everything I keep about you");
    brings("pause until 31 December", "I do not write on my own until");
    brings("stop", "I have stopped");
    EXPECT_EQ(slack.truth()["counts"].value("chat.postEphemeral", 0), 0);
}

TEST_F(SlashCommand, KnowsPartnersByMention) {
    brings("goal <@" + mentor_of(1) + "|ann.example>", "nobody judged");
    brings("met <@" + mentor_of(1) + ">", "How does it look with a meeting?");
    brings("goal <@U0NOBODY01|zoe>", "You have no pair with zoe here.");
}

}  // namespace
}  // namespace waymark::testing
