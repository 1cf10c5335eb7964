// A plan for people to read.
#include <algorithm>
#include <array>

#include "bot/plan/programme_plan.hpp"
#include "conversations/person/zone.hpp"

namespace waymark::planning {
namespace {

std::string counted(int count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string left(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

std::string right(const std::string& text, std::size_t width) {
    return std::string(width - std::min(width, text.size()), ' ') + text;
}

std::string two(int number) {
    return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
}

std::string clock_text(instant at, const std::string& zone) {
    constexpr int minutes_of_an_hour = 60;
    const auto local = to_local(at, zone);
    return two(local.minute / minutes_of_an_hour) + ":" + two(local.minute % minutes_of_an_hour);
}

std::string day_text(std::chrono::year_month_day day) {
    constexpr std::array<const char*, 7> names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return std::string(names.at(std::chrono::weekday(day).iso_encoding() - 1)) + " " + date_text(day);
}

/// One line of the table: day, people, messages, without the change, busiest quarter of an hour, finished.
std::string row_of(const std::array<std::string, 6>& cells) {
    auto out = "  " + left(cells[0], 14) + right(cells[1], 8) + right(cells[2], 10) + right(cells[3], 10) + "   " +
               left(cells[4], 19) + cells[5];
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
}

int messages_on(const std::optional<calendar>& all, std::size_t day) {
    return all && day < all->days.size() ? all->days[day].messages : 0;
}

std::string table_of(const programme_plan& plan) {
    auto out = row_of({"day", "people", "messages", plan.without ? "without" : "", "busiest 15 min", "finished"});
    for (std::size_t i = 0; i < plan.with.days.size(); ++i) {
        const auto& day = plan.with.days[i];
        const auto without = messages_on(plan.without, i);
        if (day.messages == 0 && without == 0) continue;
        const auto* busiest = day.busiest();
        const auto slot = busiest == nullptr ? std::string()
                                             : clock_text(busiest->from, plan.zone) + "  " +
                                                   counted(busiest->people, "person", "people");
        out += row_of({day_text(day.day), std::to_string(day.people), std::to_string(day.messages),
                       plan.without ? std::to_string(without) : "", slot,
                       day.finished ? clock_text(*day.finished, plan.zone) : ""});
    }
    return out;
}

/// "In one week a person gets at most 3 messages (ann). In 40 weeks of one person each: none in 10, 1 in 25, …"
std::string weeks_in_words(const calendar& all) {
    std::string each;
    int most = 0, sum = 0;
    for (const auto& [messages, weeks] : all.weeks) {
        each += (each.empty() ? "" : ", ") +
                std::string(messages == 0 ? "no message" : counted(messages, "message", "messages")) + " in " +
                std::to_string(weeks);
        most = std::max(most, messages);
        sum += weeks;
    }
    if (sum == 0) return "Nobody is there yet.\n";
    return "The most for one person in a week: " + counted(most, "message", "messages") +
           (all.most ? ", for " + all.most->text : "") + ".\nEach week of each person counted (" + std::to_string(sum) +
           " in all): " + each + ".\n";
}

std::string contacts_in_words(const calendar& all) {
    std::string out;
    for (const auto& one : all.contacts) {
        out += one.name + ": " + counted(one.messages, "message", "messages");
        if (one.messages > 0) out += ", at most " + std::to_string(one.most_a_day) + " a day";
        out += ".\n";
    }
    return out;
}

std::string names_of(const std::vector<person_id>& all) {
    std::string out;
    for (const auto& one : all) out.append(out.empty() ? "" : ", ").append(one.text);
    return out.empty() ? "nobody" : out;
}

std::string too_much_in_words(const std::map<person_id, int>& all) {
    if (all.empty()) return {};
    std::vector<person_id> who;
    int sum = 0;
    for (const auto& [id, count] : all) {
        who.push_back(id);
        sum += count;
    }
    return "No room in their hours and their budget for all that is due: " + names_of(who) + "; " +
           counted(sum, "message becomes too old and is", "messages become too old and are") + " left out.\n";
}

}  // namespace

std::string changes_as_text(const std::vector<programme_change>& changes) {
    std::string out;
    for (const auto& one : changes) out.append("  ").append(one.about).append(": ").append(one.words).append("\n");
    return out;
}

std::string talks_as_text(const talks_under_way& talks) {
    if (talks.all == 0) return "No talk is under way.\n";
    auto out =
        counted(talks.all, "talk is under way, and ends as it began", "talks are under way, and end as they began");
    if (talks.older > 0) out += " (" + std::to_string(talks.older) + " by an older version of the conversation)";
    return out + ".\n";
}

std::string plan_as_text(const programme_plan& plan) {
    const auto& what = plan.what;
    auto out = plan.title + " (" + what.of.text + "): ";
    if (what.applied == 0) {
        out += "nothing was applied yet, so all of it is new.\n";
    } else {
        const auto count = static_cast<int>(what.changes.size());
        out += count == 0 ? "nothing would change" : counted(count, "change", "changes");
        out += ". What runs now is number " + std::to_string(what.applied) + ".\n" + changes_as_text(what.changes) +
               talks_as_text(plan.talks);
    }
    for (const auto& note : plan.notes) out += note + "\n";
    out += "\nThe next " + std::to_string(what.days) +
           " days, if nobody writes anything: " + counted(plan.with.messages, "message", "messages");
    if (plan.without) out += " (" + std::to_string(plan.without->messages) + " without the change)";
    out += ".\nDays and hours are in the programme's time (" + plan.zone +
           "); each message comes within the hours of its reader.\n";
    if (plan.with.messages > 0 || (plan.without && plan.without->messages > 0)) out += table_of(plan);
    out += weeks_in_words(plan.with) + contacts_in_words(plan.with) + "Over budget: " + names_of(plan.over_budget) +
           ".\n" + too_much_in_words(plan.too_much) + "Without a time zone: " + names_of(plan.without_zone);
    out += plan.without_zone.empty() ? ".\n" : "; until it is known, that of the programme counts.\n";
    return out;
}

}  // namespace waymark::planning
