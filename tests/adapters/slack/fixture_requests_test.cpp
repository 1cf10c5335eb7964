// What we ask of Slack, against the examples of requests/: the same names, of the same types, and equal where the
// example leaves no choice. What an example has and we never send is named, with the reason.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/slack/views.hpp"
#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

const std::string trigger = "1111111111111.2222222222222.0123456789abcdef0123456789abcdef";

person_page page_saying(const std::string& text) {
    person_page out;
    out.sections = {{"", {{text}}, {}}};
    return out;
}

/// Names of the members of an object.
std::set<std::string> names_in(const json& object) {
    std::set<std::string> out;
    for (const auto& [name, value] : object.items()) out.insert(name);
    return out;
}

TEST_F(slack_fixture_calls, a_message_is_posted_changed_and_its_channel_opened_as_in_the_examples) {
    EXPECT_FALSE(run(adapter_->check()));
    const auto posted = sent(question());
    EXPECT_EQ(posted.is, send_outcome::kind::sent);
    EXPECT_EQ(posted.platform_ref, "D0DM000001/1767225960.001100");
    outbound choice;
    choice.to = mentee;
    choice.content = settled{{"key"}, "Accept", false};
    choice.earlier_ref = posted.platform_ref;
    EXPECT_EQ(run(adapter_->send(choice)).is, send_outcome::kind::sent);
    const auto person = run(adapter_->look_up(mentee));
    ASSERT_TRUE(person);
    EXPECT_EQ(person->full_name, "Mentee Example");
    EXPECT_EQ(slack_.methods(), (std::set<std::string>{"auth.test", "chat.postMessage", "chat.update",
                                                       "conversations.open", "users.info"}));

    const reasons not_in_open{{"return_im", "of the answer only the channel's id is read"}};
    const auto opened = differences_of(parsed("requests/conversations.open.json"), slack_.asked("conversations.open"));
    EXPECT_EQ(opened.only_example, names_of(not_in_open));
    EXPECT_THAT(opened.only_ours, IsEmpty());
    EXPECT_THAT(opened.of_other_type, IsEmpty());
    EXPECT_EQ(slack_.asked("conversations.open").at("users"), "U0MENTEE01") << "one person: never a group";

    const reasons beyond{{"mrkdwn", "what stands in place of the blocks is read literally"},
                         {"parse", "an address that somebody has written becomes no link"}};
    for (const auto* method : {"chat.postMessage", "chat.update"}) {
        const auto example = parsed(std::string("requests/") + method + ".json");
        const auto ours = slack_.asked(method);
        EXPECT_THAT(waymark::testing::slack_problems(example), IsEmpty()) << method;
        EXPECT_THAT(waymark::testing::slack_problems(ours), IsEmpty()) << method;
        auto names = names_of(beyond);
        names.merge(names_in(example));
        EXPECT_EQ(names_in(ours), names) << method;
        for (const auto& name : names_in(example)) EXPECT_EQ(ours.at(name).type(), example.at(name).type()) << name;
        EXPECT_EQ(ours.at("channel"), example.at("channel")) << method;
    }
    const auto post = parsed("requests/chat.postMessage.json");
    for (const auto* name : {"unfurl_links", "unfurl_media"})
        EXPECT_EQ(slack_.asked("chat.postMessage").at(name), post.at(name)) << name;
    EXPECT_EQ(names_in(slack_.asked("chat.postMessage").at("metadata")), names_in(post.at("metadata")));
    EXPECT_EQ(slack_.asked("chat.update").at("ts"), parsed("requests/chat.update.json").at("ts"));
}

TEST_F(slack_fixture_calls, a_modal_is_opened_as_in_the_example) {
    auto click = parsed("interactions/block_actions_button.json");
    click["actions"][0]["action_id"] = "q|talk-1|goal#window";
    click["actions"][0]["value"] = slack::window_value({"", "Goal", "en", 3000});
    EXPECT_EQ(interacted(click).counted_as, "form_opened");

    const auto example = parsed("requests/views.open.json");
    const auto ours = slack_.asked("views.open");
    const auto found = differences_of(example, ours);
    const reasons never_sent{{"view.callback_id", "private_metadata says what a modal of ours is about"}};
    const reasons beyond{{"view.title.emoji", "words of ours, in which no :name: means a picture"},
                         {"view.submit.emoji", "the same"},
                         {"view.close.emoji", "the same"},
                         {"view.blocks[0].label.emoji", "the same"},
                         {"view.blocks[0].dispatch_action", "what is typed is kept as a draft"},
                         {"view.blocks[0].element.dispatch_action_config", "letter by letter"},
                         {"view.blocks[0].optional", "said, though it is what Slack takes it for"}};
    EXPECT_EQ(found.only_example, names_of(never_sent));
    EXPECT_EQ(found.only_ours, names_of(beyond));
    EXPECT_THAT(found.of_other_type, IsEmpty());
    EXPECT_EQ(ours.at("trigger_id"), example.at("trigger_id"));
    for (const auto* place : {"/view/type", "/view/notify_on_close", "/view/blocks/0/type", "/view/blocks/0/label/text",
                              "/view/blocks/0/label/type", "/view/blocks/0/element/type",
                              "/view/blocks/0/element/multiline", "/view/blocks/0/element/max_length"})
        EXPECT_EQ(ours.at(json::json_pointer(place)), example.at(json::json_pointer(place))) << place;
    for (const auto& one : {example.at("view"), ours.at("view")})
        EXPECT_THAT(waymark::testing::slack_view_problems(one), IsEmpty()) << one.dump(1);
}

TEST_F(slack_fixture_calls, the_name_of_an_opened_modal_is_where_what_comes_of_it_is_shown) {
    auto wish = parsed("interactions/shortcut.json");
    wish["callback_id"] = "find_goal";
    const auto reply = interacted(wish);
    EXPECT_EQ(slack_.asked("views.open").at("trigger_id"), trigger);
    ASSERT_EQ(reply.events.size(), 1U);
    const auto name = parsed("responses/ok.views.open.json")["view"]["id"].get<std::string>();
    EXPECT_EQ(reply.events[0].surface, name);

    slack_.copies["views.update"] = bytes("responses/ok.views.open.json");
    auto next = question();
    next.shown_in = reply.events[0].surface;
    EXPECT_EQ(sent(next).is, send_outcome::kind::sent);
    EXPECT_EQ(slack_.asked("views.update").at("view_id"), name);
    EXPECT_FALSE(slack_.methods().contains("chat.postMessage")) << "it is there already";
}

TEST_F(slack_fixture_calls, a_page_is_published_as_in_the_example_and_its_hash_guards_the_next_one) {
    const auto example = parsed("requests/views.publish.json");
    book_.put({{mentee, "page_hash", example.at("hash").get<std::string>(), never}});
    EXPECT_EQ(sent(page_saying("Your mentoring")).is, send_outcome::kind::sent);

    const auto ours = slack_.asked("views.publish");
    const auto found = differences_of(example, ours);
    const reasons never_sent{{"view.callback_id", "there is one page, and nothing is asked about it"},
                             {"view.private_metadata", "a page has no field: nothing of it comes back"}};
    const reasons beyond{{"view.blocks[0].block_id", "so that no two blocks have one name"},
                         {"view.blocks[0].text.verbatim", "what people write stays as it is"}};
    EXPECT_EQ(found.only_example, names_of(never_sent));
    EXPECT_EQ(found.only_ours, names_of(beyond));
    EXPECT_THAT(found.of_other_type, IsEmpty());
    for (const auto* place : {"/user_id", "/hash", "/view/type", "/view/blocks/0/type", "/view/blocks/0/text/type"})
        EXPECT_EQ(ours.at(json::json_pointer(place)), example.at(json::json_pointer(place))) << place;
    for (const auto& one : {example.at("view"), ours.at("view")})
        EXPECT_THAT(waymark::testing::slack_view_problems(one), IsEmpty()) << one.dump(1);

    EXPECT_EQ(sent(page_saying("And one more")).is, send_outcome::kind::sent);
    EXPECT_EQ(slack_.asked("views.publish").at("hash"), parsed("responses/ok.views.publish.json")["view"]["hash"]);
}

/// The first page of somebody replaces nothing that we know of.
TEST_F(slack_fixture_calls, a_first_page_has_no_hash_and_a_page_that_slack_refuses_twice_is_let_go) {
    EXPECT_EQ(sent(page_saying("Hello")).is, send_outcome::kind::sent);
    EXPECT_FALSE(slack_.asked("views.publish").contains("hash"));
    slack_.calls.clear();
    slack_.answers["views.publish"] = "error.hash_conflict.json";
    const auto refused = sent(page_saying("And one more"));
    EXPECT_EQ(refused.is, send_outcome::kind::dead);
    EXPECT_EQ(refused.reason, "hash_conflict");
    ASSERT_EQ(slack_.calls.size(), 2U) << "once more, and not again and again";
    EXPECT_TRUE(json::parse(slack_.calls[0].body).contains("hash"));
    EXPECT_FALSE(json::parse(slack_.calls[1].body).contains("hash"));
}

TEST_F(slack_fixture_calls, somebody_is_found_by_their_address) {
    const auto email = parsed("responses/ok.users.lookupByEmail.json")["user"]["profile"]["email"].get<std::string>();
    EXPECT_EQ(run(adapter_->find_by_email(email)), mentee);
    EXPECT_EQ(slack_.latest("users.lookupByEmail").body, "email=mentee%40example.com");
    slack_.answers["users.lookupByEmail"] = "error.users_not_found.json";
    EXPECT_EQ(run(adapter_->find_by_email(email)), std::nullopt);
}

TEST_F(slack_fixture_calls, a_warning_does_not_make_a_message_unsent) {
    slack_.answers["chat.postMessage"] = "ok.chat.postMessage_warning.json";
    const auto file = parsed("responses/ok.chat.postMessage_warning.json");
    EXPECT_EQ(sent(question()).platform_ref,
              file.at("channel").get<std::string>() + "/" + file.at("ts").get<std::string>());
}

// ---- what we never say

/// All of our own code for Slack, as text.
std::string sources() {
    std::ostringstream out;
    for (const auto& one : std::filesystem::directory_iterator(WAYMARK_SOURCE_DIR "/adapters/slack"))
        if (one.path().extension() != ".md") out << std::ifstream(one.path()).rdbuf();
    return out.str();
}

TEST(slack_fixtures, what_we_never_ask_or_say_is_in_none_of_our_sources) {
    const reasons never_asked{
        {"auth.revoke", "who takes the app out does it in Slack"},
        {"chat.postEphemeral", "everything is said in the direct conversation, where only they read it"},
        {"chat.scheduleMessage", "we keep the time ourselves, and people change their minds"},
        {"conversations.members", "who is in a channel is none of our business"},
        {"team.info", "auth.test and the installation say where we are"},
        {"usergroups.list", "people are named by the programme's list"},
        {"usergroups.users.list", "the same"},
        {"users.list", "the same: only those on the list are looked up"}};
    const reasons never_said{{"clear", "an empty answer closes our one modal"},
                             {"push", "one modal at a time: what comes next takes its place"},
                             {"in_channel", "nobody else need see what somebody asks us"},
                             {"response_url", "messages are changed by chat.update, also days later"},
                             {"replace_original", "the same"},
                             {"delete_original", "the same"},
                             {"return_im", "of the answer only the channel's id is read"}};
    const auto code = sources();
    EXPECT_NE(code.find("\"views.publish\""), code.npos) << "these are the sources";
    for (const auto* all : {&never_asked, &never_said})
        for (const auto& [name, reason] : *all)
            EXPECT_EQ(code.find('"' + name + '"'), code.npos) << name << ": " << reason;
    // Each answer of such a method is one that we could read, and is read nowhere.
    for (const auto& path : files_in("responses")) {
        auto name = path.substr(path.find('/') + 1);
        if (!name.starts_with("ok.")) continue;
        name = name.substr(3, name.rfind(".json") - 3);
        const auto method = name.substr(0, name.find('_'));
        EXPECT_NE(never_asked.contains(method), code.find('"' + method + '"') != code.npos) << method;
    }
}

}  // namespace
}  // namespace waymark::slack_fixtures
