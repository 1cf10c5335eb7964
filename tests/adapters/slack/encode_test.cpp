#include "adapters/slack/encode.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "adapters/slack/control_blocks.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/limits.hpp"
#include "adapters/slack/text.hpp"
#include "tests/adapters/slack/fixtures.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::waymark::testing::slack_problems;

constexpr auto id = "0f8e2c1a9b";
constexpr auto channel = "D0DM000001";

outgoing saying(std::vector<text_run> text) {
    outgoing out;
    out.text = std::move(text);
    out.language = "en";
    return out;
}

control asking(control::kind shape, std::size_t count, const std::string& label = "Option ") {
    control out;
    out.shape = shape;
    out.id = "closing/next";
    out.label = "What next?";
    for (std::size_t i = 0; i < count; ++i) out.options.push_back({"v" + std::to_string(i), label + std::to_string(i)});
    return out;
}

/// Everything readers of the blocks see, in order.
std::string shown(const json& body) {
    std::string out;
    for (const auto& block : body.at("blocks")) {
        if (block.at("type") == "section") out += block.at("text").at("text").get<std::string>() + "\n";
        if (block.at("type") != "rich_text") continue;
        for (const auto& part : block.at("elements"))
            for (const auto& leaf : part.at("elements")) out += leaf.at("text").get<std::string>();
        out += "\n";
    }
    return out;
}

std::vector<json> elements(const json& body) {
    std::vector<json> out;
    for (const auto& block : body.at("blocks")) {
        if (block.contains("accessory")) out.push_back(block.at("accessory"));
        if (block.at("type") == "actions")
            for (const auto& one : block.at("elements")) out.push_back(one);
    }
    return out;
}

/// What a use of `element` comes back as, through the decoder.
std::vector<inbound_event> used(const json& element, const json& action_fields, const json& state = json::object()) {
    json action = action_fields;
    action["type"] = element.at("type");
    action["action_id"] = element.at("action_id");
    action["block_id"] = "b";
    json payload;
    payload["type"] = "block_actions";
    payload["team"]["id"] = "T0ACME0001";
    payload["user"]["id"] = "U0MENTEE01";
    payload["trigger_id"] = "1.2.3";
    payload["container"]["channel_id"] = channel;
    payload["container"]["message_ts"] = "1767225960.001100";
    payload["state"]["values"] = state;
    payload["actions"] = json::array();
    payload["actions"].push_back(action);
    return decode_interaction_payload(wire(payload), {}, slack_fixtures::signed_at).reply.events;
}

std::vector<std::string> values_of(const std::vector<inbound_event>& events) {
    if (events.size() != 1) return {"not one event"};
    const auto& chosen = std::get<inbound::chose>(events[0].what);
    EXPECT_EQ(chosen.control, "closing/next");
    return chosen.values;
}

TEST(slack_encode, a_message_has_the_shape_of_the_documented_example) {
    auto message = saying({{"Shall we meet on 8 Jan?", false}});
    message.ask = asking(control::kind::buttons, 2);
    const auto ours = post_message(channel, message, id);
    const auto example = json::parse(slack_fixtures::bytes("requests/chat.postMessage.json"));
    for (const auto* key : {"channel", "text", "blocks", "unfurl_links", "unfurl_media", "metadata"})
        EXPECT_EQ(ours.at(key).type(), example.at(key).type()) << key;
    EXPECT_EQ(ours.at("unfurl_links"), false);
    EXPECT_EQ(ours.at("unfurl_media"), false);
    EXPECT_EQ(ours.at("metadata").at("event_type"), "waymark");
    EXPECT_EQ(ours.at("metadata").at("event_payload").size(), 1U) << "one opaque id and nothing else";
    EXPECT_EQ(ours.at("metadata").at("event_payload").at("id"), id);
    EXPECT_THAT(slack_problems(ours), IsEmpty());
    const auto update = settle_message(channel, "1767225960.001100", ours, {{"m1"}, "Yes", false}, id);
    const auto update_example = json::parse(slack_fixtures::bytes("requests/chat.update.json"));
    for (const auto& [key, value] : update_example.items()) EXPECT_EQ(update.at(key).type(), value.type()) << key;
}

TEST(slack_encode, the_fallback_text_has_the_question_and_every_answer) {
    auto message = saying({{"Is R&D <fine>?", false}});
    message.ask = asking(control::kind::select, 40);
    message.ways_out = control{control::kind::buttons, "ways", {{"snooze", "Not now"}}, 1, "Other"};
    const auto text = post_message(channel, message, id).at("text").get<std::string>();
    EXPECT_THAT(text, HasSubstr("Is R&amp;D &lt;fine&gt;?"));
    EXPECT_THAT(text, HasSubstr("1. Option 0\n2. Option 1\n"));
    EXPECT_THAT(text, HasSubstr("40. Option 39"));
    EXPECT_THAT(text, HasSubstr("Not now"));
    EXPECT_EQ(post_plain(channel, message, id).at("text"), text);
    EXPECT_FALSE(post_plain(channel, message, id).contains("blocks"));
}

TEST(slack_encode, what_a_person_wrote_is_a_literal_leaf_and_never_markup) {
    const std::string hostile = "*hi* <!channel> <@U0MENTOR01> <https://evil.test|Approve> `x` ~y~ & :tada:";
    const auto body = post_message(channel, saying({{"Your mentor said: ", false}, {hostile, true}}), id);
    ASSERT_EQ(body.at("blocks").size(), 1U);
    EXPECT_EQ(body.at("blocks")[0].at("type"), "rich_text");
    EXPECT_THAT(shown(body), HasSubstr(hostile));
    EXPECT_EQ(body.at("mrkdwn"), false);
    EXPECT_THAT(body.at("text").get<std::string>(), Not(HasSubstr("<")));
}

TEST(slack_encode, the_bots_own_words_are_escaped_and_only_https_addresses_become_links) {
    const auto body =
        post_message(channel, saying({{"Tea & <cake>: https://example.com/a?b=1&c=2, <!here>", false}}), id);
    EXPECT_EQ(shown(body), "Tea &amp; &lt;cake&gt;: <https://example.com/a?b=1&amp;c=2>, &lt;!here&gt;\n");
}

TEST(slack_encode, long_text_is_split_and_not_cut) {
    std::string words;
    for (int i = 0; i < 3000; ++i) words += "word" + std::to_string(i) + (i % 40 == 39 ? "\n" : " ");
    for (const bool from_person : {false, true}) {
        const auto body = post_message(channel, saying({{words, from_person}}), id);
        EXPECT_THAT(slack_problems(body), IsEmpty());
        EXPECT_GT(body.at("blocks").size(), 5U);
        const auto seen = shown(body);
        for (const int i : {0, 1, 777, 1500, 2999}) EXPECT_THAT(seen, HasSubstr("word" + std::to_string(i))) << i;
    }
}

TEST(slack_encode, five_short_options_are_buttons_more_are_a_menu_and_very_many_are_grouped) {
    auto message = saying({{"Which?", false}});
    const auto types = [&](control::kind shape, std::size_t count, const std::string& label = "Option ") {
        message.ask = asking(shape, count, label);
        const auto body = post_message(channel, message, id);
        EXPECT_THAT(slack_problems(body), IsEmpty()) << count;
        const auto all = elements(body);
        return std::to_string(all.size()) + " " + all.at(0).at("type").get<std::string>();
    };
    EXPECT_EQ(types(control::kind::buttons, 5), "5 button");
    EXPECT_EQ(types(control::kind::select, 3), "3 button");
    EXPECT_EQ(types(control::kind::buttons, 10, ""), "10 button") << "the steps of a scale";
    EXPECT_EQ(types(control::kind::buttons, 6), "1 static_select");
    EXPECT_EQ(types(control::kind::select, 2, std::string(40, 'x')), "1 static_select");
    EXPECT_EQ(types(control::kind::select, 250), "1 static_select");
    EXPECT_EQ(types(control::kind::date, 0), "1 datepicker");
    EXPECT_EQ(types(control::kind::date, 1), "2 datepicker") << "what may be pressed instead stands beside it";
    EXPECT_EQ(types(control::kind::person, 0), "1 users_select");
    message.ask = asking(control::kind::select, 250);
    const auto grouped = elements(post_message(channel, message, id)).at(0);
    EXPECT_EQ(grouped.at("option_groups").size(), 3U);
    EXPECT_EQ(grouped.at("option_groups")[2].at("options").size(), 50U);
}

TEST(slack_encode, a_shortened_label_stands_in_full_above_its_button) {
    auto message = saying({{"Which?", false}});
    message.ask = asking(control::kind::buttons, 2, std::string(90, 'y'));
    const auto body = post_message(channel, message, id);
    EXPECT_THAT(shown(body), HasSubstr(std::string(90, 'y') + "1"));
    EXPECT_THAT(elements(body).at(0).at("text").at("text").get<std::string>(), HasSubstr("…"));
}

TEST(slack_encode, every_control_comes_back_as_its_id_and_the_values_chosen) {
    auto message = saying({{"Which?", false}});
    const auto element = [&](control::kind shape, std::size_t count, std::size_t which) {
        message.ask = asking(shape, count);
        return elements(post_message(channel, message, id)).at(which);
    };
    json fields;
    const auto button = element(control::kind::buttons, 3, 2);
    fields["value"] = button.at("value");
    EXPECT_THAT(values_of(used(button, fields)), ElementsAre("v2"));
    const auto menu = element(control::kind::select, 20, 0);
    json picked;
    picked["selected_option"] = menu.at("options")[7];
    EXPECT_THAT(values_of(used(menu, picked)), ElementsAre("v7"));
    picked["selected_option"] = nullptr;
    EXPECT_THAT(values_of(used(menu, picked)), IsEmpty());
    json day;
    day["selected_date"] = "2026-06-02";
    EXPECT_THAT(values_of(used(element(control::kind::date, 0, 0), day)), ElementsAre("2026-06-02"));
    json who;
    who["selected_user"] = "U0MENTOR01";
    EXPECT_THAT(values_of(used(element(control::kind::person, 0, 0), who)), ElementsAre("U0MENTOR01"));
}

TEST(slack_encode, several_choices_are_made_by_the_button_beside_them_and_not_by_each_tick) {
    auto message = saying({{"Which?", false}});
    message.ask = asking(control::kind::several, 4);
    message.ask->at_most = 2;
    const auto both = elements(post_message(channel, message, id));
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].at("type"), "multi_static_select");
    EXPECT_EQ(both[0].at("max_selected_items"), 2);
    json ticked;
    ticked["selected_options"] = json::array();
    ticked["selected_options"].push_back(both[0].at("options")[1]);
    ticked["selected_options"].push_back(both[0].at("options")[3]);
    EXPECT_THAT(used(both[0], ticked), IsEmpty());
    json state;
    state["b"][both[0].at("action_id").get<std::string>()] = ticked;
    EXPECT_THAT(values_of(used(both[1], json::object(), state)), ElementsAre("v1", "v3"));
    EXPECT_THAT(values_of(used(both[1], json::object())), IsEmpty());
}

TEST(slack_encode, ways_out_stand_apart_from_the_question) {
    auto message = saying({{"Time to meet?", false}});
    message.ask = asking(control::kind::buttons, 2);
    control ways = asking(control::kind::buttons, 5);
    ways.id = "ways";
    message.ways_out = ways;
    const auto body = post_message(channel, message, id);
    EXPECT_EQ(body.at("blocks").back().at("accessory").at("type"), "overflow");
    EXPECT_THAT(slack_problems(body), IsEmpty());
    message.ways_out = asking(control::kind::buttons, 7);
    EXPECT_THAT(slack_problems(post_message(channel, message, id)), IsEmpty());
}

TEST(slack_encode, a_control_slack_would_refuse_is_left_to_typing) {
    auto message = saying({{"Which?", false}});
    message.ask = asking(control::kind::select, 20);
    message.ask->options[3].value = std::string(151, 'v');
    const auto body = post_message(channel, message, id);
    EXPECT_THAT(elements(body), IsEmpty());
    EXPECT_THAT(body.at("text").get<std::string>(), HasSubstr("4. Option 3"));
    EXPECT_THAT(slack_problems(body), IsEmpty());
}

TEST(slack_encode, a_number_and_a_long_text_are_typed_and_what_may_be_pressed_instead_is_a_button) {
    auto message = saying({{"How many?", false}});
    for (const auto shape : {control::kind::number, control::kind::long_text}) {
        message.ask = asking(shape, 1, std::string(40, 'x'));
        const auto shown = elements(post_message(channel, message, id));
        ASSERT_EQ(shown.size(), 1U);
        EXPECT_EQ(shown[0].at("type"), "button");
        EXPECT_FALSE(never_had_controls(post_message(channel, message, id)));
        message.ask = asking(shape, 0);
        EXPECT_THAT(elements(post_message(channel, message, id)), IsEmpty());
        EXPECT_TRUE(never_had_controls(post_message(channel, message, id)));
    }
}

TEST(slack_encode, what_was_used_up_once_may_be_changed_again) {
    auto message = saying({{"Which?", false}});
    message.ask = asking(control::kind::buttons, 3);
    const auto before = post_message(channel, message, "us-1");
    EXPECT_FALSE(never_had_controls(before));
    EXPECT_FALSE(never_had_controls(settle_message(channel, "1.2", before, {{"m"}, "Option 1", true}, "us-1")));
    EXPECT_FALSE(never_had_controls(json::object())) << "we cannot know";
}

TEST(slack_encode, settling_keeps_the_words_and_shows_the_choice_instead_of_the_buttons) {
    auto message = saying({{"Which?", false}});
    message.ask = asking(control::kind::buttons, 3);
    message.ways_out = asking(control::kind::buttons, 3);
    const auto before = post_message(channel, message, id);
    const auto after = settle_message(channel, "1.2", before, {{"m"}, "Option <1> *bold*", true}, id);
    EXPECT_THAT(elements(after), IsEmpty());
    EXPECT_THAT(shown(after), HasSubstr("Which?"));
    EXPECT_THAT(shown(after), HasSubstr("✓ Option <1> *bold*"));
    EXPECT_THAT(slack_problems(after), IsEmpty());
    for (const auto& block : after.at("blocks"))
        for (const auto& old : before.at("blocks")) EXPECT_NE(block.at("block_id"), old.at("block_id"));
    EXPECT_THAT(slack_problems(settle_message(channel, "1.2", json::object(), {{"m"}, "", false}, id)), IsEmpty());
}

}  // namespace
}  // namespace waymark::slack
