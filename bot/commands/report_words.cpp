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
    const auto& tables = report.what.standings;
    const auto table = std::ranges::find(tables, std::string(one.figure), &reporting::shown_table::figure);
    if (table == tables.end()) return nullptr;
    const auto row =
        std::ranges::find(table->rows.rbegin(), table->rows.rend(), "everybody", &reporting::shown_row::group);
    return row == table->rows.rend() ? nullptr : &*row;
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

std::string count_of(const printed_report& report, const open_point& one) {
    const auto* row = row_for(report, one);
    if (row == nullptr) return nothing_shown;
    const auto part = std::ranges::find(row->parts, std::string(one.part), &reporting::shown_part::name);
    return part == row->parts.end() ? nothing_shown : in_words(part->count);
}

std::string month_of(const printed_report& report, const open_point& one) {
    const auto* row = row_for(report, one);
    return row == nullptr || !row->total ? std::string() : row->when;
}

std::vector<std::string> notes_of(const printed_report& report) {
    const auto people = std::to_string(report.rule.people), pairs = std::to_string(report.rule.pairs());
    std::vector<std::string> out{
        "\"-\" is none, or too few: a count is shown only of " + people + " people and " + pairs +
            " pairs or more, and only when what is left of the total, or of an earlier count, is as many.",
        "Whole months only. A count that has changed by fewer than that since an earlier month stays as it was; its "
        "month stands beside it.",
        "Percentages are to the nearest 5."};
    for (const auto& one : report.what.months_that_do_not_close)
        out.push_back("The messages of " + one +
                      " do not add up: of some the history does not say what became of them (\"without a trace\"). "
                      "Please report it.");
    return out;
}

}  // namespace waymark
