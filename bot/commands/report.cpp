#include "bot/commands/report.hpp"

#include <algorithm>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/report_words.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "conversations/person/zone.hpp"
#include "storage/admin_looks.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

using reporting::grouping;
using reporting::month;

/// The choices of every question that is asked before a pair ends. What is none of them may be somebody's words.
std::set<std::string> end_reasons_of(const flow_library& flows) {
    std::set<std::string> out;
    for (const auto* flow : flows.all())
        for (const auto& step : flow->steps)
            if (step.ask)
                for (const auto& option : step.ask->answer.options) out.insert(option.value);
    return out;
}

reporting::report_facts facts_of(programme_look found, const programme& of, const script_book& book) {
    reporting::report_facts out;
    out.of = &of;
    out.people = std::move(found.people);
    const auto is_outside = [](const person_state& one) { return one.member.is == membership::kind::asked; };
    std::erase_if(out.people, is_outside);
    out.pairs = std::move(found.pairs);
    out.history = std::move(found.history);
    out.end_reasons = end_reasons_of(book.flows);
    for (const auto& one : found.dead) out.dead.emplace(one.key, one.at);
    return out;
}

grouping grouping_named(const std::string& name) {
    if (name == "month") return grouping::month;
    if (name == "stage") return grouping::stage;
    return name == "zone" ? grouping::zone : grouping::none;
}

/// The months asked for, or nothing after saying why there are none.
std::optional<std::pair<std::size_t, std::size_t>> chosen_months(const std::vector<month>& all,
                                                                 const report_command_wishes& wishes,
                                                                 const std::string& zone, std::ostream& complaints) {
    if (all.empty()) {
        complaints << "waymark: a report is of whole months, and no month has passed since the first pair began.\n";
        return {};
    }
    auto first = all.size() - 1, last = all.size() - 1;
    if (wishes.by == "month") first = 0;
    for (const auto* text : {&wishes.since, &wishes.until}) {
        const auto day = parse_date(*text);
        if (text->empty()) continue;
        if (!day) {
            complaints << "waymark: \"" << *text << "\" is no day; write it as 2026-03-01.\n";
            return {};
        }
        const auto at = from_local(*day, 0, zone);
        const auto found = std::ranges::find_if(all, [&](const month& one) { return one.until > at; });
        if (found == all.end() && text == &wishes.since) {
            complaints << "waymark: no whole month has passed since " << *text << ".\n";
            return {};
        }
        const auto place = std::min(static_cast<std::size_t>(found - all.begin()), all.size() - 1);
        (text == &wishes.since ? first : last) = place;
    }
    if (!wishes.until.empty() && wishes.since.empty() && wishes.by != "month") first = last;
    if (first <= last) return std::pair(first, last);
    complaints << "waymark: " << wishes.until << " is before " << wishes.since << ".\n";
    return {};
}

std::string printed(const printed_report& what, const std::string& format) {
    if (format == "json") return report_as_json(what);
    if (format == "csv") return report_as_csv(what);
    return format == "html" ? report_as_page(what) : report_as_text(what);
}

}  // namespace

int report(const report_command_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    const auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints);
    if (!scripts) return exit_errors;
    const auto* of = chosen_programme(scripts->book, wishes.programme, complaints);
    if (of == nullptr) return exit_could_not_run;
    auto looked = look_at_programme(settings->database, of->id);
    if (const auto* problem = std::get_if<open_problem>(&looked)) {
        complaints << "waymark: " << problem->words << '\n';
        return exit_could_not_run;
    }
    (void)note_look(settings->database, {system_clock().now(), "report", of->id});
    const auto facts = facts_of(std::move(std::get<programme_look>(looked)), *of, scripts->book);
    const auto months = whole_months(facts, system_clock().now());
    const auto asked = chosen_months(months, wishes, of->zone, complaints);
    if (!asked) return exit_errors;
    reporting::report_wishes how;
    how.rule.people = static_cast<std::size_t>(settings->smallest_group);
    how.by = grouping_named(wishes.by);
    std::tie(how.first, how.last) = *asked;
    const reporting::timelines of_all(facts);
    out << printed({of->title, months[how.first].name, months[how.last].name, how.rule,
                    reporting::make_report(of_all, months, how)},
                   wishes.format);
    return exit_clean;
}

}  // namespace waymark
