// A report for people: the words around its figures, and its forms as text, JSON, CSV and a page.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "conversations/report/report.hpp"

namespace waymark {

struct printed_report {
    std::string title;        ///< of the programme
    std::string from, until;  ///< months: "2026-03"
    reporting::group_rule rule;
    reporting::shown_report what;
};

struct figure_words {
    const char* id;
    const char* title;
    const char* of;     ///< what is counted: "pairs"
    const char* about;  ///< one sentence
};
[[nodiscard]] const figure_words& words_of(const std::string& figure);

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
