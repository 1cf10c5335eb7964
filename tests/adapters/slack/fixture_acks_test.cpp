// What we answer, against the answers of acks/ that Slack documents: equal where the example leaves no choice, and of
// the same shape elsewhere. What we never answer is named, with the reason.
#include "adapters/slack/views.hpp"
#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/adapters/slack/fixture_table.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

/// The fixture's modal as one of ours, which is about that.
json submission_about(const slack::view_purpose& about) {
    auto out = json::parse(bytes("interactions/view_submission.json"));
    out["view"]["private_metadata"] = slack::metadata_of(about);
    return out;
}

TEST_F(slack_fixture_calls, only_the_handshake_and_a_query_are_answered_with_words_and_all_else_is_only_taken) {
    for (const auto& [file, expected] : inbound_table()) {
        const auto reply = receive_signed(*adapter_, door_of(file), bytes(file));
        EXPECT_EQ(reply.content_type, reply.body.empty() ? "" : "application/json") << file;
        if (file == "events/url_verification.json") {
            EXPECT_EQ(json::parse(reply.body), parsed("acks/url_verification_response.json"));
        } else if (file == "interactions/block_suggestion.form") {
            auto nobody = parsed("acks/block_suggestion_options.json");  // no list of ours is filled while one types
            ASSERT_TRUE(nobody.at("options").is_array());
            nobody["options"].clear();
            EXPECT_EQ(json::parse(reply.body), nobody);
        } else {
            EXPECT_EQ(reply.body, "") << file;
        }
    }
}

TEST_F(slack_fixture_calls, wrong_fields_are_named_as_in_the_example) {
    const auto example = parsed("acks/view_submission_errors.json");
    auto checking = settings();
    checking.check_form = [&](const inbound::submitted& what, std::string_view language, instant) {
        EXPECT_EQ(what.values.at("due_b"), std::vector<std::string>{"2026-02-01"});
        EXPECT_EQ(language, "es");
        return example.at("errors").get<std::map<std::string, std::string>>();
    };
    renew(checking);
    const auto reply = interacted(submission_about({"profile", "es"}));
    EXPECT_EQ(json::parse(reply.body), example);
    EXPECT_EQ(reply.content_type, "application/json");
    EXPECT_THAT(reply.events, IsEmpty());
}

TEST_F(slack_fixture_calls, an_answer_in_a_talk_updates_the_modal_as_in_the_example) {
    const auto sent = submission_about({"goal_b", "en", true, true});
    const auto reply = interacted(sent);
    const auto example = parsed("acks/view_submission_update.json");
    const auto ours = json::parse(reply.body);
    for (const auto& one : {example, ours})
        EXPECT_THAT(waymark::testing::slack_answer_problems(one, sent.at("view")), IsEmpty()) << one.dump(1);
    const auto found = differences_of(example, ours);
    const reasons never_answered{{"view.callback_id", "private_metadata says what a modal of ours is about"},
                                 {"view.close", "it stands there for a moment only: Slack's own word does"}};
    const reasons beyond{{"view.external_id", "by this name it is found when the next question is there"},
                         {"view.notify_on_close", "nobody need be told that a waiting modal was closed"},
                         {"view.private_metadata", "it is about nothing"},
                         {"view.title.emoji", "words of ours, in which no :name: means a picture"},
                         {"view.blocks[0].text.emoji", "the same"}};
    EXPECT_EQ(found.only_example, names_of(never_answered));
    EXPECT_EQ(found.only_ours, names_of(beyond));
    EXPECT_THAT(found.of_other_type, IsEmpty());
    EXPECT_EQ(ours.at("response_action"), example.at("response_action"));
    EXPECT_EQ(ours.at("view").at("type"), example.at("view").at("type"));
}

TEST_F(slack_fixture_calls, a_command_in_a_channel_is_answered_there_as_in_the_example) {
    auto body = bytes("commands/slash_command.form");
    body.replace(body.find("D0DM000001"), 10, "C0GENERAL1");
    const auto ours = json::parse(receive_signed(*adapter_, "/slack/commands", body).body);
    const auto example = parsed("acks/slash_ephemeral.json");
    const auto found = differences_of(example, ours);
    EXPECT_THAT(found.only_example, IsEmpty());
    EXPECT_THAT(found.only_ours, IsEmpty());
    EXPECT_THAT(found.of_other_type, IsEmpty());
    EXPECT_EQ(ours.at("response_type"), example.at("response_type"));
}

/// An empty answer closes the modal that was sent, and leaves those below it, of which we have none.
TEST_F(slack_fixture_calls, a_form_that_is_well_is_closed_without_a_word) {
    const auto reply = interacted(submission_about({"profile", "en"}));
    EXPECT_EQ(reply.events.size(), 1U);
    EXPECT_EQ(reply.status, 200U);
    EXPECT_EQ(reply.body + reply.content_type, "");
}

TEST_F(slack_fixture_calls, what_is_no_answer_of_ours_is_not_among_them) {
    const std::map<std::string, std::pair<std::string, std::string>> never{
        // the file -> what tells such an answer, and why it is not for us
        {"view_submission_clear", {"clear", "there is one modal at a time, and an empty answer closes it"}},
        {"view_submission_push", {"push", "there is one modal at a time: what comes next takes its place"}},
        {"slash_in_channel_echo_only", {"in_channel", "nobody else need see what somebody asks us"}},
        {"response_url_replace", {"replace_original", "messages are changed by chat.update, also days later"}},
        {"response_url_delete", {"delete_original", "what was said stays"}}};
    const std::set<std::string> ours{"url_verification_response", "block_suggestion_options", "view_submission_errors",
                                     "view_submission_update", "slash_ephemeral"};
    for (const auto& path : files_in("acks")) {
        const auto name = path.substr(5, path.size() - 10);
        EXPECT_NE(never.contains(name), ours.contains(name)) << name;
        if (never.contains(name)) EXPECT_NE(bytes(path).find('"' + never.at(name).first + '"'), std::string::npos);
    }
    // Everything that comes by a response_url or a command, with what we say to it, at once and later.
    std::vector<std::string> said;
    for (const auto& [file, expected] : inbound_table()) {
        auto reply = receive_signed(*adapter_, door_of(file), bytes(file));
        if (reply.first) run(reply.first(reply));
        said.push_back(reply.body);
    }
    for (const auto goes_on : {false, true})
        for (const auto question : {false, true})
            said.push_back(interacted(submission_about({"goal_b", "en", question, goes_on})).body);
    auto in_chat = parsed("interactions/block_actions_button.json");
    in_chat["actions"][0]["action_id"] = "form|word";
    EXPECT_EQ(interacted(in_chat).counted_as, "form_opened");
    for (const auto& call : slack_.calls) {
        EXPECT_TRUE(call.url.starts_with("https://slack.com/api/")) << call.url;
        said.push_back(call.body);
    }
    for (const auto& body : said)
        for (const auto& [file, mark] : never) EXPECT_EQ(body.find('"' + mark.first + '"'), body.npos) << file;
}

}  // namespace
}  // namespace waymark::slack_fixtures
