#include "bot/commands/rehearse.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <ostream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/flow_choice.hpp"
#include "bot/counted.hpp"
#include "bot/csv_table.hpp"
#include "bot/rehearsal/rehearsal.hpp"
#include "bot/rehearsal/report.hpp"
#include "bot/startup.hpp"
#include "bot/time_text.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace {

using rehearsal::rehearsal_report;

constexpr std::size_t broken_shown = 50;

/// Who stands in the list; empty after saying what is wrong with it.
std::optional<std::vector<programme_person>> people_of(const std::string& file, const script_book& book, int& code,
                                                       std::ostream& complaints) {
    if (file.empty()) return std::vector<programme_person>{};
    const auto& of = book.programmes.begin()->second;
    const auto bytes = file_for_authors(file, complaints);
    code = exit_could_not_run;
    if (!bytes) return {};
    const auto text = without_byte_order_mark(*bytes);
    std::vector<diagnostic> problems;
    std::vector<programme_person> people;
    if (const auto table = read_csv(file, text, problems))
        people = people_of_list(file, text, *table, of, book.texts.languages(), problems);
    for (const auto& one : problems) complaints << show(one, text) << '\n';
    code = exit_errors;
    if (any_error(problems)) return {};
    std::erase_if(people, [&](const programme_person& one) { return one.id == of.contact; });
    if (people.size() >= 2) return people;
    complaints << "waymark: " << file << " names nobody who could be paired; it takes two at least.\n";
    return {};
}

bool write(const std::string& file, const std::string& text, std::ostream& complaints) {
    std::ofstream to(file, std::ios::binary | std::ios::trunc);
    to << text;
    to.close();
    if (to) return true;
    complaints << "waymark: " << file << " cannot be written.\n";
    return false;
}

std::string when_and_who(const rehearsal::broken_promise& one) {
    auto out = time_text(one.at);
    if (!one.pair.empty()) out += "  " + one.pair.text;
    if (!one.who.empty()) out += "  " + one.who.text;
    return out;
}

void say_broken(const rehearsal_report& report, std::ostream& out) {
    if (report.broken.empty()) {
        out << "Every promise was kept.\n";
        return;
    }
    out << counted(std::ssize(report.broken), "time", "times") << " a promise was broken:\n";
    for (std::size_t i = 0; i < std::min(broken_shown, report.broken.size()); ++i)
        out << "  " << when_and_who(report.broken[i]) << "  " << report.broken[i].in_words << '\n';
    if (report.broken.size() > broken_shown) out << "  and more, which the report lists.\n";
}

void say_figures(const rehearsal_report& report, std::ostream& out) {
    const auto& all = report.all;
    const auto sum = [](const std::vector<std::int64_t>& weeks) {
        std::int64_t out_of = 0;
        for (const auto one : weeks) out_of += one;
        return out_of;
    };
    out << counted(static_cast<std::int64_t>(report.pairs), "pair", "pairs") << ", "
        << counted(all.people, "person", "people") << ", " << counted(std::ssize(all.nudges_by_week), "week", "weeks")
        << ": " << counted(sum(all.nudges_by_week), "message", "messages") << " that nobody asked for, "
        << counted(sum(all.answers_by_week), "reply", "replies") << ", "
        << counted(sum(all.acts_by_week), "thing", "things") << " that people did.\n"
        << counted(all.with_goal, "pair", "pairs") << " with a goal, "
        << counted(all.closing_answered, "closing", "closings") << " with all three questions answered by both, "
        << counted(all.with_next_step, "pair", "pairs") << " with a next step.\n";
}

}  // namespace

int rehearse(const rehearse_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    script_wishes needed;
    needed.folders = wishes.scripts;
    needed.programmes.push_back(wishes.programme);
    const auto scripts = read_scripts(needed, complaints);
    if (!scripts) return exit_errors;
    rehearsal::rehearsal_wishes how;
    how.seed = wishes.seed;
    how.threads = wishes.threads;
    how.cast.pairs = wishes.pairs;
    how.cast.months = wishes.months;
    how.cast.languages = scripts->book.texts.languages();
    int code = exit_clean;
    auto people = people_of(wishes.people, scripts->book, code, complaints);
    if (!people) return code;
    how.cast.people = std::move(*people);
    complaints << "Playing " << counted(wishes.months, "month", "months")
               << " with made-up answers. This takes a moment.\n";
    how.on_group = [&, told = std::size_t{0}](std::size_t played, std::size_t of) mutable {
        constexpr std::size_t parts = 4;
        if (played == of || played * parts / of == told) return;
        told = played * parts / of;
        complaints << "  " << told * 100 / parts << " % played" << std::endl;
    };
    const auto report = rehearsal::rehearse(scripts->book, how);
    if (!report) {
        complaints << "waymark: the rehearsal could not go on: " << report.error().message() << '\n';
        return exit_could_not_run;
    }
    const auto data = rehearsal::report_json(*report);
    if (!wishes.data.empty() && !write(wishes.data, data, complaints)) return exit_could_not_run;
    if (!write(wishes.page, rehearsal::report_page(data), complaints)) return exit_could_not_run;
    say_figures(*report, out);
    say_broken(*report, out);
    out << "The report: " << wishes.page << '\n';
    return report->broken.empty() ? exit_clean : exit_errors;
}

}  // namespace waymark
