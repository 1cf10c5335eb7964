// A plan as JSON, and back. README.md says what stands in it.
#include <nlohmann/json.hpp>

#include "bot/plan/programme_plan.hpp"
#include "bot/time_text.hpp"

namespace waymark::planning {
namespace {

using nlohmann::json;

constexpr int format = 2;

json ids(const std::vector<person_id>& all) {
    auto out = json::array();
    for (const auto& one : all) out.push_back(one.text);
    return out;
}

json changes_as_json(const std::vector<programme_change>& all) {
    auto out = json::array();
    for (const auto& one : all) out.push_back({{"about", one.about}, {"words", one.words}});
    return out;
}

json day_as_json(const calendar_day& day) {
    auto slots = json::array();
    for (const auto& one : day.slots) slots.push_back({{"from", time_text(one.from)}, {"people", one.people}});
    return {{"day", date_text(day.day)},
            {"people", day.people},
            {"messages", day.messages},
            {"slots", slots},
            {"finished", day.finished ? json(time_text(*day.finished)) : json()}};
}

json calendar_as_json(const calendar& all) {
    auto days = json::array();
    for (const auto& one : all.days) days.push_back(day_as_json(one));
    auto weeks = json::object();
    for (const auto& [messages, count] : all.weeks) weeks[std::to_string(messages)] = count;
    auto contacts = json::array();
    for (const auto& one : all.contacts)
        contacts.push_back(
            {{"person", one.who.text}, {"name", one.name}, {"messages", one.messages}, {"most_a_day", one.most_a_day}});
    return {{"messages", all.messages},
            {"contacts", contacts},
            {"days", days},
            {"person_weeks", weeks},
            {"most", all.most ? json(all.most->text) : json()}};
}

}  // namespace

std::string plan_as_json(const programme_plan& plan) {
    auto too_much = json::object();
    for (const auto& [who, count] : plan.too_much) too_much[who.text] = count;
    const json out{{"format", format},
                   {"programme", plan.what.of.text},
                   {"title", plan.title},
                   {"made", time_text(plan.what.made)},
                   {"applied", plan.what.applied},
                   {"conversations", std::to_string(plan.what.conversations)},
                   {"members", std::to_string(plan.what.members)},
                   {"on_hold", std::to_string(plan.what.on_hold)},
                   {"changes", changes_as_json(plan.what.changes)},
                   {"talks", {{"all", plan.talks.all}, {"older", plan.talks.older}}},
                   {"days", plan.what.days},
                   {"zone", plan.zone},
                   {"with", calendar_as_json(plan.with)},
                   {"without", plan.without ? calendar_as_json(*plan.without) : json()},
                   {"over_budget", ids(plan.over_budget)},
                   {"too_much", too_much},
                   {"without_zone", ids(plan.without_zone)},
                   {"notes", plan.notes},
                   {"file", plan.what.file},
                   {"text", plan.what.text}};
    return out.dump(2) + "\n";
}

std::optional<planned_change> change_from_json(const std::string& text) {
    try {
        const auto from = json::parse(text);
        if (from.at("format").get<int>() != format) return {};
        planned_change out;
        out.of.text = from.at("programme").get<std::string>();
        out.applied = from.at("applied").get<int>();
        out.conversations = std::stoull(from.at("conversations").get<std::string>());
        out.members = std::stoull(from.at("members").get<std::string>());
        out.on_hold = std::stoull(from.at("on_hold").get<std::string>());
        const auto made = parse_time_text(from.at("made").get<std::string>());
        if (!made) return {};
        out.made = *made;
        out.days = from.at("days").get<int>();
        for (const auto& one : from.at("changes"))
            out.changes.push_back({one.at("about").get<std::string>(), one.at("words").get<std::string>()});
        out.text = from.at("text").get<std::string>();
        out.file = from.at("file").get<std::string>();
        return out;
    } catch (const json::exception&) {
        return {};
    } catch (const std::logic_error&) {  // a number that is none
        return {};
    }
}

}  // namespace waymark::planning
