#include <nlohmann/json.hpp>

#include "bot/rehearsal/report.hpp"

namespace waymark::rehearsal {
namespace {

using json = nlohmann::ordered_json;

constexpr int format = 2;

std::int64_t minutes(instant at) {
    return std::chrono::floor<std::chrono::minutes>(at).time_since_epoch().count();
}

template <class Map>
json object_of(const Map& map) {
    auto out = json::object();
    for (const auto& [key, value] : map) out[key] = value;
    return out;
}

json to_json(const tally& of, const std::map<std::string, std::string>& names) {
    json out;
    out["people"] = of.people;
    out["pairs"] = of.pairs;
    out["by_week"] = {{"nudges", of.nudges_by_week}, {"replies", of.answers_by_week}, {"acts", of.acts_by_week}};
    out["by_hour"] = {{"nudges", of.nudges_by_hour}, {"replies", of.answers_by_hour}, {"acts", of.acts_by_hour}};
    auto weeks = json::array();
    for (const auto& [nudges, count] : of.weeks_with_nudges) weeks.push_back({nudges, count});
    out["person_weeks_with_nudges"] = weeks;
    out["nudges"] = object_of(of.nudges);
    auto given_up = json::array();
    for (const auto& [place, counts] : of.talks_given_up)
        given_up.push_back({{"place", place},
                            {"name", names.contains(place) ? names.at(place) : place},
                            {"unanswered", counts[0]},
                            {"ran_out", counts[1]}});
    out["talks_given_up"] = given_up;
    out["stages_by_week"] = object_of(of.stages_by_week);
    out["endings"] = object_of(of.endings);
    out["with_goal"] = of.with_goal;
    out["with_stretch_goal"] = of.with_stretch_goal;
    out["closing_begun"] = of.closing_begun;
    out["closing_answered"] = of.closing_answered;
    out["with_next_step"] = of.with_next_step;
    out["messages_for_contact"] = of.lines_for_contact;
    return out;
}

json to_json(const player& one) {
    return {{"id", one.id.text},
            {"name", one.name},
            {"persona", habits_of(one.is).id},
            {"zone", one.zone},
            {"language", one.language}};
}

constexpr std::array kinds{"reply", "nudge", "for_contact", "changed_buttons", "wrote", "pressed", "noticed"};

json to_json(const pair_year& year) {
    json out{{"pair", year.id.text}, {"mentor", to_json(year.mentor)}, {"mentee", to_json(year.mentee)}};
    auto lines = json::array();
    for (const auto& one : year.lines)
        lines.push_back({minutes(one.at), one.offset_minutes, one.to_mentor ? 0 : 1, static_cast<int>(one.is), one.text,
                         one.choices});
    out["lines"] = std::move(lines);
    out["stages"] = json::array();
    for (const auto& one : year.stages) out["stages"].push_back({minutes(one.at), one.stage});
    if (year.ended) out["ended_early"] = {{"at", minutes(year.ended->at)}, {"reason", year.ended->reason}};
    return out;
}

json to_json(const broken_promise& one) {
    return {{"promise", one.promise},
            {"at", minutes(one.at)},
            {"pair", one.pair.text},
            {"person", one.who.text},
            {"in_words", one.in_words}};
}

}  // namespace

std::string report_json(const rehearsal_report& report) {
    json out;
    out["format"] = format;
    out["programme"] = report.title;
    out["seed"] = report.seed;
    out["pairs"] = report.pairs;
    out["from"] = minutes(report.from);
    out["until"] = minutes(report.until);
    out["turns"] = report.turns;
    out["budget_per_week"] = report.per_week;
    auto personas = json::array();
    for (std::size_t i = 0; i < persona_count; ++i) {
        const auto& one = habits_of(static_cast<persona>(i));
        personas.push_back({{"id", one.id},
                            {"name", one.name},
                            {"in_words", one.in_words},
                            {"figures", to_json(report.by_persona.at(i), report.place_names)}});
    }
    out["figures"] = to_json(report.all, report.place_names);
    out["personas"] = std::move(personas);
    out["broken"] = json::array();
    for (const auto& one : report.broken) out["broken"].push_back(to_json(one));
    out["line_kinds"] = kinds;
    out["line_columns"] = {"minute", "offset", "person", "kind", "text", "choices"};
    out["texts"] = report.texts;
    out["years"] = json::array();
    for (const auto& year : report.years) out["years"].push_back(to_json(year));
    return out.dump();
}

}  // namespace waymark::rehearsal
