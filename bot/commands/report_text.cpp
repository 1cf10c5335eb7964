#include <algorithm>
#include <sstream>

#include "bot/commands/report_words.hpp"

namespace waymark {
namespace {

using reporting::shown_row;
using reporting::shown_table;

constexpr std::size_t name_width = 44, number_width = 8, side_width = 20;

/// Columns by bytes: the names here are ours, and plain.
std::string padded(const std::string& text, std::size_t width) {
    return text + std::string(text.size() < width ? width - text.size() : 1, ' ');
}

std::string right(const std::string& text, std::size_t width) {
    return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

void add_row(std::ostream& out, const shown_row& row, const figure_words& words) {
    out << "  " << heading_of(row, words) << '\n';
    if (!row.total) return;
    for (const auto& one : row.parts) {
        out << "    " << padded(one.name, name_width) << right(in_words(one.count), number_width);
        if (one.percent && row.parts.size() > 1)
            out << right("about " + std::to_string(*one.percent) + "%", number_width + 4);
        out << '\n';
    }
}

void add_tables(std::ostream& out, const std::string& heading, const std::vector<shown_table>& tables) {
    out << '\n' << heading << '\n';
    for (const auto& table : tables) {
        const auto words = words_of(table);
        out << '\n' << words.title << " (" << words.about << ")\n";
        for (const auto& row : table.rows) add_row(out, row, words);
        if (table.rows.empty()) out << "  " << nothing_shown << '\n';
    }
}

void add_checklist(std::ostream& out, const printed_report& report) {
    out << "\nWhat is open\n";
    std::string stage;
    for (const auto& one : checklist()) {
        out << "  " << padded(stage == one.stage ? "" : one.stage, 14) << padded(one.words, 34)
            << right(count_of(report, one), number_width) << "  " << month_of(report, one) << '\n';
        stage = one.stage;
    }
}

void add_side_by_side(std::ostream& out, const printed_report& report) {
    const auto line = [&](const std::string& name, const std::string& left, const std::string& right_side) {
        out << "  " << padded(name, name_width) << padded(left, side_width) << right_side << '\n';
    };
    for (const auto& rule : report.what.shared) {
        out << '\n' << heading_of(rule) << " (" << rule.percent_without << "% of the pairs never get it)\n";
        line("", "with it", "without it");
        for (const auto& table : report.what.compared) {
            const auto sides = sides_of(table, rule);
            const auto words = words_of(table);
            line(words.title + ", " + words.of, side_in_words(sides.with, {}), side_in_words(sides.without, {}));
            for (const auto& part : sides.parts)
                line("  " + part, side_in_words(sides.with, part), side_in_words(sides.without, part));
        }
    }
}

void add_counts(std::ostream& out, const printed_report& report) {
    add_checklist(out, report);
    add_tables(out, "HOW THINGS STAND at the end of the month", report.what.standings);
    if (!report.what.answers.empty())
        add_tables(out, "WHAT PEOPLE ANSWERED until the end of the month", report.what.answers);
    if (!report.what.happenings.empty()) add_tables(out, "WHAT HAPPENED in the month", report.what.happenings);
    add_side_by_side(out, report);
}

}  // namespace

std::string report_as_text(const printed_report& report) {
    std::ostringstream out;
    out << report.title << ", " << report.from;
    if (report.until != report.from) out << " to " << report.until;
    out << '\n';
    if (!report.not_shown.empty()) out << '\n' << report.not_shown << '\n';
    if (!report.what.too_few) add_counts(out, report);
    out << "\nWithout counting anybody\n";
    for (const auto& one : report.without_counts) out << "  " << one << '\n';
    if (report.what.too_few) return out.str();
    out << '\n';
    for (const auto& one : notes_of(report)) out << one << '\n';
    return out.str();
}

}  // namespace waymark
