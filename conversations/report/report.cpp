#include "conversations/report/report.hpp"

#include <array>
#include <iterator>
#include <numeric>

#include "conversations/programme/hold_out.hpp"

namespace waymark::reporting {
namespace {

constexpr auto everybody = "everybody";
/// What pairs with and without a rule are compared by.
constexpr std::array compared_figures{"met",      "drift",     "goals",       "closings", "endings",
                                      "meetings", "questions", "agreed_ends", "stages"};
bool is_compared(const breakdown& one) {
    return std::ranges::find(compared_figures, one.figure) != compared_figures.end();
}

struct group {
    grouping by = grouping::none;
    std::string name = everybody;
    std::set<std::size_t> seats{};
    [[nodiscard]] chosen whom() const { return {by == grouping::none ? nullptr : &seats}; }
};

/// Those who get a rule and those who do not. A pair somebody has left for good has another id, and is in neither.
void add_shares(const timelines& of, const month& when, std::vector<group>& to) {
    for (const auto& rule : of.facts().of->nudges) {
        if (rule.hold_out == 0) continue;
        group with{grouping::share, group_with(rule.id)}, without{grouping::share, group_without(rule.id)};
        for (const auto& pair : of.facts().pairs) {
            if (pair.started > when.until || pair.id.text.starts_with("gone-")) continue;
            const auto& who = of.of_pair(pair.id);
            (is_held_out(rule, pair.id) ? without : with).seats.insert(who.begin(), who.end());
        }
        to.push_back(std::move(with));
        to.push_back(std::move(without));
    }
}

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
    add_shares(of, when, out);
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
    std::int64_t total = all.everyone ? all.everyone->count : 0;
    if (!all.everyone)
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

/// Of the rows of two groups the newest of a month that both have. Two months are not set side by side: what has
/// changed in between would look like the difference of the groups. A group of which nothing is ever shown has no
/// month.
void keep_common_month(shown_table& of, const std::string& left, const std::string& right) {
    const auto newest = [&](const std::string& group, const std::string& other) {
        std::set<std::string> months;
        for (const auto& row : of.rows)
            if (row.group == other) months.insert(row.when);
        std::optional<shown_row> found;
        for (const auto& row : of.rows)
            if (row.group == group && (months.empty() || months.contains(row.when))) found = row;
        return found;
    };
    const auto kept = {newest(left, right), newest(right, left)};
    std::erase_if(of.rows, [&](const shown_row& row) { return row.group == left || row.group == right; });
    for (const auto& row : kept)
        if (row) of.rows.push_back(*row);
}

disclosure::shown shown_of(disclosure& ledger, const breakdown& all, const std::string& group) {
    const auto series = all.figure + "/" + group;
    if (!all.everyone) {
        std::vector<disclosure::cell> cells;
        for (const auto& each : all.parts) cells.push_back({each.name, each.who});
        return ledger.show(series, cells);
    }
    auto out = ledger.show(series, {{all.everyone->name, all.everyone->who}});
    out.parts.clear();
    for (const auto& each : all.parts) {
        crowd others;
        std::ranges::set_difference(all.everyone->who, each.who, std::back_inserter(others));
        out.parts.push_back(out.total &&
                            ledger.show(series + "/" + each.name, {{"picked", each.who}, {"not", others}}).parts[0]);
    }
    return out;
}

/// Goes through everything that may be asked about one group at the end of one month.
class standings_of_all {
  public:
    standings_of_all(shown_report& out, const timelines& of, const report_wishes& wishes)
        : out_(out), of_(of), wishes_(wishes), ledger_(of.seats(), wishes.rule) {}

    void add(const month& when) {
        for (const auto& one : groups_at(of_, when)) {
            for (const auto& all : standings_at(of_, when, one.whom())) add_standing(all, one, when);
            if (one.by == grouping::share) continue;
            for (const auto& all : answers_at(of_, when, one.whom())) {
                const auto row = row_of(all, shown_of(ledger_, all, one.name), one.name, when.name);
                if (wanted(one, wishes_.by)) put(table_of(out_.answers, all.figure), row, by_month());
            }
        }
    }

  private:
    [[nodiscard]] bool by_month() const { return wishes_.by == grouping::month; }

    void add_standing(const breakdown& all, const group& of, const month& when) {
        if (of.by == grouping::share && !is_compared(all)) return;
        const auto row = row_of(all, shown_of(ledger_, all, of.name), of.name, when.name);
        if (of.by == grouping::none) put(table_of(out_.overall, all.figure), row, false);
        if (of.by == grouping::share) put(table_of(out_.compared, all.figure), row, true);
        if (wanted(of, wishes_.by)) put(table_of(out_.standings, all.figure), row, by_month());
    }

    shown_report& out_;
    const timelines& of_;
    const report_wishes& wishes_;
    disclosure ledger_;
};

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

void add_happenings(shown_report& out, const timelines& of, const month& when, const report_wishes& wishes, bool last) {
    ledgers_of_a_month ledgers(of, wishes.rule);
    for (const auto& one : groups_at(of, when)) {
        for (const auto& all : happenings_in(of, when, one.whom())) {
            if (one.by == grouping::share && !is_compared(all)) continue;
            if (one.by == grouping::none && !all.closes) out.months_that_do_not_close.push_back(when.name);
            const auto shown = ledgers.show(all, one.name);
            if (wanted(one, wishes.by) && (shown.total || one.by == grouping::none))
                table_of(out.happenings, all.figure).rows.push_back(row_of(all, shown, one.name, when.name));
            if (one.by == grouping::share && shown.total && last)
                table_of(out.compared, all.figure).rows.push_back(row_of(all, shown, one.name, when.name));
        }
    }
}

}  // namespace

bool all_accounted_for(const timelines& of, instant until) {
    return messages_in(of, {"", instant::min(), until}, {}).closes;
}

shown_report make_report(const timelines& of, const std::vector<month>& months, const report_wishes& wishes) {
    shown_report out;
    crowd all(of.seats().size());
    std::iota(all.begin(), all.end(), 0U);
    out.too_few = !large_enough(all, of.seats(), wishes.rule);
    for (const auto& rule : of.facts().of->nudges)
        if (rule.hold_out > 0) out.shared.push_back({rule.id, rule.hold_out});
    if (!out.shared.empty())
        for (const auto* figure : compared_figures) (void)table_of(out.compared, figure);
    standings_of_all standings(out, of, wishes);
    for (const auto& week : wishes.weeks) standings.add(week);
    for (std::size_t i = 0; i <= wishes.last && i < months.size(); ++i) standings.add(months[i]);
    for (std::size_t i = wishes.first; i <= wishes.last && i < months.size(); ++i)
        add_happenings(out, of, months[i], wishes, i == wishes.last);
    for (auto& table : out.compared)
        for (const auto& rule : out.shared) keep_common_month(table, group_with(rule.id), group_without(rule.id));
    for (const auto& asked : of.facts().questions) {
        auto& table = table_of(out.answers, "answers/" + asked.id);
        table.title = asked.title;
        table.conversation = asked.conversation;
    }
    return out;
}

}  // namespace waymark::reporting
