// Activities into domain events, file by file, and what makes two deliveries one act.
#include "adapters/teams/decode.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/teams/activity_table.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using namespace teams_fixtures;

json inbound(const std::string& file) {
    return json::parse(bytes("inbound/" + file));
}
webhook_reply decoded(const std::string& body) {
    return decode(*read_activity(body), story_time);
}
webhook_reply decoded(const json& body) {
    return decoded(body.dump());
}
std::string key_of(const webhook_reply& reply) {
    return reply.events.size() == 1 ? reply.events.front().key : "not one event";
}
/// The fixture with the data of a card of ours in the place where this kind of activity has it.
json of_our_card(const std::string& file, const json& data) {
    auto out = inbound(file);
    if (out.at("type") == "message")
        out["value"] = data;
    else if (out.at("name") == "adaptiveCard/action")
        out["value"]["action"]["data"] = data;
    else
        out["value"]["data"] = data;
    return out;
}
json our_data(const char* value) {
    json out;
    out["control"] = "q|c1|how";
    out["press"] = "p1";
    if (*value) out["value"] = value;
    return out;
}
inbound::chose choice_in(const webhook_reply& reply) {
    return std::get<inbound::chose>(reply.events.at(0).what);
}

TEST(teams_fixture, each_inbound_body_becomes_what_the_table_says_and_none_is_left_out) {
    std::set<std::string> driven;
    for (const auto& [file, expected] : activity_table()) {
        const auto body = bytes(file);
        auto token = story_token();
        auto whom = our_trust();
        if (file.find("external_tenant") != file.npos) {
            token.service_url = "https://smba.trafficmanager.net/amer/" + partner_tenant + "/";
            whom.tenants = {partner_tenant};
        }
        EXPECT_EQ(short_form(summary(receive_activity(body, token, whom, story_time).reply)), expected) << file;
        driven.insert(file);
    }
    for (const auto& file : files_in("inbound")) EXPECT_TRUE(driven.contains(file)) << file << " is driven by no test";
}

TEST(teams_fixture, of_the_playground_is_refused_under_a_token_and_decoded_where_none_is_needed) {
    for (const auto& [file, expected] : playground_table()) {
        const auto refused = receive_activity(bytes(file), story_token(), our_trust(), story_time).reply;
        EXPECT_GE(refused.status, 401U) << file;
        EXPECT_TRUE(refused.events.empty()) << file;
        EXPECT_EQ(short_form(summary(decoded(bytes(file)))), expected) << file;
    }
    EXPECT_EQ(playground_table().size(), files_in("playground").size());
}

TEST(teams_decode, unknown_fields_change_nothing) {
    for (const auto& [file, expected] : activity_table()) {
        if (file.find("malformed") != file.npos || file.find("external") != file.npos) continue;
        auto body = json::parse(bytes(file));
        body["surprise"] = json::parse(R"({"type":"message","text":["x"],"value":{"control":"a"}})");
        body["from"]["surprise"] = "x";
        body["channelData"]["surprise"] = nullptr;
        EXPECT_EQ(short_form(summary(receive_activity(body.dump(), story_token(), our_trust(), story_time).reply)),
                  expected)
            << file;
    }
}

TEST(teams_decode, words_for_kinds_are_compared_without_letter_case) {
    auto body = inbound("installationUpdate_add_personal.json");
    body["type"] = "InstallationUpdate";
    body["action"] = "Add";
    body["conversation"]["conversationType"] = "Personal";
    EXPECT_EQ(decoded(body).counted_as, "installed");
}

// ---- one act, delivered more than once

TEST(teams_redelivery, of_a_message_has_the_same_key_although_its_time_differs) {
    const auto first = decoded(bytes("inbound/message_personal.json"));
    const auto again = decoded(bytes("inbound/message_personal_retry_same_id.json"));
    EXPECT_NE(first.events.at(0).at, again.events.at(0).at);
    EXPECT_EQ(key_of(first), key_of(again));
}

TEST(teams_redelivery, of_a_press_under_a_new_id_is_the_same_act_with_the_same_answer) {
    for (const auto& [first, again] : std::vector<std::pair<std::string, std::string>>{
             {"message_action_submit.json", "message_action_submit_repeat_new_id.json"},
             {"invoke_adaptiveCard_action.json", "invoke_adaptiveCard_action_repeat_new_id.json"}}) {
        ASSERT_NE(inbound(first).at("id"), inbound(again).at("id"));
        const auto one = decoded(of_our_card(first, our_data("yes")));
        const auto two = decoded(of_our_card(again, our_data("yes")));
        EXPECT_EQ(choice_in(one), (inbound::chose{"q|c1|how", {"yes"}}));
        EXPECT_EQ(one.events.at(0).message, message_ref(inbound(first)["conversation"]["id"].get<std::string>(),
                                                        inbound(first)["replyToId"].get<std::string>()));
        EXPECT_EQ(key_of(one), key_of(two)) << first;
        EXPECT_EQ(one.body, two.body) << first;
    }
}

TEST(teams_redelivery, another_press_is_another_act) {
    const auto key = [](const json& body) { return key_of(decoded(body)); };
    const std::string file = "invoke_adaptiveCard_action.json";
    std::set<std::string> keys{key(of_our_card(file, our_data("yes")))};
    keys.insert(key(of_our_card(file, our_data("no"))));
    keys.insert(key(of_our_card(file, our_data(""))));
    auto renewed = our_data("yes");
    renewed["press"] = "p2";
    keys.insert(key(of_our_card(file, renewed)));
    auto list = our_data("");
    list["values"] = "yes";
    keys.insert(key(of_our_card(file, list)));
    auto shifted = our_data("yes");
    shifted["control"] = "q|c1|howp";
    shifted["press"] = "1";
    keys.insert(key(of_our_card(file, shifted)));
    for (const auto* where : {"/replyToId", "/from/aadObjectId", "/conversation/id", "/channelData/tenant/id"}) {
        auto other = of_our_card(file, our_data("yes"));
        other[json::json_pointer(where)] = "other";
        keys.insert(key(other));
    }
    EXPECT_EQ(keys.size(), 10U);
    EXPECT_FALSE(keys.contains("not one event"));
}

TEST(teams_redelivery, of_an_edit_is_known_by_the_persons_own_clock) {
    auto body = inbound("messageUpdate_edit.json");
    const auto first = key_of(decoded(body));
    body["timestamp"] = "2026-03-02T09:15:50.0000000Z";
    EXPECT_EQ(key_of(decoded(body)), first);
    body["localTimestamp"] = "2026-03-02T10:15:50.0000000+01:00";
    EXPECT_NE(key_of(decoded(body)), first) << "a second edit, perhaps back to the first words";
    body.erase("localTimestamp");
    EXPECT_NE(key_of(decoded(body)), first);
    EXPECT_NE(key_of(decoded(bytes("inbound/messageUpdate_edit.json"))),
              key_of(decoded(bytes("inbound/messageUpdate_undelete.json"))));
    EXPECT_NE(key_of(decoded(bytes("inbound/messageUpdate_edit.json"))),
              key_of(decoded(bytes("inbound/message_personal.json"))));
}

// ---- people

TEST(teams_people, are_their_object_id_and_tenant_in_one_spelling) {
    auto body = inbound("message_personal.json");
    const auto who = [&] { return decoded(body).events.at(0).from; };
    const address expected{"teams", {tenant}, "0000aad0-0001-4000-8000-000000000011"};
    EXPECT_EQ(who(), expected);
    body["from"]["id"] = "29:other";
    body["from"]["aadObjectId"] = "0000AAD0-0001-4000-8000-000000000011";
    body["channelData"]["tenant"]["id"] = "7E4A4700-0001-4BBB-8CCC-0123456789AB";
    EXPECT_EQ(who(), expected);
    body["from"]["tenantId"] = partner_tenant;
    EXPECT_EQ(who().tenant.text, partner_tenant) << "a guest belongs to their own company";
}

TEST(teams_people, without_an_object_id_do_nothing) {
    for (const auto* file : {"message_personal.json", "message_group_mention.json", "messageUpdate_edit.json",
                             "messageDelete.json", "installationUpdate_add_personal.json"}) {
        auto body = inbound(file);
        body["from"].erase("aadObjectId");
        EXPECT_EQ(summary(decoded(body)), "200 ignored") << file;
        body["from"]["aadObjectId"] = std::string(300, 'x');
        EXPECT_EQ(summary(decoded(body)), "200 ignored") << file;
    }
    auto own = inbound("message_personal.json");
    own["from"]["id"] = own["recipient"]["id"];
    EXPECT_EQ(summary(decoded(own)), "200 ignored") << "the bot's own words";
}

TEST(teams_people, are_known_by_what_their_client_tells) {
    const auto seen = [](const std::string& file) { return profile_of(*read_activity(bytes("inbound/" + file))); };
    EXPECT_EQ(seen("message_personal.json").full_name, "Mentee One");
    EXPECT_EQ(seen("message_personal.json").first_name, "Mentee");
    EXPECT_EQ(seen("message_personal.json").zone, "Europe/Berlin");
    EXPECT_EQ(seen("message_personal.json").language, "en-GB");
    EXPECT_EQ(seen("message_personal_mobile_no_timezone.json").zone, "") << "not known, and never taken for UTC";
    EXPECT_EQ(seen("message_action_submit_empty_text.json").zone, "Europe/Berlin") << "from the client's own line";
}

TEST(teams_people, whose_message_lacks_what_names_it_are_answered_and_nothing_more) {
    for (const auto* where : {"/id", "/conversation/id"}) {
        for (const auto* file : {"message_personal.json", "messageUpdate_edit.json", "messageDelete.json"}) {
            auto body = inbound(file);
            body[json::json_pointer(where)] = "";
            EXPECT_EQ(summary(decoded(body)), "200 malformed") << file << where;
            body[json::json_pointer(where)] = std::string(256, 'x');
            EXPECT_EQ(summary(decoded(body)), "200 malformed") << file << where;
        }
    }
    auto nameless = inbound("installationUpdate_add_personal.json");
    nameless.erase("id");
    EXPECT_EQ(decoded(nameless).events.size(), 2U) << "named by its time then";
    nameless.erase("timestamp");
    EXPECT_EQ(summary(decoded(nameless)), "200 malformed");
}

}  // namespace
}  // namespace waymark::teams
