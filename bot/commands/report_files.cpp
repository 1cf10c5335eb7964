#include <nlohmann/json.hpp>

#include "bot/commands/report_words.hpp"

namespace waymark {
namespace {

using json = nlohmann::ordered_json;
using reporting::shown_row;
using reporting::shown_table;

constexpr int format = 1;

template <class Value>
json or_null(const std::optional<Value>& value) {
    return value ? json(*value) : json(nullptr);
}

json to_json(const shown_row& row) {
    auto parts = json::array();
    for (const auto& one : row.parts)
        parts.push_back({{"name", one.name}, {"count", or_null(one.count)}, {"percent", or_null(one.percent)}});
    json out{{"group", row.group}, {"month", row.when}, {"total", or_null(row.total)}};
    if (!row.median.empty()) out["median"] = row.median;
    out["parts"] = std::move(parts);
    return out;
}

json to_json(const std::vector<shown_table>& tables) {
    auto out = json::array();
    for (const auto& one : tables) {
        const auto words = words_of(one);
        auto rows = json::array();
        for (const auto& row : one.rows) rows.push_back(to_json(row));
        out.push_back({{"figure", one.figure}, {"title", words.title}, {"of", words.of}, {"rows", std::move(rows)}});
        if (!one.conversation.empty()) out.back()["conversation"] = one.conversation;
    }
    return out;
}

json side_by_side(const reporting::shown_report& what) {
    const auto side = [](const shown_row* row) { return row == nullptr ? json(nullptr) : to_json(*row); };
    auto out = json::array();
    for (const auto& rule : what.shared) {
        auto figures = json::array();
        for (const auto& one : what.compared) {
            const auto words = words_of(one);
            const auto sides = sides_of(one, rule);
            figures.push_back({{"figure", one.figure},
                               {"title", words.title},
                               {"of", words.of},
                               {"with", side(sides.with)},
                               {"without", side(sides.without)}});
        }
        out.push_back({{"rule", rule.id}, {"percent_without", rule.percent_without}, {"figures", std::move(figures)}});
    }
    return out;
}

/// A spreadsheet takes what begins like this for a formula.
std::string cell(const std::string& text) {
    constexpr std::string_view formula_begins = "=+-@\t\r";
    std::string inside = text;
    if (text.size() > 1 && formula_begins.find(text.front()) != std::string_view::npos) inside.insert(0, "'");
    if (inside.find_first_of(",;\"\n\r") == std::string::npos) return inside;
    std::string out = "\"";
    for (const char c : inside) out.append(c == '"' ? 2 : 1, c);
    return out + "\"";
}

void add_rows(std::string& out, const std::vector<shown_table>& tables) {
    const auto add = [&](const shown_table& table, const shown_row& row, const std::string& part,
                         const std::optional<std::int64_t>& count, const std::optional<int>& percent) {
        for (const auto& one : {table.figure, row.group, row.when, part, words_of(table).of}) out += cell(one) + ",";
        out += (count ? std::to_string(*count) : "") + "," + (percent ? std::to_string(*percent) : "") + "\n";
    };
    for (const auto& table : tables)
        for (const auto& row : table.rows) {
            add(table, row, "total", row.total, {});
            for (const auto& one : row.parts) add(table, row, one.name, one.count, one.percent);
        }
}

}  // namespace

std::string report_as_json(const printed_report& report) {
    json out{{"format", format}, {"programme", report.title}, {"from", report.from}, {"until", report.until}};
    out["smallest_group"] = {{"people", report.rule.people}, {"pairs", report.rule.pairs()}};
    out["without_counts"] = report.without_counts;
    if (!report.not_shown.empty()) out["not_shown"] = report.not_shown;
    out["standings"] = to_json(report.what.standings);
    out["answers"] = to_json(report.what.answers);
    out["happenings"] = to_json(report.what.happenings);
    if (!report.what.shared.empty()) out["with_and_without"] = side_by_side(report.what);
    out["months_that_do_not_close"] = report.what.months_that_do_not_close;
    return out.dump(2) + "\n";
}

std::string report_as_csv(const printed_report& report) {
    std::string out = "figure,group,month,part,of,count,percent\n";
    add_rows(out, report.what.standings);
    add_rows(out, report.what.answers);
    add_rows(out, report.what.happenings);
    add_rows(out, report.what.compared);
    return out;
}

}  // namespace waymark
