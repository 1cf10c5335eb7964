#include "bot/commands/report_words.hpp"

#include <algorithm>

namespace waymark {
namespace {

constexpr std::array all_words{
    figure_words{"stages", "Stages", "pairs", "Where the pairs are on their way."},
    figure_words{"goals", "Goals", "pairs", "Of the pairs that are on their way."},
    figure_words{"drift", "How long it has been quiet", "pairs",
                 "Since the last meeting that was noted, in each pair's own rhythm. Pairs that rest are left out."},
    figure_words{"met", "Met within their rhythm", "pairs",
                 "Of the same pairs. A meeting nobody noted counts as none."},
    figure_words{"closings", "Closing talks", "pairs",
                 "Achieved, learned, next step: whether both have answered all three, or let one go knowingly."},
    figure_words{"agreed_ends", "Agreed ends that have passed", "pairs", "Whether these pairs were closed or ended."},
    figure_words{"endings", "Endings before the date", "pairs", "By the reason that was picked from a list."},
    figure_words{"opt_outs", "Opted out", "people", "Who wants no messages for now, or none at all."},
    figure_words{"reach", "Can be reached", "people", "Whether the platform delivers to their account."},
    figure_words{"places", "In a pair", "people", "Whether somebody has a pair that goes on."},
    figure_words{"messages", "Messages nobody asked for", "messages",
                 "All that were due in the month, and what had become of each at its end."},
    figure_words{"meetings", "Meetings", "meetings", "Noted in the month."},
    figure_words{"questions", "Questions", "questions", "Asked in the month, and what had become of each at its end."},
    figure_words{"answer_times", "Time to answer", "answers", "To questions asked in the month."},
    figure_words{"talks_let_go", "Where talks are let go", "talks",
                 "The conversation and the question at which nobody went on."},
};

const reporting::shown_row* row_for(const printed_report& report, const open_point& one) {
    const auto& tables = report.what.overall;
    const auto table = std::ranges::find(tables, std::string(one.figure), &reporting::shown_table::figure);
    return table == tables.end() || table->rows.empty() ? nullptr : &table->rows.back();
}

}  // namespace

const figure_words& words_of(const std::string& figure) {
    const auto found =
        std::ranges::find(all_words, figure, [](const figure_words& one) { return std::string(one.id); });
    return found == all_words.end() ? all_words.front() : *found;
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
        "Whole months only. What has hardly changed, or not at all, stays as it was, with its month beside it.",
        "Percentages are to the nearest 5."};
    for (const auto& one : report.what.months_that_do_not_close)
        out.push_back("The messages of " + one +
                      " do not add up: the history does not say what became of all of them. Please report it.");
    return out;
}

}  // namespace waymark
