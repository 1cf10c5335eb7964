// A programme's report: figures by whole months, and of them only what may be shown. The same history gives the same
// report, whenever and however often it is asked for.
#pragma once

#include "conversations/report/breakdown.hpp"

namespace waymark::reporting {

enum class grouping { none, month, stage, zone };

struct report_wishes {
    group_rule rule{};
    grouping by = grouping::none;
    std::size_t first = 0, last = 0;  ///< of the months
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
};

struct shown_report {
    std::vector<shown_table> standings, happenings;
    std::vector<shown_table> overall;                   ///< how things stand for everybody, whatever the grouping
    std::vector<std::string> months_that_do_not_close;  ///< the history does not account for all that was due
};

[[nodiscard]] shown_report make_report(const timelines& of, const std::vector<month>& months,
                                       const report_wishes& wishes);

}  // namespace waymark::reporting
