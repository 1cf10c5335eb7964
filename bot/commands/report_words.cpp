#include "bot/commands/report_words.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

struct known_figure {
    const char* id;
    const char* title;
    const char* of;
    const char* about;
};

constexpr std::array all_words{
    known_figure{"stages", "Stages", "pairs", "Where the pairs are on their way."},
    known_figure{"goals", "Goals", "pairs", "Of the pairs that are on their way."},
    known_figure{"drift", "How long it has been quiet", "pairs",
                 "Since the last meeting that was noted, in each pair's own rhythm. Pairs that rest are left out."},
    known_figure{"met", "Met within their rhythm", "pairs",
                 "Of the same pairs. A meeting nobody noted counts as none."},
    known_figure{"closings", "Closing talks", "pairs",
                 "Achieved, learned, next step: whether both have answered all three, or let one go knowingly."},
    known_figure{"agreed_ends", "Agreed ends that have passed", "pairs", "Whether these pairs were closed or ended."},
    known_figure{"endings", "Endings before the date", "pairs", "By the reason that was picked from a list."},
    known_figure{"opt_outs", "Opted out", "people", "Who wants no messages for now, or none at all."},
    known_figure{"reach", "Can be reached", "people", "Whether the platform delivers to their account."},
    known_figure{"places", "In a pair", "people", "Whether somebody has a pair that goes on."},
    known_figure{"messages", "Messages nobody asked for", "messages",
                 "All that were due in the month, and what had become of each at its end; a nudge that began nothing "
                 "is one, too."},
    known_figure{"meetings", "Meetings", "meetings", "Noted in the month."},
    known_figure{"questions", "Questions", "questions", "Asked in the month, and what had become of each at its end."},
    known_figure{"answer_times", "Time to answer", "answers", "To questions asked in the month."},
    known_figure{"talks_let_go", "Where talks are let go", "talks",
                 "The conversation and the question at which nobody went on."},
};

const reporting::shown_row* row_for(const printed_report& report, const open_point& one) {
    const auto& tables = report.what.overall;
    const auto table = std::ranges::find(tables, std::string(one.figure), &reporting::shown_table::figure);
    return table == tables.end() || table->rows.empty() ? nullptr : &table->rows.back();
}

}  // namespace

figure_words words_of(const reporting::shown_table& table) {
    if (!table.title.empty())
        return {table.title, "answers", "Asked in \"" + table.conversation + "\". The last answer of each counts."};
    const auto found =
        std::ranges::find(all_words, table.figure, [](const known_figure& one) { return std::string(one.id); });
    if (found == all_words.end()) return {table.figure, "pairs", {}};
    return {found->title, found->of, found->about};
}

std::string heading_of(const reporting::shared_rule& rule) {
    return "Pairs with and without \"" + rule.id + "\"";
}

both_sides sides_of(const reporting::shown_table& table, const reporting::shared_rule& rule) {
    both_sides out;
    for (const auto& row : table.rows) {
        if (row.group == reporting::group_with(rule.id)) out.with = &row;
        if (row.group == reporting::group_without(rule.id)) out.without = &row;
    }
    for (const auto* row : {out.with, out.without}) {
        if (row == nullptr) continue;
        for (const auto& one : row->parts)
            if (std::ranges::count(out.parts, one.name) == 0) out.parts.push_back(one.name);
    }
    return out;
}

std::string side_in_words(const reporting::shown_row* row, const std::string& part) {
    if (row == nullptr || !row->total) return nothing_shown;
    if (part.empty()) return row->when + ": " + std::to_string(*row->total);
    const auto found = std::ranges::find(row->parts, part, &reporting::shown_part::name);
    if (found == row->parts.end() || !found->count) return nothing_shown;
    const auto share =
        found->percent && row->parts.size() > 1 ? " (about " + std::to_string(*found->percent) + "%)" : "";
    return std::to_string(*found->count) + share;
}

const std::vector<open_point>& checklist() {
    static const std::vector<open_point> all{
        {"registration", "invited, and not begun", "stages", "invited"},
        {"registration", "accounts that cannot be reached", "reach", "cannot be reached"},
        {"matching", "people without a pair", "places", "without a pair"},
        {"the middle", "pairs without a goal", "goals", "without a goal"},
        {"the middle", "quiet for 1.5 to 2 of their rhythms", "drift", "1.5 to 2 rhythms"},
        {"the middle", "quiet for 2 to 3", "drift", "2 to 3 rhythms"},
        {"the middle", "quiet for more than 3", "drift", "more than 3 rhythms"},
        {"the end", "past the agreed end, still open", "agreed_ends", "still open"},
        {"the end", "closing begun, questions open", "closings", "not all answered"},
    };
    return all;
}

std::string in_words(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : nothing_shown;
}

std::string heading_of(const reporting::shown_row& row, const figure_words& words) {
    if (!row.total) return row.group + ": " + nothing_shown;
    auto out = row.group + ", " + row.when + ": " + std::to_string(*row.total) + " " + words.of;
    if (!row.median.empty()) out += "; half of them " + row.median;
    return out;
}

std::string count_of(const printed_report& report, const open_point& one) {
    const auto* row = row_for(report, one);
    if (row == nullptr) return nothing_shown;
    const auto part = std::ranges::find(row->parts, std::string(one.part), &reporting::shown_part::name);
    return part == row->parts.end() ? nothing_shown : in_words(part->count);
}

std::string month_of(const printed_report& report, const open_point& one) {
    const auto* row = row_for(report, one);
    return row == nullptr || count_of(report, one) == nothing_shown ? std::string() : row->when;
}

std::vector<std::string> notes_of(const printed_report& report) {
    const auto people = std::to_string(report.rule.people), pairs = std::to_string(report.rule.pairs());
    std::vector<std::string> out{
        "\"-\" means none, or too few to be shown.",
        "A count is shown of " + people + " people and " + pairs + " pairs or more, and only if as many remain:",
        "of the total, and of what an earlier month has shown. So a second number is often hidden with the first.",
        "Whole months only, and of the first month its whole weeks until it is over.",
        "What has hardly changed, or not at all, stays as it was, with its month beside it.",
        "Percentages are to the nearest 5."};
    for (const auto& one : report.what.months_that_do_not_close)
        out.push_back("The messages of " + one +
                      " do not add up: the history does not say what became of all of them. Please report it.");
    return out;
}

}  // namespace waymark
