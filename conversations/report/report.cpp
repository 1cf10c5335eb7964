#include "conversations/report/report.hpp"

namespace waymark::reporting {
namespace {

constexpr auto everybody = "everybody";

struct group {
    grouping by = grouping::none;
    std::string name = everybody;
    std::set<std::size_t> seats{};
    [[nodiscard]] chosen whom() const { return {by == grouping::none ? nullptr : &seats}; }
};

/// Everybody, and all groups anybody could ask for, always in the same order: what may be shown of one depends on what
/// may be shown of the others, so nobody can choose it.
std::vector<group> groups_at(const timelines& of, const month& when) {
    std::map<std::string, group> zones, stages;
    const auto add = [](std::map<std::string, group>& to, grouping by, const std::string& name, const crowd& who) {
        auto& one = to[name];
        one.by = by;
        one.name = name;
        one.seats.insert(who.begin(), who.end());
    };
    for (const auto& pair : of.facts().pairs) {
        if (pair.started > when.until) continue;
        add(zones, grouping::zone, of.zone_of(pair), of.of_pair(pair.id));
        add(stages, grouping::stage, of.stage_at(pair, when.until), of.of_pair(pair.id));
    }
    std::vector<group> out(1);
    for (const auto* all : {&zones, &stages})
        for (const auto& [name, one] : *all) out.push_back(one);
    return out;
}

constexpr std::int64_t percents = 100, step = 5;

int percent_of(std::int64_t count, std::int64_t total) {
    return static_cast<int>((count * percents + total * step / 2) / (total * step) * step);
}

std::string middle_of(const breakdown& all, std::int64_t total) {
    std::int64_t so_far = 0;
    for (const auto& one : all.parts)
        if (so_far += one.count; so_far * 2 >= total) return one.name;
    return {};
}

shown_row row_of(const breakdown& all, const disclosure::shown& shown, const std::string& group,
                 const std::string& when) {
    shown_row out{group, when};
    std::int64_t total = 0;
    for (const auto& one : all.parts) total += one.count;
    if (shown.total) out.total = total;
    for (std::size_t i = 0; i < all.parts.size(); ++i) {
        const auto& each = all.parts[i];
        if (shown.parts[i])
            out.parts.push_back({each.name, each.count, percent_of(each.count, total)});
        else if (each.always)
            out.parts.push_back({each.name});
    }
    if (all.figure == "answer_times" && shown.total) out.median = middle_of(all, total);
    return out;
}

bool any_shown(const shown_row& row) {
    return std::ranges::any_of(row.parts, [](const shown_part& one) { return one.count.has_value(); });
}

bool same_counts(const shown_row& left, const shown_row& right) {
    return left.total == right.total &&
           std::ranges::equal(left.parts, right.parts, {}, &shown_part::count, &shown_part::count);
}

shown_table& table_of(std::vector<shown_table>& all, const std::string& figure) {
    const auto found = std::ranges::find(all, figure, &shown_table::figure);
    return found == all.end() ? all.emplace_back(shown_table{figure}) : *found;
}

bool wanted(const group& one, grouping by) {
    return one.by == (by == grouping::month ? grouping::none : by);
}

/// A row that says nothing new is left out, and the older one stays with its month: nobody can tell whether nothing has
/// changed since, or little. Of a small group not even the name is said.
void put(shown_table& into, shown_row row, bool all_cuts) {
    const auto older = std::ranges::find(into.rows.rbegin(), into.rows.rend(), row.group, &shown_row::group);
    const bool first = older == into.rows.rend();
    if (!row.total && (!first || row.group != everybody)) return;
    if (first) return into.rows.push_back(std::move(row));
    if (same_counts(*older, row) || (any_shown(*older) && !any_shown(row))) return;
    if (all_cuts && older->total)
        into.rows.push_back(std::move(row));
    else
        *older = std::move(row);
}

/// Every month from the first is gone through, as if all that may be shown had been read by somebody in each.
void add_standings(shown_report& out, const timelines& of, const std::vector<month>& months,
                   const report_wishes& wishes) {
    disclosure ledger(of.seats(), wishes.rule);
    for (std::size_t i = 0; i <= wishes.last && i < months.size(); ++i) {
        for (const auto& one : groups_at(of, months[i])) {
            for (const auto& all : standings_at(of, months[i], one.whom())) {
                std::vector<disclosure::cell> cells;
                for (const auto& each : all.parts) cells.push_back({each.name, each.who});
                const auto shown = ledger.show(all.figure + "/" + one.name, cells);
                const auto row = row_of(all, shown, one.name, months[i].name);
                if (one.by == grouping::none) put(table_of(out.overall, all.figure), row, false);
                if (!wanted(one, wishes.by)) continue;
                put(table_of(out.standings, all.figure), row, wishes.by == grouping::month);
            }
        }
    }
}

/// Whoever is in several parts counts in each for himself: what each part knows of them is another thing.
class ledgers_of_a_month {
  public:
    ledgers_of_a_month(const timelines& of, group_rule rule) : of_(of), rule_(rule) {}

    disclosure::shown show(const breakdown& all, const std::string& group) {
        auto& one = figures_[all.figure];
        if (!one) one = start(all);
        std::vector<disclosure::cell> cells;
        for (const auto& each : all.parts) {
            const auto place = one->places.at(each.name) * of_.seats().size();
            cells.push_back({each.name, each.who});
            for (auto& who : cells.back().who) who += place;
        }
        return one->ledger.show(group, cells);
    }

  private:
    struct figure {
        std::map<std::string, std::size_t> places;
        disclosure ledger;
    };

    /// Everybody comes first, and has all parts that any group has.
    [[nodiscard]] std::optional<figure> start(const breakdown& all) const {
        std::map<std::string, std::size_t> places;
        std::vector<seat> seats;
        for (const auto& each : all.parts) {
            places.emplace(each.name, places.size());
            seats.insert(seats.end(), of_.seats().begin(), of_.seats().end());
        }
        return figure{std::move(places), disclosure(std::move(seats), rule_)};
    }

    const timelines& of_;
    group_rule rule_;
    std::map<std::string, std::optional<figure>> figures_;
};

void add_happenings(shown_report& out, const timelines& of, const month& when, const report_wishes& wishes) {
    ledgers_of_a_month ledgers(of, wishes.rule);
    for (const auto& one : groups_at(of, when)) {
        for (const auto& all : happenings_in(of, when, one.whom())) {
            if (one.by == grouping::none && !all.closes) out.months_that_do_not_close.push_back(when.name);
            const auto shown = ledgers.show(all, one.name);
            if (wanted(one, wishes.by) && (shown.total || one.by == grouping::none))
                table_of(out.happenings, all.figure).rows.push_back(row_of(all, shown, one.name, when.name));
        }
    }
}

}  // namespace

shown_report make_report(const timelines& of, const std::vector<month>& months, const report_wishes& wishes) {
    shown_report out;
    add_standings(out, of, months, wishes);
    for (std::size_t i = wishes.first; i <= wishes.last && i < months.size(); ++i)
        add_happenings(out, of, months[i], wishes);
    return out;
}

}  // namespace waymark::reporting
