// Guests, people of other companies (Slack Connect), and channels that two of our workspaces share.
#include "adapters/slack/decode.hpp"
#include "adapters/slack/people.hpp"
#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {
namespace {

using nlohmann::json;

struct slack_visitors : slack_calls {
    static json event_file(const std::string& file) { return json::parse(slack_fixtures::bytes("events/" + file)); }
    webhook_reply hear(const json& envelope) {
        return slack_fixtures::receive_signed(*adapter_, "/slack/events", envelope.dump(), now_);
    }
    /// As a person of another company writes to us.
    json from_elsewhere() {
        auto out = event_file("message_ext_shared.json");
        out["event"]["channel"] = "D0EXTERN01";
        out["event"]["channel_type"] = "im";
        return out;
    }
    bool is_visiting(json user) {
        const auto id = user.at("id").get<std::string>();
        fake_.with_world([&](auto& world) { world.put_user(user); });
        const auto found = run(adapter_->look_up({"slack", {"T0ACME0001"}, id}));
        EXPECT_TRUE(found);
        return found && found->visiting;
    }
};

TEST_F(slack_visitors, are_told_by_the_workspace_they_write_from) {
    auto event = from_elsewhere();
    auto reply = hear(event);
    ASSERT_EQ(reply.events.size(), 1U);
    EXPECT_TRUE(reply.events.at(0).visiting);
    EXPECT_EQ(reply.events.at(0).from, (address{"slack", {"T0ACME0001"}, "U0EXTERN01"})) << "the installation's";
    event["event"]["user_team"] = event["event"]["team"] = "T0ACME0001";
    EXPECT_FALSE(hear(event).events.at(0).visiting);
    event["event"].erase("user_team");
    event["event"].erase("team");
    EXPECT_FALSE(hear(event).events.at(0).visiting) << "Slack does not say";
    for (const auto* kind : {"is_restricted", "is_ultra_restricted"}) {
        auto guest = event;
        guest["event"]["user_profile"][kind] = true;
        EXPECT_TRUE(hear(guest).events.at(0).visiting) << kind;
    }
    EXPECT_FALSE(hear(event_file("message_im.json")).events.at(0).visiting);
}

TEST_F(slack_visitors, are_not_the_people_of_other_workspaces_of_the_same_organization) {
    auto event = event_file("message_im_org_install.json");
    event["event"]["user_team"] = "T0ANOTHER1";
    slack::identity organization;
    organization.org_wide = true;
    organization.enterprise = "E0ACMEORG1";
    const slack::identities ours(organization);
    const auto reply = slack::decode_event(event.dump(), ours, now_);
    ASSERT_EQ(reply.events.size(), 1U) << reply.counted_as;
    EXPECT_FALSE(reply.events.at(0).visiting);
}

// Two workspaces that have us may share a channel, and the event may come for each of them.
TEST_F(slack_visitors, of_another_workspace_of_ours_are_answered_there_and_once) {
    slack::identities ours;
    for (const auto* team : {"T0ACME0001", "T0OTHER001"}) {
        slack::identity one;
        one.team = team;
        ours.put(one);
    }
    auto own = event_file("app_mention.json");
    own["event"]["team"] = own["event"]["user_team"] = "T0ACME0001";
    auto other = own;
    other["authorizations"][0]["team_id"] = "T0OTHER001";
    other["event_id"] = "Ev0OTHER01";
    const auto first = slack::decode_event(own.dump(), ours, now_);
    const auto second = slack::decode_event(other.dump(), ours, now_);
    ASSERT_EQ(first.events.size(), 1U);
    ASSERT_EQ(second.events.size(), 1U);
    EXPECT_EQ(second.events.at(0).from.tenant.text, "T0ACME0001") << "somebody there may have the same id";
    EXPECT_EQ(second.events.at(0).key, first.events.at(0).key) << "so it counts once";
    EXPECT_FALSE(second.events.at(0).visiting);
    for (const auto* name : {"team", "user_team"}) own["event"].erase(name);
    const slack::identities nothing_known_yet;
    EXPECT_EQ(slack::decode_event(own.dump(), nothing_known_yet, now_).counted_as, "mention");
}

TEST_F(slack_visitors, in_shared_channels_are_not_listened_to) {
    EXPECT_EQ(hear(event_file("message_ext_shared.json")).counted_as, "ignored");
}

TEST_F(slack_visitors, are_known_by_what_slack_says_of_them) {
    const auto user = [](const char* file) {
        return json::parse(slack_fixtures::bytes(std::string("responses/") + file)).at("user");
    };
    EXPECT_TRUE(is_visiting(user("ok.users.info_external.json")));
    auto local = user("ok.users.info.json");
    EXPECT_FALSE(is_visiting(local));
    for (const auto* kind : {"is_restricted", "is_ultra_restricted", "is_stranger"}) {
        auto guest = local;
        guest[kind] = true;
        EXPECT_TRUE(is_visiting(guest)) << kind;
    }
    local["team_id"] = "T0ANOTHER1";
    EXPECT_TRUE(is_visiting(local));
    local["enterprise_user"] = {{"id", "W1"}, {"enterprise_id", "E0ACMEORG1"}};
    EXPECT_FALSE(is_visiting(local)) << "of another workspace of an organization";
}

// Slack sends one for every status and every call of every member.
TEST_F(slack_visitors, and_everybody_else_are_told_of_once_while_nothing_changes) {
    auto change = event_file("user_change_tz.json");
    const auto heard = [&](const std::string& event_id) {
        change["event_id"] = event_id;
        return hear(change).counted_as;
    };
    EXPECT_EQ(heard("Ev1"), "profile");
    EXPECT_EQ(heard("Ev1"), "profile") << "it may not have been stored";
    EXPECT_EQ(heard("Ev2"), "profile_same");
    change["event"]["user"]["profile"]["status_text"] = "In a call";
    EXPECT_EQ(heard("Ev3"), "profile_same");
    const auto zone = change["event"]["user"]["tz"];
    change["event"]["user"]["tz"] = "Asia/Tokyo";
    EXPECT_EQ(heard("Ev4"), "profile");
    change["event"]["user"]["tz"] = zone;
    EXPECT_EQ(heard("Ev5"), "profile") << "back again is a change";
}

}  // namespace
}  // namespace waymark
