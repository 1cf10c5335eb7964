#include "bot/playground/years.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "conversations/turn/work.hpp"

namespace waymark {
namespace {

using json = nlohmann::ordered_json;
using rehearsal::happening;
using rehearsal::pair_year;

constexpr auto language_of_page = "en";

std::int64_t milliseconds(instant at) {
    return to_us(at) / 1000;
}

std::string_view name_of(happening::kind one) {
    switch (one) {
        case happening::kind::reply:
            return "reply";
        case happening::kind::nudge:
            return "nudge";
        case happening::kind::for_contact:
            return "for_contact";
        case happening::kind::changed_buttons:
            return "changed_buttons";
        case happening::kind::wrote:
            return "wrote";
        case happening::kind::pressed:
            return "pressed";
        case happening::kind::noticed:
            return "noticed";
    }
    return "noticed";
}

bool is_message(happening::kind one) {
    return one == happening::kind::reply || one == happening::kind::nudge || one == happening::kind::for_contact;
}

/// Why a pair ended early, as it was chosen; what was no choice is told as it stands.
std::string reason_of(const rehearsal::ending& of, const script_book& book) {
    if (of.reason == "left") return "one of the two left";
    const auto* asked = book.flows.newest("early_ending");
    if (asked == nullptr) return of.reason;
    for (const auto& step : asked->steps) {
        if (!step.ask) continue;
        const auto& options = step.ask->answer.options;
        const auto chosen = std::ranges::find(options, of.reason, &answer_option::value);
        if (chosen != options.end()) return book.flows.text(*asked, chosen->label, language_of_page, book.texts);
    }
    return of.reason;
}

json person_json(const rehearsal::player& of) {
    return {
        {"name", of.name}, {"persona", rehearsal::habits_of(of.is).id}, {"zone", of.zone}, {"language", of.language}};
}

json pair_json(const pair_year& of) {
    return {{"pair", of.id.text}, {"mentor", person_json(of.mentor)}, {"mentee", person_json(of.mentee)}};
}

json personas_json(const rehearsal::rehearsal_report& report) {
    std::set<rehearsal::persona> playing;
    for (const auto& year : report.years) playing.insert({year.mentor.is, year.mentee.is});
    auto out = json::array();
    for (const auto one : playing) {
        const auto& habits = rehearsal::habits_of(one);
        out.push_back({{"id", habits.id}, {"name", habits.name}, {"in_words", habits.in_words}});
    }
    return out;
}

std::string list_of(const rehearsal::rehearsal_report& report, const script_book& book) {
    json out{{"seed", report.seed},
             {"from", milliseconds(report.from)},
             {"until", milliseconds(report.until)},
             {"personas", personas_json(report)},
             {"pairs", json::array()}};
    for (const auto& year : report.years) {
        auto pair = pair_json(year);
        pair["stage"] = year.stages.empty() ? json() : json(year.stages.back().stage);
        pair["ended_early"] = year.ended ? json(reason_of(*year.ended, book)) : json();
        const auto count = [&](bool mentor) {
            return std::ranges::count_if(
                year.lines, [&](const pair_year::line& one) { return one.to_mentor == mentor && is_message(one.is); });
        };
        pair["messages"] = {{"mentor", count(true)}, {"mentee", count(false)}};
        out["pairs"].push_back(std::move(pair));
    }
    return out.dump();
}

/// The page is in one language, whoever the message was for.
const person_state& whoever_reads_the_page() {
    static const person_state reader = [] {
        person_state one;
        one.language = language_of_page;
        return one;
    }();
    return reader;
}

json line_json(const pair_year::line& of, const std::vector<std::string>& texts, const script_book& book) {
    json out{{"at", milliseconds(of.at)},
             {"offset", of.offset_minutes},
             {"person", of.to_mentor ? "mentor" : "mentee"},
             {"is", name_of(of.is)},
             {"text", texts.at(of.text)}};
    for (const auto place : of.choices) out["choices"].push_back(texts.at(place));
    for (const auto& one : of.about)
        out["about"].push_back(
            {{"title", kind_title(book, one.kind, whoever_reads_the_page())}, {"reminder", one.reminder}});
    if (of.changes) out["changes"] = *of.changes;
    return out;
}

std::string year_of(const pair_year& of, const std::vector<std::string>& texts, const script_book& book) {
    auto out = pair_json(of);
    out["stages"] = json::array();
    for (const auto& one : of.stages) out["stages"].push_back({{"at", milliseconds(one.at)}, {"stage", one.stage}});
    if (of.ended) out["ended_early"] = {{"at", milliseconds(of.ended->at)}, {"reason", reason_of(*of.ended, book)}};
    out["lines"] = json::array();
    for (const auto& one : of.lines) out["lines"].push_back(line_json(one, texts, book));
    return out.dump();
}

}  // namespace

playground_years years_of(const rehearsal::rehearsal_report& report, const script_book& book) {
    playground_years out;
    out.list = list_of(report, book);
    for (const auto& year : report.years) out.by_pair[year.id.text] = year_of(year, report.texts, book);
    return out;
}

}  // namespace waymark
