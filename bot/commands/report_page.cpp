#include "bot/commands/report_words.hpp"

namespace waymark {
namespace {

using reporting::shown_part;
using reporting::shown_row;
using reporting::shown_table;

constexpr auto style = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
caption { text-align: left; font-weight: 600; }
th, td { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #8884; }
th[scope=row] { font-weight: 400; }
td { text-align: right; width: 7rem; }
.small { font-size: .9rem; }
)";

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string element(const std::string& name, const std::string& inside) {
    return "<" + name + ">" + inside + "</" + name.substr(0, name.find(' ')) + ">\n";
}

std::string row_of(const std::string& name, const std::string& first, const std::string& second) {
    return element("tr", element("th scope=\"row\"", escaped(name)) + element("td", escaped(first)) +
                             element("td", escaped(second)));
}

std::string head_of(const std::string& name, const std::string& first, const std::string& second) {
    std::string cells;
    for (const auto& one : {name, first, second}) cells += element("th scope=\"col\"", one);
    return element("thead", element("tr", cells));
}

std::string table_of(const shown_row& row, const figure_words& words) {
    const auto caption = heading_of(row, words);
    if (!row.total) return element("p", escaped(caption));
    std::string lines;
    for (const auto& one : row.parts)
        lines +=
            row_of(one.name, in_words(one.count),
                   one.percent && row.parts.size() > 1 ? "about " + std::to_string(*one.percent) + "%" : std::string());
    return element("table",
                   element("caption", escaped(caption)) + head_of("", words.of, "share") + element("tbody", lines));
}

std::string section(const std::string& heading, const std::vector<shown_table>& tables) {
    std::string out = element("h2", heading);
    for (const auto& table : tables) {
        const auto words = words_of(table);
        out += element("h3", escaped(words.title)) + element("p class=\"small\"", escaped(words.about));
        for (const auto& row : table.rows) out += table_of(row, words);
        if (table.rows.empty()) out += element("p", nothing_shown);
    }
    return out;
}

std::string sections_side_by_side(const printed_report& report) {
    std::string out;
    for (const auto& rule : report.what.shared) {
        out += element("h2", escaped(heading_of(rule))) +
               element("p class=\"small\"", std::to_string(rule.percent_without) + "% of the pairs never get it.");
        for (const auto& table : report.what.compared) {
            const auto words = words_of(table);
            const auto sides = sides_of(table, rule);
            auto lines = row_of(words.of, side_in_words(sides.with, {}), side_in_words(sides.without, {}));
            for (const auto& part : sides.parts)
                lines += row_of(part, side_in_words(sides.with, part), side_in_words(sides.without, part));
            out += element("table", element("caption", escaped(words.title)) + head_of("", "with it", "without it") +
                                        element("tbody", lines));
        }
    }
    return out;
}

std::string list_of_open_points(const printed_report& report) {
    std::string lines;
    for (const auto& one : checklist())
        lines += row_of(std::string(one.stage) + ": " + one.words, count_of(report, one), month_of(report, one));
    return element("h2", "What is open") + element("table", head_of("", "how many", "month") + element("tbody", lines));
}

std::string counts_of(const printed_report& report) {
    const auto& what = report.what;
    auto out = list_of_open_points(report) + section("How things stand at the end of the month", what.standings);
    if (!what.answers.empty()) out += section("What people answered until the end of the month", what.answers);
    if (!what.happenings.empty()) out += section("What happened in the month", what.happenings);
    out += sections_side_by_side(report);
    for (const auto& one : notes_of(report)) out += element("p class=\"small\"", escaped(one));
    return out;
}

}  // namespace

std::string report_as_page(const printed_report& report) {
    const auto title = escaped(report.title + ", " + report.from +
                               (report.until == report.from ? std::string() : " to " + report.until));
    auto body = element("h1", title);
    if (!report.not_shown.empty()) body += element("p", escaped(report.not_shown));
    if (!report.what.too_few) body += counts_of(report);
    for (const auto& one : report.without_counts) body += element("p", escaped(one));
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
           element("title", title) + element("style", style) + "</head>\n" + element("body", element("main", body)) +
           "</html>\n";
}

}  // namespace waymark
