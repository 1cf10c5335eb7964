// Modals and shortcuts of the fixtures, as ones of ours: copies with our own private_metadata, callback_id and names of
// fields.
#include "adapters/slack/installation.hpp"
#include "adapters/slack/views.hpp"
#include "tests/adapters/reply_words.hpp"
#include "tests/adapters/slack/fixture_calls.hpp"

namespace waymark::slack_fixtures {
namespace {

using nlohmann::json;
using ::testing::IsEmpty;

const std::string trigger = "1111111111111.2222222222222.0123456789abcdef0123456789abcdef";

json interaction(const std::string& name) {
    return json::parse(bytes("interactions/" + name + ".json"));
}

json modal_about(const std::string& file, const slack::view_purpose& about) {
    auto out = interaction(file);
    out["view"]["private_metadata"] = slack::metadata_of(about);
    return out;
}

/// The same fields as in the fixture, under names of ours.
json with_our_fields(json payload) {
    auto& values = payload["view"]["state"]["values"];
    json ours;
    for (const auto& [block, elements] : values.items())
        ours[block.substr(0, block.rfind("_b"))]["value"] = elements.begin().value();
    values = ours;
    return payload;
}

/// From here on as if it came from the whole organization.
json of_organization(json payload) {
    payload["team"] = nullptr;
    payload["is_enterprise_install"] = true;
    payload["enterprise"] = {{"id", "E0ACMEORG1"}, {"name", "Acme Example Org"}};
    return payload;
}

/// Every field of view_submission.json. Of kinds that no form of ours has, nothing is read: rich text, a date with a
/// time, several people.
const std::string all_fields =
    "detail=[] due=[2026-02-01] goal=[Give one talk] hours=[2] opt=[] remind=[] tags=[] "
    "topic=[career] who=[]";

class slack_fixture_views : public slack_fixture_calls {
  protected:
    /// Installed there, and nowhere else.
    void installed_in(const std::vector<std::string>& tenants) {
        auto with = settings();
        with.bot_token.clear();
        renew(with);
        for (const auto& tenant : tenants) {
            slack::installation one;
            one.org_wide = tenant.starts_with('E');
            (one.org_wide ? one.enterprise : one.team) = tenant;
            one.app = "A0MENTOR01";
            one.token = "xoxb-EXAMPLE-NOT-A-TOKEN";
            adapter_->noted({slack::note_of(one)});
        }
    }
    std::optional<std::string> draft_of(const address& who, const std::string& what) {
        const auto found = book_.all.find({who, slack::draft_note(what)});
        return found == book_.all.end() ? std::nullopt : std::optional(found->second);
    }
    const address in_organization{"slack", {"E0ACMEORG1"}, "U0MENTEE01"};
};

TEST_F(slack_fixture_views, a_form_that_is_sent_is_submitted_with_all_its_fields_and_its_draft_is_forgotten) {
    book_.put({{mentee, slack::draft_note("profile"), "d1 ", never}});
    const auto reply = interacted(with_our_fields(modal_about("view_submission", {"profile", "en"})));
    EXPECT_EQ(summary(reply), "200 view | U0MENTEE01@T0ACME0001 - submitted profile " + all_fields +
                                  " key slack/T0ACME0001/submit/" + trigger);
    EXPECT_EQ(draft_of(mentee, "profile"), std::nullopt);
    // Of another app's metadata nothing is read, and no draft is touched.
    const auto foreign = interacted(interaction("view_submission"));
    EXPECT_EQ(summary(foreign), "200 view");
    EXPECT_THAT(foreign.notes, IsEmpty());
}

TEST_F(slack_fixture_views, what_was_refused_is_kept_as_a_draft_and_stands_there_when_the_form_is_opened_again) {
    auto checking = settings();
    checking.check_form = [](const inbound::submitted&, std::string_view, instant) {
        return std::map<std::string, std::string>{{"due", "Pick a date in the future"}};
    };
    renew(checking);
    const auto reply = interacted(with_our_fields(modal_about("view_submission", {"profile", "en"})));
    EXPECT_EQ(summary(reply), "200 form_refused");
    ASSERT_EQ(reply.notes.size(), 1U);
    EXPECT_EQ(reply.notes[0].about, mentee);
    EXPECT_EQ(reply.notes[0].expires, now_ + std::chrono::days(14));
    const auto kept = slack::draft_from(draft_of(mentee, "profile").value());
    EXPECT_EQ(kept.at("goal"), std::vector<std::string>{"Give one talk"});
    EXPECT_EQ(kept.at("topic"), std::vector<std::string>{"career"});

    input_form again;
    again.id = "profile";
    again.title = "You";
    again.text = {{"What you would like"}};
    again.send = "Save";
    again.close = "Cancel";
    again.language = "en";
    again.shown_in = "V0MODAL001";
    for (const auto& [id, shape] : {std::pair("goal", control::kind::long_text), {"due", control::kind::date}}) {
        form_field field;
        field.what.id = field.what.label = id;
        field.what.shape = shape;
        field.what.at_most = 500;
        again.fields.push_back(field);
    }
    slack_.copies["views.update"] = bytes("responses/ok.views.open.json");
    EXPECT_EQ(sent(again).is, send_outcome::kind::sent);
    const auto shown = slack_.asked("views.update").at("view").at("blocks");
    EXPECT_THAT(shown.at(1).dump(), ::testing::HasSubstr("It is not sent yet."));
    EXPECT_EQ(shown.at(2).at("element").at("initial_value"), "Give one talk");
    EXPECT_EQ(shown.at(3).at("element").at("initial_date"), "2026-02-01");
}

TEST_F(slack_fixture_views, a_question_in_a_talk_is_answered_by_its_own_field_alone) {
    const auto reply = interacted(with_our_fields(modal_about("view_submission", {"goal", "en", true, true})));
    const auto name = json::parse(reply.body).at("view").at("external_id").get<std::string>();
    EXPECT_EQ(summary(reply), "200 view | U0MENTEE01@T0ACME0001 - chose goal [Give one talk] in V0MODAL001 " + name +
                                  " key slack/T0ACME0001/submit/" + trigger);
    // The field is not there: nothing is answered.
    EXPECT_EQ(summary(interacted(modal_about("view_submission", {"goal", "en", true, true}))), "200 view");
}

TEST_F(slack_fixture_views, a_form_of_an_organization_belongs_to_the_organization_though_no_team_is_named) {
    const auto sent_there = with_our_fields(modal_about("view_submission_org", {"profile", "en"}));
    ASSERT_TRUE(sent_there.at("team").is_null());
    installed_in({"T0ACME0001", "E0ACMEORG1", "T0OTHER001"});
    for (const auto& who : {mentee, in_organization}) book_.put({{who, slack::draft_note("profile"), "d1 ", never}});
    EXPECT_EQ(summary(interacted(sent_there)), "200 view | U0MENTEE01@E0ACMEORG1 - submitted profile " + all_fields +
                                                   " key slack/E0ACMEORG1/submit/" + trigger);
    EXPECT_EQ(draft_of(in_organization, "profile"), std::nullopt);
    EXPECT_NE(draft_of(mentee, "profile"), std::nullopt) << "it is another installation's";
    // And what names the workspace is the workspace's.
    const auto here = interacted(with_our_fields(modal_about("view_submission", {"profile", "en"})));
    ASSERT_EQ(here.events.size(), 1U);
    EXPECT_EQ(here.events[0].from, mentee);

    installed_in({"T0ACME0001"});
    EXPECT_EQ(summary(interacted(sent_there)), "200 other_workspace!");
}

TEST_F(slack_fixture_views, a_form_with_addresses_to_answer_at_is_submitted_and_nothing_goes_there) {
    const auto reply = interacted(with_our_fields(modal_about("view_submission_response_urls", {"profile", "en"})));
    EXPECT_EQ(summary(reply),
              "200 view | U0MENTEE01@T0ACME0001 - submitted profile where=[] key "
              "slack/T0ACME0001/submit/" +
                  trigger)
        << "no form of ours asks for a conversation";
    EXPECT_THAT(slack_.calls, IsEmpty());
}

TEST_F(slack_fixture_views, a_talk_that_is_closed_is_said_and_a_form_is_not) {
    const auto version = interaction("view_closed").at("view").at("hash").get<std::string>();
    const auto closed = modal_about("view_closed", {"goal", "en", true, true});
    EXPECT_EQ(summary(interacted(closed)),
              "200 form_closed | U0MENTEE01@T0ACME0001 - closed goal key "
              "slack/T0ACME0001/closed/V0MODAL001/" +
                  version);
    EXPECT_EQ(summary(interacted(modal_about("view_closed", {"profile", "en"}))), "200 view");
    installed_in({"T0ACME0001", "E0ACMEORG1"});
    const auto there = interacted(of_organization(closed));
    ASSERT_EQ(there.events.size(), 1U);
    EXPECT_EQ(there.events[0].from, in_organization);
}

TEST_F(slack_fixture_views, the_shortcut_to_a_goal_opens_a_modal_that_waits) {
    auto wish = interaction("shortcut");
    wish["callback_id"] = "find_goal";
    EXPECT_EQ(summary(interacted(wish)),
              "200 form_opened | U0MENTEE01@T0ACME0001 - chose form|word [smart_goal] in "
              "V0MODAL001 key slack/T0ACME0001/shortcut/" +
                  trigger);
    EXPECT_EQ(slack_.asked("views.open").at("trigger_id"), trigger);
    // Too late for a modal: then the chat says it.
    slack_.answers["views.open"] = "error.expired_trigger_id.json";
    EXPECT_EQ(summary(interacted(wish)),
              "200 form_missed | U0MENTEE01@T0ACME0001 - chose form|word [smart_goal] key "
              "slack/T0ACME0001/shortcut/" +
                  trigger);
    // Slack gives three seconds for its answer; a Slack that is slow itself may not use them up.
    slack_.silent = {"views.open"};
    const auto slow = interacted(wish);
    EXPECT_EQ(slow.counted_as, "form_missed");
    EXPECT_EQ(slow.events.size(), 1U);
    EXPECT_LE(slack_.latest("views.open").patience, std::chrono::seconds(2));
    slack_.silent.clear();
    installed_in({"T0ACME0001", "E0ACMEORG1"});
    const auto there = interacted(of_organization(wish));
    ASSERT_EQ(there.events.size(), 1U);
    EXPECT_EQ(there.events[0].from, in_organization);
}

TEST_F(slack_fixture_views, an_answer_that_does_not_fit_stays_in_its_field_and_is_drafted) {
    auto checking = settings();
    checking.check_form = [](const inbound::submitted& what, std::string_view, instant) {
        return std::map<std::string, std::string>{{what.form, "Up to 3 fit here"}};
    };
    renew(checking);
    const auto reply = interacted(with_our_fields(modal_about("view_submission", {"goal", "en", true, true})));
    EXPECT_EQ(summary(reply), "200 form_refused");
    const auto answer = json::parse(reply.body);
    EXPECT_EQ(answer.at("response_action"), "errors");
    EXPECT_EQ(answer.at("errors").at("goal"), "Up to 3 fit here");
    const auto kept = slack::draft_from(draft_of(mentee, "goal").value());
    EXPECT_EQ(kept.at("goal"), std::vector<std::string>{"Give one talk"});
}

TEST_F(slack_fixture_views, a_message_kept_out_of_somebody_elses_conversation_does_not_make_it_ours) {
    auto wish = interaction("message_action");
    wish["callback_id"] = "keep_moment";
    wish["channel"]["id"] = "D0THEIRS01";
    EXPECT_EQ(interacted(wish).events.size(), 1U);
    EXPECT_EQ(sent(question()).is, send_outcome::kind::sent);
    EXPECT_EQ(slack_.asked("chat.postMessage").at("channel"),
              json::parse(bytes("responses/ok.conversations.open_im.json"))["channel"]["id"]);
}

// Slack delivers side by side: the last letter may come in behind the whole form.
TEST_F(slack_fixture_views, what_was_typed_before_the_form_was_sent_is_no_draft_of_the_next_one) {
    const auto form = with_our_fields(modal_about("view_submission", {"profile", "en"}));
    (void)interacted(form);
    auto typing = form;
    typing["type"] = "block_actions";
    typing["actions"] = json::array({{{"action_id", "value"}, {"block_id", "goal"}, {"type", "plain_text_input"}}});
    EXPECT_EQ(interacted(typing).counted_as, "typing");
    EXPECT_EQ(draft_of(mentee, "profile"), std::nullopt);
    typing["view"]["id"] = "V0MODAL002";
    EXPECT_EQ(interacted(typing).counted_as, "typing");
    EXPECT_NE(draft_of(mentee, "profile"), std::nullopt) << "that is another one";
}

TEST_F(slack_fixture_views, only_a_message_of_their_own_is_read_when_it_is_to_be_kept) {
    auto wish = interaction("message_action");
    wish["callback_id"] = "keep_moment";
    const std::string key = " key slack/T0ACME0001/shortcut/" + trigger;
    EXPECT_EQ(summary(interacted(wish)),
              "200 shortcut | U0MENTEE01@T0ACME0001 D0DM000001/1767225610.000100 kept <Hi! "
              "When can I meet my mentor this week?>" +
                  key);
    auto of_mentor = wish;
    of_mentor["message"]["user"] = "U0MENTOR01";
    EXPECT_EQ(summary(interacted(of_mentor)), "200 shortcut | U0MENTEE01@T0ACME0001 - kept <>" + key);
    auto by_app = wish;
    by_app["message"]["bot_id"] = "B0OTHER001";
    EXPECT_EQ(summary(interacted(by_app)), "200 shortcut | U0MENTEE01@T0ACME0001 - kept <>" + key)
        << "an app that writes in their name";
    EXPECT_THAT(slack_.calls, IsEmpty()) << "nothing goes to the address that came along";
    installed_in({"T0ACME0001", "E0ACMEORG1"});
    const auto there = interacted(of_organization(wish));
    ASSERT_EQ(there.events.size(), 1U);
    EXPECT_EQ(there.events[0].from, in_organization);
    EXPECT_EQ(there.events[0].message, "D0DM000001/1767225610.000100");
}

}  // namespace
}  // namespace waymark::slack_fixtures
