// A report for people: the words around its figures, and its forms as text, JSON, CSV and a page.
#pragma once

#include <string>
#include <vector>

#include "conversations/report/report.hpp"

namespace waymark {

struct printed_report {
    std::string title;        ///< of the programme
    std::string from, until;  ///< months: "2026-03"
    reporting::group_rule rule;
    reporting::shown_report what;
    std::vector<std::string> without_counts{};  ///< what can be said of the smallest programme, too
    std::string not_shown{};                    ///< one sentence on why there is no more; empty: there is
};

struct figure_words {
    std::string title;
    std::string of;     ///< what is counted: "pairs"
    std::string about;  ///< one sentence
};
[[nodiscard]] figure_words words_of(const reporting::shown_table& table);

/// The same figure of the pairs with a rule and of those without it; null when it is hidden.
struct both_sides {
    const reporting::shown_row* with = nullptr;
    const reporting::shown_row* without = nullptr;
    std::vector<std::string> parts{};
};
[[nodiscard]] both_sides sides_of(const reporting::shown_table& table, const reporting::shared_rule& rule);
/// "12 (about 60%)"; an empty part is for the total, "2026-03: 20".
[[nodiscard]] std::string side_in_words(const reporting::shown_row* row, const std::string& part);
/// "Pairs with and without "check_in"".
[[nodiscard]] std::string heading_of(const reporting::shared_rule& rule);

/// One line of the checklist: what is open in a stage of the programme.
struct open_point {
    const char* stage;
    const char* words;
    const char* figure;
    const char* part;
};
[[nodiscard]] const std::vector<open_point>& checklist();
/// Of everybody; "-" when it is hidden or there is none.
[[nodiscard]] std::string count_of(const printed_report& report, const open_point& one);
/// The month a line of the checklist is of; empty when nothing can be shown.
[[nodiscard]] std::string month_of(const printed_report& report, const open_point& one);

/// What is hidden, and why: for the end of every form.
[[nodiscard]] std::vector<std::string> notes_of(const printed_report& report);

/// "everybody, 2026-06: 40 pairs".
[[nodiscard]] std::string heading_of(const reporting::shown_row& row, const figure_words& words);

constexpr auto nothing_shown = "-";
[[nodiscard]] std::string in_words(const std::optional<std::int64_t>& count);

[[nodiscard]] std::string report_as_text(const printed_report& report);
[[nodiscard]] std::string report_as_json(const printed_report& report);
[[nodiscard]] std::string report_as_csv(const printed_report& report);
[[nodiscard]] std::string report_as_page(const printed_report& report);

}  // namespace waymark
