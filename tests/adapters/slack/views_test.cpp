// Modals and the Home tab as Slack takes them.
#include "adapters/slack/views.hpp"

#include <gmock/gmock.h>

#include "adapters/slack/decode_view.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using waymark::testing::slack_view_problems;

control asking(control::kind shape) {
    control out;
    out.shape = shape;
    out.id = "q|talk-1|step";
    out.label = "What would you write?";
    out.options = {{"yes", "Yes"}, {"no", "No"}};
    out.at_most = shape == control::kind::long_text ? 500 : 2;
    return out;
}

input_form settings() {
    input_form out;
    out.id = "settings";
    out.title = "A title that is far too long for Slack";
    out.text = {{"All times are in Europe/Madrid."}};
    out.send = "Send";
    out.close = "Close";
    out.language = "en";
    for (const auto shape :
         {control::kind::buttons, control::kind::select, control::kind::several, control::kind::date,
          control::kind::time, control::kind::person, control::kind::number, control::kind::long_text}) {
        form_field one;
        one.what = asking(shape);
        one.what.id = "f" + std::to_string(static_cast<int>(shape));
        if (shape == control::kind::date) one.what.initial = {"2026-07-01"};
        if (shape == control::kind::time) one.what.initial = {"09:30"};
        if (shape == control::kind::several) one.what.initial = {"yes", "gone"};
        if (shape == control::kind::long_text) one.what.initial = {"before"};
        one.hint = "A hint";
        out.fields.push_back(std::move(one));
    }
    return out;
}

const json* block(const json& view, const std::string& id) {
    for (const auto& one : view.at("blocks"))
        if (one.value("block_id", "") == id) return &one;
    return nullptr;
}

TEST(SlackViews, AFormHasAFieldOfEveryKind) {
    const auto view = form_view(settings(), {});
    EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
    EXPECT_EQ(view["title"]["text"].get<std::string>().size(), std::string("A title that is far too").size() + 3);
    ASSERT_NE(block(view, "f2"), nullptr);
    EXPECT_EQ((*block(view, "f2"))["element"]["initial_options"].size(), 1U);
    EXPECT_EQ((*block(view, "f3"))["element"]["initial_date"], "2026-07-01");
    EXPECT_EQ((*block(view, "f7"))["element"]["initial_time"], "09:30");
}

TEST(SlackViews, WhatWasTypedBeforeStandsThereAgain) {
    const auto view = form_view(settings(), {{"f6", {"half a sentence"}}});
    EXPECT_EQ((*block(view, "f6"))["element"]["initial_value"], "half a sentence");
    EXPECT_THAT(view.dump(), HasSubstr("It is not sent yet."));
    EXPECT_THAT(form_view(settings(), {}).dump(), Not(HasSubstr("not sent yet")));
}

TEST(SlackViews, EveryFieldOfAFormIsDraftedAsItChanges) {
    const draft half{{"f0", {"no"}}, {"f2", {"no"}}, {"f3", {"2026-08-02"}}, {"f5", {"-"}}, {"f7", {"10:15"}}};
    const auto view = form_view(settings(), half);
    EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
    for (const auto& one : view["blocks"])
        if (one["type"] == "input") EXPECT_EQ(one.value("dispatch_action", false), true) << one["block_id"];
    EXPECT_EQ((*block(view, "f0"))["element"]["initial_option"]["value"], "no");
    EXPECT_EQ((*block(view, "f3"))["element"]["initial_date"], "2026-08-02");
    EXPECT_EQ((*block(view, "f7"))["element"]["initial_time"], "10:15");
    EXPECT_FALSE((*block(view, "f5"))["element"].contains("initial_value")) << "Slack refuses what is no number";
    const auto again = form_view(settings(), {{"f5", {"1.5"}}});
    EXPECT_EQ((*block(again, "f5"))["element"]["initial_value"], "1.5");
}

TEST(SlackViews, ATalkHasAFieldForWordsAndButtonsForChoices) {
    for (int kind = 0; kind <= static_cast<int>(control::kind::time); ++kind) {
        outgoing said;
        said.text = {{"What would you write if nobody judged it?"}};
        said.ask = asking(static_cast<control::kind>(kind));
        const auto view = talk_view(said, "Waymark");
        EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
        const bool buttons = said.ask->shape == control::kind::buttons || said.ask->shape == control::kind::select;
        EXPECT_EQ(view.contains("submit"), !buttons);
    }
    EXPECT_THAT(slack_view_problems(talk_view({}, "Waymark")), IsEmpty());
    EXPECT_THAT(slack_view_problems(waiting_view("Waymark", "w1", "de")), IsEmpty());
}

TEST(SlackViews, AWindowCarriesItsQuestionInTheButton) {
    const window_question asked{"q|talk-1|step", "What would you write? \"Anything\"", "es", 300};
    const auto read = window_in(window_value(asked));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->label, asked.label);
    EXPECT_EQ(read->most, 300);
    const auto view = window_view(asked, "Waymark", {});
    EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
    EXPECT_EQ(view["submit"]["text"], "Enviar");
    EXPECT_FALSE(window_in("no json"));
    EXPECT_FALSE(window_in("[1]"));
}

TEST(SlackViews, APageHasItsSections) {
    person_page page;
    page.sections = {{"You and Ann", {{"Goal: "}, {"<!channel> *win*", true}}, {asking(control::kind::buttons)}},
                     {"Settings", {{"From 9 to 18"}}, {}}};
    const auto view = home_view(page);
    EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
    EXPECT_EQ(view["type"], "home");
    for (int i = 0; i < 100; ++i) page.sections.insert(page.sections.begin(), page.sections.front());
    const auto long_one = home_view(page);
    EXPECT_THAT(slack_view_problems(long_one), IsEmpty());
    EXPECT_GT(long_one["blocks"].size(), 90U);
    EXPECT_THAT(long_one["blocks"].dump(), HasSubstr("From 9 to 18"))
        << "their own settings come last, and stand there";
}

TEST(SlackViews, APurposeTravelsAndAnybodysTextIsNone) {
    const view_purpose about{"settings", "de", false, true};
    EXPECT_EQ(purpose_in(metadata_of(about)), about);
    for (const auto* text : {"", "{", "[]", "17", "\"settings\""}) EXPECT_FALSE(purpose_in(text)) << text;
}

TEST(SlackViews, ADraftIsWrittenAndRead) {
    const draft typed{{"wants", {"Writing\nTalks"}}, {"days", {"1", "2"}}, {"empty", {}}};
    EXPECT_EQ(draft_from(draft_text(typed)), typed);
    EXPECT_THROW((void)draft_from("else"), std::invalid_argument);
}

TEST(SlackViews, AQuestionThatIsOpenedAgainHasWhatWasTyped) {
    outgoing what;
    what.text = {{"What did you learn?"}};
    what.ask = asking(control::kind::long_text);
    const draft typed{{what.ask->id, {"I waited"}}};
    const auto view = talk_view(what, "Waymark", typed);
    EXPECT_THAT(slack_view_problems(view), IsEmpty()) << view.dump(1);
    EXPECT_THAT(view.dump(), HasSubstr("\"initial_value\":\"I waited\""));
    EXPECT_THAT(talk_view(what, "Waymark").dump(), Not(HasSubstr("initial_value")));
}

// ---- what people do there

const interaction_place bo{{"slack", {"T0ACME0001"}, "U0MENTEE01"}, "111.222.abc"};
constexpr instant received{std::chrono::seconds(1'767'225'600)};

json submission(const view_purpose& about, const json& values) {
    json out;
    out["type"] = "view_submission";
    out["view"]["id"] = "V0VIEW";
    out["view"]["type"] = "modal";
    out["view"]["private_metadata"] = metadata_of(about);
    out["view"]["state"]["values"] = values;
    return out;
}

TEST(SlackViews, AFormThatWasSentIsSubmittedWithItsValues) {
    json values;
    values["from"]["value"] = {{"type", "timepicker"}, {"selected_time", "09:30"}};
    values["days"]["value"] = {{"type", "multi_static_select"},
                               {"selected_options", json::array({{{"value", "1"}}, {{"value", "2"}}})}};
    values["pause"]["value"] = {{"type", "datepicker"}, {"selected_date", nullptr}};
    const auto act = decode_submission(submission({"settings", "en"}, values).dump(), bo, received, {});
    ASSERT_EQ(act.reply.events.size(), 1U);
    const auto& what = std::get<inbound::submitted>(act.reply.events.front().what);
    EXPECT_EQ(what.form, "settings");
    EXPECT_THAT(what.values.at("from"), ElementsAre("09:30"));
    EXPECT_THAT(what.values.at("days"), ElementsAre("1", "2"));
    EXPECT_THAT(what.values.at("pause"), IsEmpty());
    EXPECT_EQ(act.reply.body, "");
    EXPECT_TRUE(act.sent);
}

TEST(SlackViews, WrongFieldsAreNamedAndNothingIsSubmitted) {
    const form_check refuse = [](const inbound::submitted&, std::string_view language, instant) {
        return std::map<std::string, std::string>{{"days", "one at least, in " + std::string(language)}};
    };
    const auto act = decode_submission(submission({"settings", "fr"}, {}).dump(), bo, received, {"Waymark", &refuse});
    EXPECT_THAT(act.reply.events, IsEmpty());
    EXPECT_FALSE(act.sent);
    const auto body = json::parse(act.reply.body);
    EXPECT_EQ(body["response_action"], "errors");
    EXPECT_EQ(body["errors"]["days"], "one at least, in fr");
}

TEST(SlackViews, AnAnswerInATalkWaitsForWhatIsSaidNext) {
    json values;
    values["q|talk-1|step"]["value"] = {{"type", "plain_text_input"}, {"value", "Be &lt;brave&gt;"}};
    const view_purpose about{"q|talk-1|step", "en", true, true};
    const auto act = decode_submission(submission(about, values).dump(), bo, received, {});
    ASSERT_EQ(act.reply.events.size(), 1U);
    const auto& event = act.reply.events.front();
    EXPECT_EQ(std::get<inbound::chose>(event.what).control, "q|talk-1|step");
    EXPECT_THAT(std::get<inbound::chose>(event.what).values, ElementsAre("Be &lt;brave&gt;"));
    const auto body = json::parse(act.reply.body);
    EXPECT_EQ(body["response_action"], "update");
    EXPECT_THAT(slack_view_problems(body["view"]), IsEmpty());
    EXPECT_EQ(event.surface, "V0VIEW " + body["view"]["external_id"].get<std::string>());
}

TEST(SlackViews, OneAnswerInAWindowClosesIt) {
    json values;
    values["q|talk-1|step"]["value"] = {{"value", "Words"}};
    const view_purpose about{"q|talk-1|step", "en", true, false};
    const auto act = decode_submission(submission(about, values).dump(), bo, received, {});
    ASSERT_EQ(act.reply.events.size(), 1U);
    EXPECT_EQ(act.reply.events.front().surface, "");
    EXPECT_EQ(act.reply.body, "");
}

TEST(SlackViews, WhatIsTypedIsADraftAndNoAct) {
    auto payload = submission({"profile", "en"}, {{"wants", {{"value", {{"value", "Wri"}}}}}});
    payload["type"] = "block_actions";
    payload["actions"] = json::array({{{"action_id", "value"}, {"block_id", "wants"}, {"value", "Wri"}}});
    const auto act = decode_in_view(payload.dump(), bo, received);
    EXPECT_THAT(act.reply.events, IsEmpty());
    EXPECT_EQ(act.draft_of, "profile");
    EXPECT_THAT(act.typed.at("wants"), ElementsAre("Wri"));
}

TEST(SlackViews, AMessageOfSomebodyElseIsNotReadWhenItIsToBeKept) {
    json payload;
    payload["callback_id"] = "keep_moment";
    payload["channel"]["id"] = "C0GENERAL1";
    payload["message"] = {{"user", "U0OTHER"}, {"text", "private"}, {"ts", "1767225610.000100"}};
    auto act = decode_shortcut(payload.dump(), bo, received);
    ASSERT_EQ(act.reply.events.size(), 1U);
    EXPECT_EQ(std::get<inbound::kept>(act.reply.events.front().what).text, "");
    EXPECT_EQ(act.reply.events.front().message, "");
    payload["message"]["user"] = "U0MENTEE01";
    act = decode_shortcut(payload.dump(), bo, received);
    EXPECT_EQ(std::get<inbound::kept>(act.reply.events.front().what).text, "private");
    EXPECT_EQ(act.reply.events.front().message, "C0GENERAL1/1767225610.000100");
}

TEST(SlackViews, NothingHostileIsUnderstood) {
    for (const auto* text :
         {"", "null", "[]", "{}", R"({"view":17})", R"({"view":{"private_metadata":"{\"what\":3}"}})"}) {
        EXPECT_THAT(decode_submission(text, bo, received, {}).reply.events, IsEmpty()) << text;
        EXPECT_THAT(decode_closing(text, bo, received).reply.events, IsEmpty()) << text;
        EXPECT_THAT(decode_in_view(text, bo, received).reply.events, IsEmpty()) << text;
        EXPECT_THAT(decode_shortcut(text, bo, received).reply.events, IsEmpty()) << text;
    }
}

}  // namespace
}  // namespace waymark::slack
