// Hostile texts and names through every renderer, in every place where something of people's is shown: nothing of them
// becomes a mention, a link or markup, and nothing hides in what is read.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "adapters/playground/lines.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/upload.hpp"
#include "adapters/slack/views.hpp"
#include "adapters/teams/encode.hpp"
#include "adapters/teams/file_offer.hpp"
#include "adapters/teams/invoke.hpp"
#include "tests/support/block_limits.hpp"
#include "tests/support/hostile_texts.hpp"
#include "tests/support/script_messages.hpp"
#include "tests/support/slack_markup.hpp"
#include "tests/support/talk_through.hpp"
#include "tests/support/teams_cards.hpp"
#include "tests/support/teams_markup.hpp"

namespace waymark {
namespace {

using ::testing::IsEmpty;
using namespace waymark::testing;
using nlohmann::json;

constexpr auto id = "0f8e2c1a9b";
constexpr auto channel = "D0DM000001";
const teams::parties between{"28:bot", "Waymark", "a:1", "29:1"};

/// As it goes over the wire, and back.
json sent(const json& body) {
    return json::parse(slack::wire(body));
}

/// What of a playground's line would not be read as it stands. The page shows all of it as text.
std::vector<std::string> hidden_on_page(const json& line) {
    std::vector<std::string> out;
    const auto look = [&](const json& text) {
        for (auto& one : hidden_in(text.get<std::string>())) out.push_back(std::move(one));
    };
    for (const auto* name : {"text", "chosen"})
        if (line.contains(name)) look(line[name]);
    for (const auto* name : {"ask", "ways_out"}) {
        if (!line.contains(name)) continue;
        look(line[name]["label"]);
        for (const auto& one : line[name]["options"]) look(one["label"]);
    }
    if (!line.contains("file")) return out;
    look(line["file"]["name"]);
    if (!line["file"]["url"].get<std::string>().starts_with("data:")) out.emplace_back("the file is elsewhere");
    return out;
}

using live_things = std::set<std::string>;

/// Everything live in this message on every platform, in the chat, in a modal, and once a choice is made.
live_things live_in(const outgoing& what, const std::vector<settled>& choices) {
    live_things out;
    const auto add = [&](const std::string& where, const std::vector<std::string>& found) {
        for (const auto& one : found) out.insert(where + " " + one);
    };
    const auto posted = sent(slack::post_message(channel, what, id));
    add("Slack", live_in_slack(posted));
    add("Slack without blocks", live_in_slack(sent(slack::post_plain(channel, what, id))));
    add("Slack's modal", live_in_slack(sent(slack::talk_view(what, "Waymark"))));
    for (const auto& one : teams::messages_for(what, between, "p")) add("Teams", live_in_teams(sent(one)));
    add("playground", hidden_on_page(sent(bot_line("bo", "1", what, {}))));
    for (const auto& one : choices) {
        add("Slack, chosen", live_in_slack(sent(slack::settle_message(channel, "1.2", posted, one, id))));
        add("Teams, chosen", live_in_teams(sent(teams::settled_message(what, one, between))));
        add("playground, chosen", hidden_on_page(sent(settled_line("bo", "1", one))));
    }
    return out;
}

control asking(control::kind shape, const std::string& label, std::vector<option> options) {
    control out;
    out.shape = shape;
    out.id = "q|p1/closing/1|step";
    out.label = label;
    out.options = std::move(options);
    out.at_most = 300;
    if (shape == control::kind::long_text) out.action = "Write";
    return out;
}

TEST(hostile_texts, are_many) {
    EXPECT_GE(hostile_texts().size(), 500U);
}

TEST(hostile_texts, are_live_where_nobody_takes_care) {
    EXPECT_THAT(live_in_mrkdwn("<!channel> *b* https://a.b"), ::testing::SizeIs(3));
    EXPECT_THAT(live_in_markdown("[x](https://a.b) **b**"), ::testing::Not(IsEmpty()));
    std::size_t in_slack = 0, in_teams = 0;
    for (const auto& text : hostile_texts()) {
        json raw;
        raw["text"] = text;
        in_slack += live_in_slack(raw).empty() ? 0 : 1;
        raw["textFormat"] = "markdown";
        in_teams += live_in_teams(raw).empty() ? 0 : 1;
    }
    EXPECT_GT(in_slack, 350U) << "an oracle that sees nothing proves nothing";
    EXPECT_GT(in_teams, 350U);
}

TEST(hostile_texts, are_words_and_labels_and_choices_and_nothing_else) {
    using kind = control::kind;
    const std::vector shapes{kind::select, kind::several, kind::date, kind::person, kind::number, kind::long_text};
    std::size_t turn = 0;
    for (const auto& text : hostile_texts()) {
        const auto other = shapes[turn++ % shapes.size()];  // each family is long enough for all of them
        outgoing message;
        message.language = "en";
        message.text = {{"They wrote: "}, {text, true}, {"\nAnd then:\n"}, {text, true}, {"\nWhat now?"}};
        message.ways_out = asking(kind::buttons, "Other " + text, {{"why", text}, {"stop", "Stop"}});
        for (const auto shape : {kind::buttons, other}) {
            message.ask = asking(shape, text, {{"a", text}, {"b", "Plain"}});
            EXPECT_THAT(live_in(message, {{{"m"}, text, true}, {{"m"}, text, true, false}}), IsEmpty())
                << static_cast<int>(shape) << " " << text.substr(0, 300);
        }
    }
}

// Names, answers, goals and what is quoted of them, through the words of the scripts themselves.
TEST(hostile_texts, bring_nothing_into_what_a_script_says) {
    const auto& book = shipped_scripts();
    const auto scripts = book.flows.all();
    const auto languages = book.texts.languages();
    std::map<std::pair<std::size_t, std::size_t>, live_things> harmless_ones;
    constexpr std::size_t one_in = 6;  // of the messages of a script, others with each text
    std::size_t turn = 0;
    for (const auto& text : hostile_texts()) {
        const auto script = turn % scripts.size(), language = (turn / scripts.size()) % languages.size();
        ++turn;
        auto& own = harmless_ones[{script, language}];
        if (own.empty()) {
            own.insert("");
            for (const auto& one : messages_of(book, *scripts[script], languages[language], {"Bo", "We met."}))
                own.merge(live_in(one.what, one.then));
        }
        const auto messages = messages_of(book, *scripts[script], languages[language], {text, text});
        for (std::size_t i = turn % one_in; i < messages.size(); i += one_in) {
            const auto& one = messages[i];
            for (const auto& live : live_in(one.what, one.then))
                EXPECT_TRUE(own.contains(live)) << one.where << ": " << live.substr(0, 300);
        }
    }
}

TEST(hostile_texts, stand_in_fields_and_drafts_and_stay_within_every_limit) {
    for (const auto& text : hostile_texts()) {
        input_form form;
        form.id = "profile";
        form.title = form.send = form.close = text;
        form.text = {{"You wrote: "}, {text, true}};
        for (const auto shape : {control::kind::long_text, control::kind::several, control::kind::select}) {
            form_field field;
            field.what = asking(shape, text, {{"a", text}, {"b", "Plain"}});
            field.what.id = "f" + std::to_string(static_cast<int>(shape));
            field.what.initial = {shape == control::kind::long_text ? text : "a"};
            field.hint = text;
            form.fields.push_back(std::move(field));
        }
        const slack::window_question window{"q|p1/closing/1|step", text.substr(0, 1500), "en", 300};
        for (const auto& typed :
             {slack::draft{}, slack::draft{{form.fields[0].what.id, {text}}, {window.control, {text}}}})
            for (const auto& view : {slack::form_view(form, typed), slack::window_view(window, text, typed)}) {
                EXPECT_THAT(slack_view_problems(sent(view)), IsEmpty()) << text.substr(0, 300);
                EXPECT_THAT(live_in_slack(sent(view)), IsEmpty()) << text.substr(0, 300);
            }
        teams::card_input pressed;
        pressed.control = "c";
        pressed.title = pressed.label = pressed.send = pressed.wanted = text;
        EXPECT_THAT(live_in_teams(json::parse(teams::dialog_answer(pressed).body)), IsEmpty()) << text.substr(0, 300);
    }
}

TEST(hostile_texts, are_names_of_files_and_words_beside_them) {
    for (const auto& text : hostile_texts()) {
        outgoing message;
        message.text = {{"Here it is, "}, {text, true}, {"!"}};
        message.file = attached_file{text, "{}"};
        EXPECT_THAT(live_in_slack(sent(slack::shared_file("F1", channel, message))), IsEmpty()) << text.substr(0, 300);
        for (const auto& one : teams::file_offer(message, between))
            EXPECT_THAT(live_in_teams(sent(one)), IsEmpty()) << text.substr(0, 300);
        EXPECT_THAT(hidden_on_page(sent(bot_line("bo", "1", message, {}))), IsEmpty()) << text.substr(0, 300);
    }
}

TEST(hostile_texts, are_goals_and_names_on_a_page_and_in_its_forms) {
    stage here;
    auto& pair = here.all.pairs.at({"p1"});
    pair.kept.push_back({"goal", here.bo, audience::partner, true, "", {}, here.now});
    here.starts("closing");
    here.lines.clear();
    for (const auto& raw : hostile_texts()) {
        const auto text = sent(json(raw)).get<std::string>();  // what is stored is UTF-8
        for (const auto& who : {here.ann, here.bo}) here.all.people.at(who).first_name = text;
        here.all.pairs.at({"p1"}).kept.front().text = text;
        here.all.people.at(here.bo).profile.wants = {text};
        for (const auto& what : {inbound_content(inbound::opened{inbound::place::home}),
                                 inbound_content(inbound::chose{"form|settings", {"open"}}),
                                 inbound_content(inbound::chose{"form|profile", {"open"}})})
            here.does_in("V1", here.bo, what);
        for (const auto& one : here.lines) {
            json view;
            if (const auto* page = std::get_if<person_page>(&one.row.content)) view = slack::home_view(*page);
            if (const auto* form = std::get_if<input_form>(&one.row.content)) view = slack::form_view(*form, {});
            if (view.is_null()) continue;
            EXPECT_THAT(slack_view_problems(sent(view)), IsEmpty()) << text.substr(0, 300);
            EXPECT_THAT(live_in_slack(sent(view)), IsEmpty()) << text.substr(0, 300);
        }
        here.lines.clear();
    }
}

}  // namespace
}  // namespace waymark
