// A programme's report: figures by whole months, and of them only what may be shown. The same history gives the same
// report, whenever and however often it is asked for.
#pragma once

#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {

/// `share` is no way to ask: pairs with and without a rule always stand side by side, where a share is held out.
enum class grouping { none, month, stage, zone, share };

struct report_wishes {
    group_rule rule{};
    grouping by = grouping::none;
    std::size_t first = 0, last = 0;  ///< of the months
    std::vector<month> weeks{};       ///< of the first month: how things stood then has been shown, too
};

struct shown_part {
    std::string name;
    std::optional<std::int64_t> count{};  ///< empty: hidden, or none at all
    std::optional<int> percent{};         ///< of the total, to the nearest 5
};

struct shown_row {
    std::string group;                    ///< "everybody", a zone, a stage
    std::string when;                     ///< the month it is of, or at whose end it was so
    std::optional<std::int64_t> total{};  ///< empty: hidden, or nobody
    std::vector<shown_part> parts{};
    std::string median{};  ///< the part in which the middle of all lies; may be empty
};

struct shown_table {
    std::string figure;
    std::vector<shown_row> rows{};
    std::string title{}, conversation{};  ///< of a question
};

/// A rule that some pairs do not get.
struct shared_rule {
    std::string id;
    int percent_without = 0;
};
/// What the rows of what is compared are called.
[[nodiscard]] inline std::string group_with(const std::string& rule) {
    return "with " + rule;
}
[[nodiscard]] inline std::string group_without(const std::string& rule) {
    return "without " + rule;
}

struct shown_report {
    std::vector<shown_table> standings, happenings;
    std::vector<shown_table> answers;  ///< to questions that the programme may count
    std::vector<shared_rule> shared;
    std::vector<shown_table> compared;  ///< pairs with and without each of these rules, both as of one month
    std::vector<shown_table> overall;   ///< how things stand for everybody, whatever the grouping
    std::vector<std::string> months_that_do_not_close;  ///< the history does not account for all that was due
    bool too_few = false;  ///< in the whole programme: nothing of it may ever be shown as it is
};

/// Whether the history says of every message that was due until then what became of it. Tells nothing about anybody.
[[nodiscard]] bool all_accounted_for(const timelines& of, instant until);

[[nodiscard]] shown_report make_report(const timelines& of, const std::vector<month>& months,
                                       const report_wishes& wishes);

}  // namespace waymark::reporting
