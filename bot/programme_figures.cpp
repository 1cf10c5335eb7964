#include "bot/programme_figures.hpp"

#include <algorithm>

#include "bot/report_facts.hpp"
#include "conversations/person/zone.hpp"
#include "conversations/report/report.hpp"

namespace waymark {
namespace {

using reporting::shown_row;
using reporting::shown_table;

/// The newest row that shows a total.
const shown_row* newest(const std::vector<shown_table>& tables) {
    const auto stages = std::ranges::find(tables, "stages", &shown_table::figure);
    if (stages == tables.end()) return nullptr;
    const auto& rows = stages->rows;
    const auto found = std::find_if(rows.rbegin(), rows.rend(), [](const shown_row& one) { return !!one.total; });
    return found == rows.rend() ? nullptr : &*found;
}

/// "2026-03" is a month, and stands for its last day.
std::string day_of(const std::string& when, const std::vector<reporting::month>& months, const std::string& zone) {
    const auto month = std::ranges::find(months, when, &reporting::month::name);
    if (month == months.end()) return when;
    return date_text(to_local(month->until - std::chrono::hours(1), zone).day);
}

}  // namespace

programme_health figures_of(const figures_source& from, const programme& of, const script_book& book, instant now) {
    programme_health out;
    out.programme = of.id;
    out.report = from.report;
    auto looked = look_at_programme(from.database, of.id, {reader::kind::programme, {}}, from.keys);
    auto* found = std::get_if<programme_look>(&looked);
    if (found == nullptr) return out;
    const auto facts = report_facts_of(std::move(*found), of, book);
    const auto months = whole_months(facts, now);
    const auto weeks = first_weeks(facts, now);
    const auto last = months.empty() ? 0 : months.size() - 1;
    const reporting::timelines of_all(facts);
    const auto report = make_report(of_all, months, {from.rule, reporting::grouping::none, last, last, weeks});
    const auto* row = report.too_few ? nullptr : newest(report.overall);
    if (row == nullptr) return out;
    out.when = day_of(row->when, months, of.zone);
    for (const auto& part : row->parts) out.stages.push_back({part.name, part.count});
    return out;
}

}  // namespace waymark
