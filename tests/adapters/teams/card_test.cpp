// Cards of ours: what their buttons and forms become, and what an invoke is answered with.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/teams/decode.hpp"
#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using namespace teams_fixtures;

json inbound(const std::string& file) {
    return json::parse(bytes("inbound/" + file));
}
webhook_reply decoded(const json& body) {
    return decode(*read_activity(body.dump()), story_time);
}
json submitted(const char* data) {
    auto out = inbound("message_action_submit.json");
    out["value"] = json::parse(data);
    return out;
}
json executed(const char* data) {
    auto out = inbound("invoke_adaptiveCard_action.json");
    out["value"]["action"]["data"] = json::parse(data);
    return out;
}
json dialog(const char* file, const char* data) {
    auto out = inbound(file);
    out["value"]["data"] = json::parse(data);
    return out;
}
inbound::chose choice_in(const json& body) {
    return std::get<inbound::chose>(decoded(body).events.at(0).what);
}
using values = std::vector<std::string>;

TEST(teams_card, sends_one_choice_several_none_a_date_or_a_text) {
    EXPECT_EQ(choice_in(submitted(R"({"control":"c","value":"yes"})")), (inbound::chose{"c", {"yes"}}));
    EXPECT_EQ(choice_in(submitted(R"({"control":"c","value":"2026-04-01"})")).values, values{"2026-04-01"});
    EXPECT_EQ(choice_in(submitted(R"({"control":"c","value":"one, two\nthree"})")).values, values{"one, two\nthree"});
    EXPECT_EQ(choice_in(submitted(R"({"control":"c","values":"a,b,,c,"})")).values, (values{"a", "b", "c"}));
    for (const auto* nothing : {R"({"control":"c"})", R"({"control":"c","value":""})", R"({"control":"c","values":""})",
                                R"({"control":"c","value":null})"})
        EXPECT_EQ(choice_in(submitted(nothing)).values, values{}) << nothing;
    EXPECT_EQ(choice_in(executed(R"({"control":"c","value":"yes"})")), (inbound::chose{"c", {"yes"}}));
}

TEST(teams_card, of_ours_counts_even_when_text_comes_with_it_and_only_in_a_personal_chat) {
    auto body = submitted(R"({"control":"c","value":"yes"})");
    body["text"] = "Yes";
    EXPECT_EQ(choice_in(body), (inbound::chose{"c", {"yes"}}));
    body["conversation"]["conversationType"] = "groupChat";
    EXPECT_EQ(summary(decoded(body)), "200 ignored");
    body["text"] = "";
    EXPECT_EQ(summary(decoded(body)), "200 other_card");
    auto invoke = executed(R"({"control":"c","value":"yes"})");
    invoke["conversation"]["conversationType"] = "channel";
    EXPECT_EQ(summary(decoded(invoke)), "200 other_card");
}

TEST(teams_card, with_data_that_no_card_of_ours_sends_does_nothing) {
    const auto large = json(std::string(300, 'x')).dump();
    for (const auto& data : {R"({"control":)" + large + "}", R"({"control":"c","press":)" + large + "}",
                             R"({"control":"c","values":")" + std::string(200, ',') + "\"}",
                             R"({"control":"c","values":")" + std::string(50'000, 'x') + "\"}"})
        EXPECT_EQ(summary(decoded(submitted(data.c_str()))), "200 malformed") << data.substr(0, 40);
    for (const auto* data : {R"({"value":"yes"})", R"("text")", "[]", "7", R"({"control":{"x":1}})",
                             R"({"control":"","value":"yes"})", R"({"x":{"control":"c"}})"})
        EXPECT_EQ(summary(decoded(submitted(data))), "200 other_card") << data;
    const auto kept = choice_in(submitted((R"({"control":"c","value":")" + std::string(50'000, 'x') + "\"}").c_str()));
    EXPECT_EQ(kept.values.at(0).size(), 40'000U);
}

TEST(teams_invoke, of_a_press_is_answered_in_the_shape_teams_wants) {
    const auto reply = decoded(executed(R"({"control":"c","value":"yes"})"));
    EXPECT_EQ(reply.status, 200U);
    const auto expected = json::parse(bytes("invoke-responses/adaptiveCard_message.json"));
    EXPECT_EQ(json(reply.content_type), expected["headers"]["content-type"]);
    const auto body = json::parse(reply.body);
    EXPECT_EQ(body["statusCode"], expected["body"]["statusCode"]);
    EXPECT_EQ(body["type"], expected["body"]["type"]);
    EXPECT_EQ(body["value"], "✓ Got it");
    EXPECT_EQ(body.size(), expected["body"].size());
}

TEST(teams_invoke, of_a_card_that_is_not_ours_is_told_so_and_nothing_happens) {
    const auto expected = json::parse(bytes("invoke-responses/adaptiveCard_error_400.json")).at("body");
    auto refresh = executed(R"({"control":"c","value":"yes"})");
    refresh["value"]["trigger"] = "automatic";
    auto not_executed = executed(R"({"control":"c","value":"yes"})");
    not_executed["value"]["action"]["type"] = "Action.Submit";
    auto empty = executed("{}");
    empty["value"] = nullptr;
    for (const auto& body :
         {refresh, not_executed, empty, executed("[]"), inbound("invoke_adaptiveCard_action_bad_value.json")}) {
        const auto reply = decoded(body);
        EXPECT_EQ(summary(reply), "200 other_card");
        const auto answer = json::parse(reply.body);
        EXPECT_EQ(answer["statusCode"], 400);
        EXPECT_EQ(answer["type"], expected["type"]);
        EXPECT_EQ(answer["value"]["code"], expected["value"]["code"]);
        EXPECT_TRUE(answer["value"]["message"].is_string());
    }
}

TEST(teams_invoke, that_we_have_no_use_for_is_answered_501_without_a_body) {
    const auto expected = json::parse(bytes("invoke-responses/not_implemented_501.json"));
    const auto reply = decoded(inbound("invoke_unknown_name.json"));
    EXPECT_EQ(reply.status, expected["status"]);
    EXPECT_EQ(reply.body, "");
    EXPECT_EQ(reply.content_type, "");
}

TEST(teams_dialog, asks_for_a_long_answer_in_the_buttons_own_words) {
    const auto reply =
        decoded(dialog("invoke_task_fetch.json",
                       R"({"control":"c","press":"p","title":"Your goal","label":"What is it?","send":"Save"})"));
    EXPECT_EQ(summary(reply), "200 dialog");
    const auto expected = json::parse(bytes("invoke-responses/task_continue_card.json"));
    EXPECT_EQ(json(reply.content_type), expected["headers"]["content-type"]);
    const auto task = json::parse(reply.body).at("task");
    EXPECT_EQ(task["type"], expected["body"]["task"]["type"]);
    EXPECT_EQ(task["value"]["title"], "Your goal");
    EXPECT_EQ(task["value"]["card"]["contentType"], expected["body"]["task"]["value"]["card"]["contentType"]);
    const auto& card = task["value"]["card"]["content"];
    EXPECT_EQ(card["body"][0]["type"], "Input.Text");
    EXPECT_EQ(card["body"][0]["label"], "What is it?");
    EXPECT_TRUE(card["body"][0]["isMultiline"]);
    EXPECT_EQ(card["actions"][0]["title"], "Save");

    // What Teams sends back is the button's data and the field.
    auto data = card["actions"][0]["data"];
    data[card["body"][0]["id"].get<std::string>()] = "To speak up\nin meetings";
    const auto sent = decoded(dialog("invoke_task_submit.json", data.dump().c_str()));
    EXPECT_EQ(std::get<inbound::chose>(sent.events.at(0).what), (inbound::chose{"c", {"To speak up\nin meetings"}}));
    EXPECT_EQ(sent.counted_as, "dialog_sent");
    EXPECT_EQ(sent.body, "") << "an empty answer closes the dialog";
    EXPECT_EQ(json::parse(bytes("invoke-responses/task_close_empty.json"))["status"], sent.status);
}

TEST(teams_dialog, shows_no_more_than_a_few_words_of_what_a_stranger_may_have_put_into_the_data) {
    auto data = json::parse(R"({"control":"c"})");
    data["title"] = "\xe2\x80\xae" + std::string(5'000, 'x');
    data["label"] = std::string(5'000, '"');
    const auto task = json::parse(decoded(dialog("invoke_task_fetch.json", data.dump().c_str())).body).at("task");
    EXPECT_EQ(task["value"]["title"], std::string(297, 'x')) << "and nothing that turns the text around";
    EXPECT_EQ(task["value"]["card"]["content"]["body"][0]["label"].get<std::string>().size(), 300U);
    const auto field = task["value"]["card"]["content"]["body"][0];
    EXPECT_FALSE(field.contains("maxLength"));
    for (const auto* limit : {"-1", "0", "x", "9x", "99999999999999999999"}) {
        data["limit"] = limit;
        const auto again = json::parse(decoded(dialog("invoke_task_fetch.json", data.dump().c_str())).body);
        EXPECT_EQ(again["task"]["value"]["card"]["content"]["body"][0], field) << limit;
    }
    data["control"] = std::string(300, 'x');
    EXPECT_EQ(summary(decoded(dialog("invoke_task_fetch.json", data.dump().c_str()))), "200 other_card");
}

}  // namespace
}  // namespace waymark::teams
