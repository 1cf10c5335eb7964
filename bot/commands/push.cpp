#include "bot/commands/push.hpp"

#include <algorithm>
#include <ostream>
#include <vector>

#include "bot/commands/database_choice.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/list_choice.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/counted.hpp"
#include "bot/startup.hpp"
#include "bot/system_clock.hpp"

namespace waymark {
namespace {

constexpr std::size_t pairs_at_once = 500;
const auto only_looking = boost::system::errc::make_error_code(boost::system::errc::operation_canceled);

struct pushed_counts {
    int come = 0, left_out = 0;
};

int failed(std::ostream& complaints, const std::string& words, int code) {
    complaints << "waymark: " << words << '\n';
    return code;
}

/// Empty when the programme has a rule of this name that can be pushed.
std::string why_not(const programme& of, const std::string& rule) {
    std::vector<std::string> known;
    std::string by_push;
    for (const auto& one : of.nudges) {
        known.push_back(one.id);
        if (one.when.is == trigger::moment::pushed) by_push += (by_push.empty() ? "" : ", ") + one.id;
    }
    const auto found = std::ranges::find(of.nudges, rule, &nudge_rule::id);
    if (found != of.nudges.end())
        return can_be_pushed(*found)
                   ? std::string()
                   : "\"" + rule + "\" follows from what one person does, and comes to them alone: it cannot be pushed";
    const auto near = nearest(rule, known);
    auto words = "the programme \"" + of.id.text + "\" has no nudge called \"" + rule + "\"";
    if (!near.empty()) return words + "; did you mean \"" + near + "\"?";
    return by_push.empty() ? words : words + "; these wait for a push: " + by_push;
}

/// Does nothing for a pair of another programme.
result<void> push_one(store& at, const script_book& book, const programme& of, const std::string& rule,
                      const pair_id& which, instant now, pushed_counts& into) {
    auto* count = &into.left_out;
    const auto step = [&](const world& before) {  // the store may step twice; the last time counts
        const auto pair = before.pairs.find(which);
        count = nullptr;
        if (pair == before.pairs.end() || pair->second.programme != of.id) return turn_outcome{};
        auto after = take_turn(book, before, pushed{which, rule}, now);
        const bool left_out = std::ranges::find(after.log, "not_pushed", &log_line::event) != after.log.end();
        count = left_out ? &into.left_out : &into.come;
        return after;
    };
    const auto done = at.turn(turn_owner(which), step, {}, now);
    if (!done) return done.error();
    if (count != nullptr) ++*count;
    return {};
}

result<std::vector<pair_id>> all_pairs(store& at) {
    std::vector<pair_id> out;
    for (;;) {
        const auto some = at.pairs(out.empty() ? pair_id() : out.back(), pairs_at_once);
        if (!some) return some.error();
        if (some->empty()) return out;
        out.insert(out.end(), some->begin(), some->end());
    }
}

}  // namespace

int push(const push_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    const auto settings = settings_without_secrets(wishes.config, complaints);
    if (!settings) return exit_could_not_run;
    auto scripts = read_scripts_in_use({settings->scripts, settings->programmes}, settings->database, complaints,
                                       settings->master_key);
    if (!scripts) return exit_errors;
    const auto* of = chosen_programme(scripts->book, wishes.programme, complaints);
    if (of == nullptr) return exit_could_not_run;
    if (const auto words = why_not(*of, wishes.rule); !words.empty()) return failed(complaints, words, exit_errors);
    const auto at = open_database(settings->database, complaints, settings->master_key);
    if (!at) return exit_could_not_run;
    const auto now = system_clock().now();
    pushed_counts counts;
    const auto whole = [&]() -> result<void> {
        result<std::vector<pair_id>> pairs = std::vector{pair_id{wishes.pair}};
        if (wishes.pair.empty()) pairs = all_pairs(*at);
        if (!pairs) return pairs.error();
        for (const auto& which : *pairs)
            if (const auto done = push_one(*at, scripts->book, *of, wishes.rule, which, now, counts); done.has_error())
                return done.error();
        if (!wishes.yes) return only_looking;  // and all of it is undone
        return {};
    };
    if (const auto done = at->transaction(whole); done.has_error() && done.error() != only_looking)
        return failed(complaints, "the database could not be changed: " + done.error().message(), exit_could_not_run);
    if (counts.come + counts.left_out == 0)
        return failed(complaints,
                      wishes.pair.empty() ? "the programme has no pairs yet"
                                          : "the programme \"" + of->id.text + "\" has no pair called \"" +
                                                wishes.pair + "\" in the database",
                      exit_errors);
    out << "\"" << wishes.rule << (wishes.yes ? "\" comes for " : "\" would come for ")
        << counted(counts.come, "pair", "pairs") << ", in each person's own hours.\n";
    if (counts.left_out > 0)
        out << counted(counts.left_out, "pair rests, has ended, or is", "pairs rest, have ended, or are")
            << " not where this nudge wants " << (counts.left_out == 1 ? "it" : "them") << ".\n";
    if (!wishes.yes) out << "Nothing has happened yet. Say the same with --yes to do it.\n";
    return exit_clean;
}

}  // namespace waymark
