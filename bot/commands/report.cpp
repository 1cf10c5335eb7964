#include "bot/commands/report.hpp"

#include <algorithm>
#include <ostream>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/report_words.hpp"
#include "bot/counted.hpp"
#include "bot/report_facts.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"
#include "conversations/person/zone.hpp"
#include "storage/admin_looks.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace {

using reporting::grouping;
using reporting::month;

grouping grouping_named(const std::string& name) {
    if (name == "month") return grouping::month;
    if (name == "stage") return grouping::stage;
    return name == "zone" ? grouping::zone : grouping::none;
}

/// The months asked for, or nothing after saying why there are none.
std::optional<std::pair<std::size_t, std::size_t>> chosen_months(const std::vector<month>& all,
                                                                 const report_command_wishes& wishes,
                                                                 const std::string& zone, std::ostream& complaints) {
    const bool days_named = !wishes.since.empty() || !wishes.until.empty();
    if (all.empty() && !days_named) return std::pair<std::size_t, std::size_t>(0, 0);
    if (all.empty()) {
        complaints << "waymark: no month has passed since the first pair began; leave out --since and --until.\n";
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

/// The day on which the first counts come.
std::string first_cut(const reporting::report_facts& facts, instant now) {
    constexpr auto week = std::chrono::days(7), month_at_most = std::chrono::days(31);
    auto next = first_weeks(facts, now + week);
    if (next.empty()) next = whole_months(facts, now + month_at_most);
    return date_text(to_local(next.front().until, facts.of->zone).day);
}

/// One plain sentence on why there are no counts, or not all; empty when there are.
std::string why_not(const reporting::report_facts& facts, const printed_report& report, bool any_month,
                    const std::vector<month>& weeks, instant now) {
    const auto least =
        std::to_string(report.rule.people) + " people and " + std::to_string(report.rule.pairs()) + " pairs";
    const auto has_total = [](const reporting::shown_table& one) { return !one.rows.empty() && one.rows.back().total; };
    if (facts.pairs.empty()) return "No pair has begun, so there is nothing to count.";
    if (report.what.too_few)
        return "Counts are shown of " + least +
               " or more, and this programme has fewer: any count would tell about single people.";
    if (!any_month && weeks.empty()) return "The first counts come on " + first_cut(facts, now) + ".";
    if (std::ranges::none_of(report.what.overall, has_total))
        return "Counts are shown of " + least + " or more, and fewer have begun.";
    if (any_month) return {};
    return "The first month is not over: below is how things stood at the end of " + weeks.back().name +
           ". What happened is counted by whole months.";
}

std::vector<std::string> without_counts(const reporting::timelines& of, instant now) {
    const auto& named = *of.facts().of;
    std::vector<std::string> out;
    if (!named.people.empty())
        out.push_back("The programme file names " +
                      counted(static_cast<std::int64_t>(named.people.size()), "person", "people") + " and " +
                      counted(static_cast<std::int64_t>(named.pairs.size()), "pair", "pairs") + ".");
    out.emplace_back(
        all_accounted_for(of, now)
            ? "Every message that was due so far is accounted for: sent, held back for a reason, or waiting."
            : "The history does not say what became of every message that was due. Please report it.");
    out.emplace_back(
        "\"waymark status\" says whether anything waits or could not be delivered, \"waymark programme plan\" what "
        "comes.");
    return out;
}

printed_report report_on(const reporting::report_facts& facts, const std::vector<month>& months,
                         std::pair<std::size_t, std::size_t> asked, reporting::group_rule rule, const std::string& by,
                         instant now) {
    const auto weeks = first_weeks(facts, now);
    const reporting::timelines of_all(facts);
    printed_report out{facts.of->title,
                       {},
                       {},
                       rule,
                       make_report(of_all, months, {rule, grouping_named(by), asked.first, asked.second, weeks})};
    out.from = months.empty() ? date_text(to_local(now, facts.of->zone).day).substr(0, 7) + " so far"
                              : months[asked.first].name;
    out.until = months.empty() ? out.from : months[asked.second].name;
    out.without_counts = without_counts(of_all, now);
    out.not_shown = why_not(facts, out, !months.empty(), weeks, now);
    return out;
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
    const auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints,
                                             settings->master_key);
    if (!scripts) return exit_errors;
    const auto* of = chosen_programme(scripts->book, wishes.programme, complaints);
    if (of == nullptr) return exit_could_not_run;
    auto looked = look_at_programme(settings->database, of->id, {reader::kind::programme, {}}, settings->master_key);
    if (const auto* problem = std::get_if<open_problem>(&looked)) {
        complaints << "waymark: " << problem->words << '\n';
        return exit_could_not_run;
    }
    (void)note_look(settings->database, {system_clock().now(), "report", of->id});
    const auto facts = report_facts_of(std::move(std::get<programme_look>(looked)), *of, scripts->book);
    const auto now = system_clock().now();
    const auto months = whole_months(facts, now);
    const auto asked = chosen_months(months, wishes, of->zone, complaints);
    if (!asked) return exit_errors;
    out << printed(
        report_on(facts, months, *asked, {static_cast<std::size_t>(settings->smallest_group)}, wishes.by, now),
        wishes.format);
    return exit_clean;
}

}  // namespace waymark
