#include "tests/support/teams_cards.hpp"

#include <functional>
#include <set>

namespace waymark::testing {
namespace {

using nlohmann::json;

constexpr auto card_type = "application/vnd.microsoft.card.adaptive";
constexpr std::size_t longest_card = 28'000;
constexpr std::size_t most_primary = 6;

std::vector<json> cards_of(const json& activity) {
    std::vector<json> out;
    for (const auto& one : activity.value("attachments", json::array()))
        if (one.value("contentType", "") == card_type) out.push_back(one.value("content", json::object()));
    return out;
}

/// Elements and actions, wherever they are nested, in order.
void walk(const json& element, const std::function<void(const json&)>& visit) {
    if (!element.is_object()) return;
    visit(element);
    for (const auto* inside : {"body", "items", "columns", "actions", "inlines", "card"}) {
        if (!element.contains(inside)) continue;
        if (element[inside].is_object()) walk(element[inside], visit);
        if (element[inside].is_array())
            for (const auto& one : element[inside]) walk(one, visit);
    }
}

std::string type_of(const json& element) {
    return element.value("type", "");
}

bool sends(const json& element) {
    return type_of(element) == "Action.Submit" || type_of(element) == "Action.Execute";
}

std::string line_of(const json& element) {
    if (type_of(element) == "TextBlock") return element.value("text", "") + "\n";
    if (type_of(element).starts_with("Input.")) return element.value("label", "") + "\n";
    if (type_of(element) != "RichTextBlock") return {};
    std::string out;
    for (const auto& run : element.value("inlines", json::array()))
        out += run.is_string() ? run.get<std::string>() : run.value("text", "");
    return out + "\n";
}

/// The first button that takes the fields along.
json sender_in(const json& card) {
    json out;
    walk(card, [&](const json& one) {
        if (out.is_null() && sends(one) && one.value("associatedInputs", "auto") != "none") out = one;
    });
    return out;
}

void look_at(const json& element, std::set<std::string>& ids, std::vector<std::string>& out) {
    const auto type = type_of(element);
    const auto complain = [&](const std::string& what) { out.push_back(type + ": " + what); };
    if (type.starts_with("Input.")) {
        if (element.value("id", "").empty()) complain("no id");
        if (!ids.insert(element.value("id", "")).second) complain("the id is there twice");
        if (element.value("label", "").empty()) complain("no label");
    }
    if (type == "Input.ChoiceSet" && element.value("isMultiSelect", false))
        for (const auto& one : element["choices"])
            if (one.value("value", "").find(',') != std::string::npos) complain("a comma in a value");
    if (type == "TextBlock" && !element.value("wrap", false)) complain("not wrapped");
    if (sends(element) && !element.value("data", json()).is_object()) complain("data is no object");
    if (type.starts_with("Action.") && element.value("title", "").empty() && type != "Action.OpenUrl")
        complain("no title");
    std::size_t primary = 0;
    for (const auto& one : element.value("actions", json::array()))
        if (one.value("mode", "primary") == "primary") ++primary;
    if (primary > most_primary) complain("more buttons than are shown");
}

}  // namespace

std::string words_in(const json& activity) {
    auto out = activity.value("text", "");
    if (!out.empty()) out += "\n";
    for (const auto& card : cards_of(activity)) walk(card, [&](const json& one) { out += line_of(one); });
    if (!out.empty()) out.pop_back();
    return out;
}

std::vector<card_choice> choices_in(const json& activity) {
    std::vector<card_choice> out;
    for (const auto& card : cards_of(activity)) {
        const auto sender = sender_in(card);
        walk(card, [&](const json& one) {
            if (sends(one)) out.push_back({one.value("title", ""), one, json::object()});
            if (type_of(one) != "Input.ChoiceSet") return;
            for (const auto& choice : one.value("choices", json::array())) {
                json inputs;
                inputs[one.value("id", "")] = choice.value("value", "");
                out.push_back({choice.value("title", ""), sender, inputs});
            }
        });
    }
    return out;
}

std::vector<card_field> fields_in(const json& activity) {
    std::vector<card_field> out;
    for (const auto& card : cards_of(activity)) {
        const auto sender = sender_in(card);
        walk(card, [&](const json& one) {
            if (type_of(one).starts_with("Input.")) out.push_back({one.value("id", ""), sender});
        });
    }
    return out;
}

std::vector<std::string> card_problems(const json& activity) {
    std::vector<std::string> out;
    const auto cards = cards_of(activity);
    const bool says = !activity.value("text", "").empty();
    if (!says && cards.empty()) out.emplace_back("neither text nor card");
    if (says && !cards.empty()) out.emplace_back("text and card in one: Teams would make two messages of it");
    for (const auto& card : cards) {
        if (type_of(card) != "AdaptiveCard") out.emplace_back("no card");
        if (card.value("version", "") > std::string("1.5")) out.emplace_back("a version that Teams does not take");
        if (card.value("fallbackText", "").empty()) out.emplace_back("no fallbackText");
        if (card.dump().size() > longest_card) out.emplace_back("a card of " + std::to_string(card.dump().size()));
        std::set<std::string> ids;
        walk(card, [&](const json& one) { look_at(one, ids, out); });
    }
    return out;
}

}  // namespace waymark::testing
