#include "tests/adapters/slack/whole_messages.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/plain_text.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/views.hpp"
#include "tests/support/block_limits.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
using ::waymark::testing::slack_problems;
using ::waymark::testing::slack_view_problems;

constexpr auto id = "0f8e2c1a9b";
constexpr auto channel = "D0DM000001";
constexpr auto bot_name = "Waymark";

class collector {
  public:
    void add(const std::string& how, const std::vector<std::string>& problems) {
        for (const auto& one : problems) all.push_back(how + " " + one);
    }
    void heard(const json& body, const std::string& words, const std::string& what) {
        const auto& text = body.at("text").get_ref<const std::string&>();
        if (text.find(escaped(harmless(words))) == std::string::npos)
            all.push_back("nobody hears the " + what + " \"" + words + "\" in \"" + text + "\"");
    }
    std::vector<std::string> all;
};

void look_at_words(collector& to, const json& body, const outgoing& what) {
    for (const auto& run : what.text)
        if (!run.from_person) to.heard(body, run.text, "words");
    if (what.ask)
        for (const auto& one : what.ask->options) to.heard(body, one.label, "answer");
    if (what.ways_out)
        for (const auto& one : what.ways_out->options) to.heard(body, one.label, "way out");
}

void look_at(collector& to, const outgoing& what) {
    if (what.file) return;  // no blocks: the words go along with the file
    const auto body = post_message(channel, what, id);
    to.add("chat", slack_problems(body));
    to.add("plain", slack_problems(post_plain(channel, what, id)));
    look_at_words(to, body, what);
    to.add("modal", slack_view_problems(talk_view(what, bot_name)));
    if (!what.ask || what.ask->shape != control::kind::long_text) return;
    auto window = window_in(window_value({{}, what.ask->label, what.language, what.ask->at_most})).value();
    window.control = what.ask->id;  // which the button's action_id carries
    to.add("window", slack_view_problems(window_view(window, bot_name, {})));
}

/// A modal has room for few words in its title and on its buttons: what a script says there is not cut.
void look_at_form(collector& to, const input_form& what) {
    const auto view = form_view(what, {});
    to.add("form", slack_view_problems(view));
    for (const auto& [place, words] :
         {std::pair("title", &what.title), std::pair("submit", &what.send), std::pair("close", &what.close)})
        if (view.at(place).at("text") != *words)
            to.all.push_back(std::string("form: cut in its ") + place + ": " + *words);
    if (what.fields.size() != static_cast<std::size_t>(std::ranges::count_if(
                                  view.at("blocks"), [](const json& one) { return one.at("type") == "input"; })))
        to.all.emplace_back("form: a field is not there");
}

}  // namespace

std::vector<std::string> problems_of(const scripted_message& one) {
    collector found;
    look_at(found, one.what);
    const auto before = post_message(channel, one.what, id);
    for (const auto& choice : one.then)
        found.add("chosen " + choice.chosen, slack_problems(settle_message(channel, "1.2", before, choice, id)));
    for (auto& problem : found.all) problem = one.where + ": " + problem;
    return std::move(found.all);
}

std::vector<std::string> problems_of(const message_content& content) {
    collector found;
    if (const auto* said = std::get_if<outgoing>(&content)) look_at(found, *said);
    if (const auto* choice = std::get_if<settled>(&content))
        found.add("settled", slack_problems(settle_message(channel, "1.2", json::object(), *choice, id)));
    if (const auto* page = std::get_if<person_page>(&content)) found.add("page", slack_view_problems(home_view(*page)));
    if (const auto* form = std::get_if<input_form>(&content)) look_at_form(found, *form);
    return std::move(found.all);
}

}  // namespace waymark::slack
