// Files into a person's conversation.
#include "adapters/slack/upload.hpp"

#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

struct slack_files : slack_calls {
    outbound with_file() {
        auto out = message("");
        outgoing content;
        content.text = {{"All <of> it.", false}};
        content.file = attached_file{"waymark-my-data.json", "{\"a\": \"\xc3\xa9\"}"};
        out.content = content;
        return out;
    }
    std::map<std::string, json> files() {
        std::map<std::string, json> out;
        fake_.with_world([&](auto& world) { out = world.files(); });
        return out;
    }
};

TEST_F(slack_files, a_file_arrives_whole_in_the_persons_own_conversation) {
    const auto sent = send(with_file());
    EXPECT_EQ(sent.is, kind::sent) << sent.reason;
    ASSERT_EQ(files().size(), 1U);
    const auto file = files().begin()->second;
    EXPECT_EQ(file.at("name"), "waymark-my-data.json");
    EXPECT_EQ(file.at("body"), "{\"a\": \"\xc3\xa9\"}");
    EXPECT_EQ(file.at("channel"), testing::direct_channel("U0MENTEE01"));
    EXPECT_EQ(file.at("blocks").at(0).at("text").at("text"), "All &lt;of&gt; it.");
}

TEST_F(slack_files, what_fails_on_the_way_is_tried_again_from_the_beginning) {
    fail(testing::slack_fault::kind::server_error, "files.completeUploadExternal");
    EXPECT_EQ(send(with_file()).is, kind::retry);
    EXPECT_EQ(send(with_file()).is, kind::sent);
}

TEST_F(slack_files, a_conversation_that_is_not_there_any_more_is_looked_for_anew) {
    EXPECT_EQ(send(message("Hello")).is, kind::sent);
    fail_with("channel_not_found", "files.completeUploadExternal");
    const auto refused = send(with_file());
    EXPECT_EQ(refused.is, kind::retry);
    EXPECT_GT(refused.retry_after, span{});
    EXPECT_EQ(send(with_file()).is, kind::sent);
}

TEST_F(slack_files, an_app_that_may_not_write_files_is_told_so_once_and_for_all) {
    fail_with("missing_scope", "files.getUploadURLExternal");
    const auto outcome = send(with_file());
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_EQ(outcome.reason, "missing_scope");
    EXPECT_FALSE(outcome.person_gone);
}

TEST_F(slack_files, bytes_go_to_slack_and_nowhere_else) {
    fake_.with_world([](auto& world) { world.take_files_at("http://127.0.0.1:9/upload/"); });
    const auto outcome = send(with_file());
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_EQ(outcome.reason, "upload_elsewhere");
    const auto may = [](const char* url) { return slack::may_upload_to(url, "https://slack.com/api/"); };
    EXPECT_TRUE(may("https://files.slack.com/upload/v1/AbC"));
    EXPECT_TRUE(may("https://slack.com/upload"));
    for (const auto* url :
         {"https://files.slack.com.evil.test/", "https://files.slack.com@evil.test/", "http://files.slack.com/",
          "https://slack.com.evil.test/", "https://slack.com@evil.test/", "//files.slack.com/", ""})
        EXPECT_FALSE(may(url)) << url;
}

}  // namespace
}  // namespace waymark
