// Messages as cards and activities: what people see, and that what they press comes back as what they chose.
#include "adapters/teams/encode.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "adapters/teams/card.hpp"
#include "adapters/teams/decode.hpp"
#include "tests/adapters/teams/fixtures.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace teams_fixtures;

const parties between{"28:bot", "Waymark", "a:1", "29:1"};

control ask_of(control::kind shape, std::vector<option> options, const std::string& label = "How is it going?") {
    return {shape, "q|c1|how", std::move(options), 2, label};
}
outgoing asking(control ask) {
    outgoing out;
    out.text = {{"Hello Ann.\n\nHow is it going?", false}};
    out.ask = std::move(ask);
    out.language = "en";
    return out;
}
std::vector<json> all(const json& body, const std::string& type) {
    std::vector<json> out;
    for (const auto& element : body) {
        if (element.at("type") == type) out.push_back(element);
        if (element.contains("actions"))
            for (const auto& action : element.at("actions"))
                if (action.at("type") == type) out.push_back(action);
    }
    return out;
}
std::vector<json> buttons_in(const json& card) {
    return all(card.at("body"), "Action.Submit");
}
json titles(const std::vector<json>& buttons) {
    json out = json::array();
    for (const auto& one : buttons) out.push_back(one.at("title"));
    return out;
}
/// What Teams sends when the button is pressed with these fields filled in; fields win over the button's data.
inbound::chose pressed(const json& button, const json& fields = json::object()) {
    auto data = button.at("data");
    if (button.value("associatedInputs", "auto") != "none") data.update(fields);
    auto activity = json::parse(bytes("inbound/message_action_submit.json"));
    activity["value"] = data;
    return std::get<inbound::chose>(decode(*read_activity(activity.dump()), story_time).events.at(0).what);
}
std::string words_on(const json& card) {
    std::string out;
    for (const auto& line : all(card.at("body"), "RichTextBlock")) {
        for (const auto& part : line.at("inlines")) out += part.at("text").get<std::string>();
        out += "\n";
    }
    return out;
}

TEST(teams_encode, buttons_choose_what_they_say) {
    const auto made = card(asking(ask_of(control::kind::buttons, {{"yes", "Yes"}, {"no", "No, thank you"}})), "p1");
    const auto buttons = buttons_in(made);
    ASSERT_EQ(titles(buttons), json({"Yes", "No, thank you"}));
    EXPECT_EQ(pressed(buttons[1]), (inbound::chose{"q|c1|how", {"no"}}));
    EXPECT_EQ(made.at("version"), "1.5");
    EXPECT_EQ(made.at("lang"), "en");
    EXPECT_EQ(made.at("fallbackText"), "Hello Ann.\n\nHow is it going?\n1. Yes\n2. No, thank you");
    EXPECT_EQ(made.at("speak"), made.at("fallbackText"));
}

TEST(teams_encode, another_sending_has_other_presses) {
    const auto ask = asking(ask_of(control::kind::buttons, {{"yes", "Yes"}}));
    const auto key = [&](const char* press) {
        auto activity = json::parse(bytes("inbound/message_action_submit.json"));
        activity["value"] = buttons_in(card(ask, press)).at(0).at("data");
        return decode(*read_activity(activity.dump()), story_time).events.at(0).key;
    };
    EXPECT_EQ(key("p1"), key("p1"));
    EXPECT_NE(key("p1"), key("p2"));
}

TEST(teams_encode, a_scale_is_two_rows_and_long_labels_are_a_list) {
    std::vector<option> steps;
    for (int i = 0; i <= 10; ++i) steps.push_back({std::to_string(i), std::to_string(i)});
    const auto scale = card(asking(ask_of(control::kind::buttons, steps)), "p");
    const auto rows = all(scale.at("body"), "ActionSet");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].at("actions").size(), 6U) << "Teams shows no more in one row";
    const auto list =
        card(asking(ask_of(control::kind::buttons, {{"a", "Something that a phone would cut"}, {"b", "B"}})), "p");
    ASSERT_EQ(all(list.at("body"), "Input.ChoiceSet").size(), 1U);
    EXPECT_EQ(all(list.at("body"), "Input.ChoiceSet")[0].at("wrap"), true);
    const auto send = buttons_in(list);
    ASSERT_EQ(send.size(), 1U);
    EXPECT_EQ(pressed(send[0], {{"value", "b"}}), (inbound::chose{"q|c1|how", {"b"}}));
    EXPECT_EQ(pressed(send[0]), (inbound::chose{"q|c1|how", {}}));
}

TEST(teams_encode, several_dates_and_people_have_a_field_and_what_may_be_pressed_instead) {
    const auto several = card(asking(ask_of(control::kind::several, {{"a", "A"}, {"b", "B"}, {"c", "C"}})), "p");
    const auto field = all(several.at("body"), "Input.ChoiceSet").at(0);
    EXPECT_EQ(field.at("isMultiSelect"), true);
    EXPECT_EQ(field.at("label"), "How is it going?") << "every field has a label for screen readers";
    EXPECT_EQ(pressed(buttons_in(several).at(0), {{"values", "a,c"}}), (inbound::chose{"q|c1|how", {"a", "c"}}));
    const auto date = card(asking(ask_of(control::kind::date, {{"none", "I cannot say"}})), "p");
    ASSERT_EQ(all(date.at("body"), "Input.Date").size(), 1U);
    const auto beside = buttons_in(date);
    ASSERT_EQ(beside.size(), 2U);
    EXPECT_EQ(pressed(beside[0], {{"value", "2026-04-01"}}), (inbound::chose{"q|c1|how", {"2026-04-01"}}));
    EXPECT_EQ(pressed(beside[1], {{"value", "2026-04-01"}}), (inbound::chose{"q|c1|how", {"none"}})) << "not the field";
    const auto person = card(asking(ask_of(control::kind::person, {})), "p");
    EXPECT_EQ(all(person.at("body"), "Input.ChoiceSet").at(0).at("choices.data").at("dataset"),
              "graph.microsoft.com/users");
}

TEST(teams_encode, a_number_has_its_bounds_and_says_what_it_wants_in_the_persons_language) {
    auto ask = ask_of(control::kind::number, {{"none", "I did not count"}});
    ask.least = 0;
    ask.most = 40;
    auto message = asking(ask);
    const auto field = all(card(message, "p").at("body"), "Input.Number").at(0);
    EXPECT_EQ(field.at("min"), 0);
    EXPECT_EQ(field.at("max"), 40);
    EXPECT_EQ(field.at("errorMessage"), "Write a number from 0 to 40.");
    const auto buttons = buttons_in(card(message, "p"));
    EXPECT_EQ(titles(buttons), json({"Send", "I did not count"}));
    EXPECT_EQ(pressed(buttons[0], {{"value", "12.5"}}), (inbound::chose{"q|c1|how", {"12.5"}}));
    EXPECT_EQ(pressed(buttons[0], {{"value", 12.5}}).values.size(), 1U) << "some clients send no text";
    message.language = "es-MX";
    EXPECT_EQ(all(card(message, "p").at("body"), "Input.Number").at(0).at("errorMessage"),
              "Escribe un número del 0 al 40.");
    EXPECT_EQ(titles(buttons_in(card(message, "p"))), json({"Enviar", "I did not count"}));
    message.ask->least.reset();
    message.language = "nl";
    EXPECT_EQ(all(card(message, "p").at("body"), "Input.Number").at(0).at("errorMessage"),
              "Write a number first, such as 3.");
}

TEST(teams_encode, a_long_answer_has_a_button_that_opens_a_window_of_its_size) {
    auto ask = ask_of(control::kind::long_text, {{"none", "Not now"}});
    ask.at_most = 1200;
    ask.action = "Write in a window";
    const auto made = card(asking(ask), "p1");
    EXPECT_TRUE(all(made.at("body"), "Input.Text").empty());
    EXPECT_THAT(words_on(made), HasSubstr("How is it going?"));
    const auto buttons = buttons_in(made);
    ASSERT_EQ(titles(buttons), json({"Write in a window", "Not now"}));
    EXPECT_EQ(buttons[0].at("data").at("msteams"), json({{"type", "task/fetch"}}));
    auto fetch = json::parse(bytes("inbound/invoke_task_fetch.json"));
    fetch["value"]["data"] = buttons[0].at("data");
    const auto task = json::parse(decode(*read_activity(fetch.dump()), story_time).body).at("task");
    const auto& window = task.at("value").at("card").at("content");
    EXPECT_EQ(task.at("value").at("title"), "Your answer");
    EXPECT_EQ(window.at("body").at(0).at("label"), "How is it going?");
    EXPECT_EQ(window.at("body").at(0).at("maxLength"), 1200);
    EXPECT_EQ(window.at("body").at(0).at("errorMessage"), "Write a few words first.");
    EXPECT_EQ(window.at("actions").at(0).at("data"), json({{"control", "q|c1|how"}, {"press", "p1"}}));
}

TEST(teams_encode, the_question_is_the_label_of_its_field_and_stands_nowhere_else) {
    auto message = asking(ask_of(control::kind::date, {}, "Hello Ann.\n\nHow is it going?"));
    message.text.push_back({"\nOnly you see it.", false});
    const auto body = card(message, "p").at("body");
    ASSERT_EQ(body.size(), 4U);
    EXPECT_EQ(body[0].at("inlines").at(0).at("text"), "Hello Ann.");
    EXPECT_EQ(body[1].at("label"), "How is it going?");
    EXPECT_EQ(body[2].at("inlines").at(0).at("text"), "Only you see it.");
    EXPECT_EQ(body[3].at("type"), "ActionSet");
    message.text = {{"Which day would that be?", false}};  // asked anew, in other words
    const auto anew = card(message, "p").at("body");
    EXPECT_EQ(anew[0].at("inlines").at(0).at("text"), "Which day would that be?");
    EXPECT_EQ(anew[1].at("label"), "How is it going?");
    message.ask->label = std::string(700, 'x');
    EXPECT_EQ(card(message, "p").at("body")[1].at("label"), "Your answer") << "every field has one";
}

TEST(teams_encode, no_field_is_sent_empty) {
    for (const auto shape :
         {control::kind::several, control::kind::date, control::kind::person, control::kind::number}) {
        const auto body = card(asking(ask_of(shape, {{"a", "A"}})), "p").at("body");
        const auto field = std::ranges::find_if(body, [](const json& one) { return one.contains("label"); });
        ASSERT_NE(field, body.end());
        EXPECT_EQ(field->at("isRequired"), true);
        EXPECT_FALSE(field->at("errorMessage").get<std::string>().empty());
    }
}

TEST(teams_encode, what_people_wrote_is_no_markup_where_a_client_may_read_markdown) {
    const std::string wild = "[a](https://evil.example) **b** <at>Bo</at> {{DATE(x)}} ${y}\n# c";
    const auto tame = "(a)(https:∕∕evil.example) ∗∗b∗∗ ‹at›Bo‹/at› { {DATE(x)}} $ {y} # c";
    auto message = asking(ask_of(control::kind::several, {{"a", wild}}, wild));
    message.text = {{"Bo wrote: ", false}, {"**b**", true}, {" See https://example.org", false}};
    const auto made = card(message, "p");
    const auto field = all(made.at("body"), "Input.ChoiceSet").at(0);
    EXPECT_EQ(field.at("choices").at(0).at("title"), tame);
    EXPECT_EQ(field.at("label"),
              "#\xc2\xa0"
              "c")
        << "its last line";
    EXPECT_EQ(made.at("speak"), std::string("Bo wrote: ∗∗b∗∗ See https://example.org\n1. ") + tame);
    EXPECT_EQ(made.at("body").at(0).at("inlines").at(1).at("text"), "**b**") << "a TextRun knows no Markdown";
    message.text = {{"{{DATE(2026-01-01T00:00:00Z)}}", true}};
    EXPECT_EQ(card(message, "p").at("body").at(0).at("inlines").at(0).at("text"), "{ {DATE(2026-01-01T00:00:00Z)}}");
    for (const auto& [line, shown] :
         std::vector<std::pair<std::string, std::string>>{{"- x", "‐ x"},
                                                          {"{{{x", "{ { {x"},
                                                          {"1. x", "1.\xc2\xa0x"},
                                                          {"12) x", "12)\xc2\xa0x"},
                                                          {"1.5 hours", "1.5 hours"},
                                                          {"   x", " x"},
                                                          {"R&D (us) - 2!", "R&D (us) - 2!"}}) {
        message.ask->options = {{"a", line}};
        EXPECT_EQ(all(card(message, "p").at("body"), "Input.ChoiceSet").at(0).at("choices").at(0).at("title"), shown);
    }
}

TEST(teams_encode, what_cannot_come_back_is_not_shown) {
    auto comma = ask_of(control::kind::several, {{"a,b", "A"}});
    EXPECT_TRUE(buttons_in(card(asking(comma), "p")).empty()) << "Teams joins several values by commas";
    EXPECT_TRUE(buttons_in(card(asking(ask_of(control::kind::buttons, {{"", "A"}})), "p")).empty());
    auto nameless = ask_of(control::kind::buttons, {{"a", "A"}});
    nameless.id = "";
    EXPECT_TRUE(buttons_in(card(asking(nameless), "p")).empty());
}

TEST(teams_encode, ways_out_stand_behind_the_dots) {
    outgoing nudge;
    nudge.text = {{"Shall we look back?", false}};
    nudge.ways_out = {control::kind::select, "ways", {{"why", "Why this?"}, {"stop", "Stop"}}, 1, "Too much?"};
    const auto buttons = buttons_in(card(nudge, "p"));
    ASSERT_EQ(buttons.size(), 2U);
    for (const auto& one : buttons) EXPECT_EQ(one.at("mode"), "secondary");
    EXPECT_EQ(pressed(buttons[1]), (inbound::chose{"ways", {"stop"}}));
    EXPECT_THAT(words_on(card(nudge, "p")), HasSubstr("Too much?"));
}

TEST(teams_encode, words_of_people_are_shown_as_they_are_and_addresses_of_the_bot_are_links) {
    outgoing message;
    message.text = {{"Ann wrote: ", false},
                    {"**not bold** <at>Bo</at> https://evil.example\u202E", true},
                    {"\nSee https://example.org/a?b=1. Bye", false}};
    const auto made = card(message, "p");
    EXPECT_EQ(words_on(made),
              "Ann wrote: **not bold** <at>Bo</at> https://evil.example\nSee https://example.org/a?b=1. Bye\n");
    EXPECT_TRUE(all(made.at("body"), "TextBlock").empty()) << "a TextBlock would read Markdown";
    std::vector<std::string> links;
    for (const auto& line : all(made.at("body"), "RichTextBlock"))
        for (const auto& part : line.at("inlines"))
            if (part.contains("selectAction")) links.push_back(part.at("selectAction").at("url").get<std::string>());
    EXPECT_THAT(links, ElementsAre("https://example.org/a?b=1"));
}

TEST(teams_encode, text_alone_is_plain_and_a_question_is_a_card_with_a_summary) {
    outgoing words;
    words.text = {{"One\n*two*", false}};
    const auto plain = messages_for(words, between, "p");
    ASSERT_EQ(plain.size(), 1U);
    EXPECT_EQ(plain[0].at("text"), "One\n*two*");
    EXPECT_EQ(plain[0].at("textFormat"), "plain");
    EXPECT_EQ(plain[0].at("from").at("id"), "28:bot");
    EXPECT_EQ(plain[0].at("conversation").at("id"), "a:1");
    EXPECT_EQ(plain[0].at("recipient").at("id"), "29:1");
    const auto asked = messages_for(asking(ask_of(control::kind::buttons, {{"yes", "Yes"}})), between, "p");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_FALSE(asked[0].contains("text")) << "Teams makes two messages of text and a card";
    EXPECT_EQ(asked[0].at("summary"), "Hello Ann.\n\nHow is it going?\n1. Yes");
    EXPECT_EQ(messages_for({}, between, "p").at(0).at("text"), "…") << "an empty text is refused";
}

TEST(teams_encode, long_text_goes_ahead_whole_and_the_question_stays_with_its_buttons) {
    auto message = asking(ask_of(control::kind::buttons, {{"yes", "Yes"}}));
    std::string story;
    for (int i = 0; i < 9000; ++i) story += "äöü€ ";
    message.text.insert(message.text.begin(), {"Bo wrote:\n" + story + "\n", true});
    const auto sent = messages_for(message, between, "p");
    ASSERT_GT(sent.size(), 2U);
    std::string ahead;
    for (const auto& one : sent) {
        EXPECT_LE(one.dump().size(), 25'000U);
        if (one.contains("text")) ahead += one.at("text").get<std::string>();
    }
    EXPECT_THAT(ahead, HasSubstr("Bo wrote:"));
    std::size_t euros = 0;
    for (auto at = ahead.find("€"); at != std::string::npos; at = ahead.find("€", at + 1)) ++euros;
    EXPECT_EQ(euros, 9000U) << "nothing is lost where it is cut";
    EXPECT_THAT(words_on(sent.back().at("attachments").at(0).at("content")), HasSubstr("How is it going?"));
    EXPECT_THAT(words_on(sent.back().at("attachments").at(0).at("content")), Not(HasSubstr("€")));
}

TEST(teams_encode, no_message_is_larger_than_every_statement_of_teams_allows) {
    for (const auto* line : {"x\n", "\"\\\"\n", "{{\n", "äöü\n", "\n", "<*_`[\n"}) {
        std::string text;
        for (int i = 0; i < 6'000; ++i) text += line;
        auto message = asking(ask_of(control::kind::buttons, {{"yes", "Yes"}}));
        message.text.insert(message.text.begin(), {text, true});
        for (const auto& one : messages_for(message, between, "p")) EXPECT_LE(one.dump().size(), 25'000U) << line;
        settled choice{{"m1"}, "Yes", false, true};
        EXPECT_LE(settled_message(message, choice, between).dump().size(), 25'000U) << line;
    }
    std::vector<option> many;
    for (int i = 0; i < 400; ++i) many.push_back({std::to_string(i), "Person number " + std::to_string(i)});
    const auto list = messages_for(asking(ask_of(control::kind::select, many)), between, "p");
    EXPECT_LE(list.back().dump().size(), 25'000U);
    many.resize(25, {"x", "x"});
    for (auto& one : many) one.label = std::string(80, 'y');
    EXPECT_EQ(all(card(asking(ask_of(control::kind::select, many)), "p").at("body"), "Input.ChoiceSet").size(), 1U)
        << "as many as a script may offer";
}

TEST(teams_encode, an_answered_card_shows_the_answer_and_nothing_to_press) {
    const auto message = asking(ask_of(control::kind::buttons, {{"yes", "Yes"}}));
    settled choice{{"m1"}, "Yes", false, true};
    const auto after = settled_message(message, choice, between).at("attachments").at(0).at("content");
    EXPECT_EQ(words_on(after), "Hello Ann.\nHow is it going?\n✓ Yes\n");
    EXPECT_TRUE(buttons_in(after).empty());
    EXPECT_EQ(after.at("fallbackText"), "Hello Ann.\n\nHow is it going?\n✓ Yes");
    choice.is_choice = false;
    EXPECT_THAT(words_on(settled_message(message, choice, between).at("attachments").at(0).at("content")),
                Not(HasSubstr("✓")));
}

}  // namespace
}  // namespace waymark::teams
