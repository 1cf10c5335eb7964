// What a due nudge costs, however many pairs there are: gates that open at noon, with the engine, the gate and the
// store of the service on a file, and as many turns in a commit as the service takes (turn_runner::turns_at_once).
//
//   waymark_growth PROGRAMME FOLDER PAIRS NUDGES
//     Enrols PAIRS pairs of the programme in a new database in FOLDER. NUDGES people wait for a nudge in the morning;
//     the others begin later. Then takes what is due, and says how long that took.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "bot/turn_runner.hpp"
#include "storage/sqlite/sqlite_store.hpp"
#include "storage/turn_rows.hpp"
#include "tests/bench/seed/people.hpp"

namespace {

using namespace waymark;
using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t pairs_in_a_commit = 500;
constexpr instant night = std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + hours(2);  // a Tuesday, in Berlin
constexpr instant noon = night + hours(9);

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "waymark_growth: %s\n", why.c_str());
    std::exit(1);
}

void must(const result<void>& done) {
    if (done.has_error()) fail(done.error().message());
}

std::unique_ptr<store> open(const std::string& path) {
    auto opened = open_sqlite(path);
    if (!opened.at) fail(opened.problem.words);
    return std::move(opened.at);
}

programme_person somebody(const std::string& id) {
    programme_person out;
    out.id.text = id;
    out.first_name = out.full_name = "Person " + id;
    out.zone = "Europe/Berlin";
    out.language = "en";
    out.addresses = {address{"slack", {"T0ACME0001"}, "U" + id}};
    return out;
}

result<void> add_pair(store& at, const script_book& book, programme& of, std::size_t number, bool begins_now) {
    const auto digits = std::to_string(number);
    of.people = {somebody("mentor" + digits), somebody("mentee" + digits)};
    const auto starts = std::chrono::floor<days>(night) + (begins_now ? days(0) : days(30 + number % 90));
    of.pairs = {{{"pair" + digits}, of.people[0].id, of.people[1].id, starts, starts + days(182)}};
    const turn_owner owner = of.pairs[0].id;
    auto added =
        at.turn(owner, [&](const world& before) { return enrol(book, of, of.pairs[0], before, night); }, {}, night);
    return added ? result<void>() : result<void>(added.error());
}

void add_pairs(store& at, const script_book& book, std::size_t pairs, std::size_t nudges) {
    auto of = book.programmes.begin()->second;
    const auto waiting = std::min(pairs, nudges / 2);
    const auto each = pairs / std::max<std::size_t>(waiting, 1);  // those who wait stand among the others
    std::size_t chosen = 0;
    for (std::size_t first = 0; first < pairs; first += pairs_in_a_commit)
        must(at.transaction([&]() -> result<void> {
            for (auto i = first; i < std::min(pairs, first + pairs_in_a_commit); ++i) {
                const bool begins = i % each == 0 && chosen < waiting;
                chosen += begins ? 1 : 0;
                if (auto done = add_pair(at, book, of, i, begins); done.has_error()) return done;
            }
            return {};
        }));
}

struct taken {
    std::size_t turns = 0, nudges = 0, commits = 0;
};

/// As turn_runner::take_due does it; `owners` is what is left of its look. Returns how many turns there were.
result<std::size_t> take_some(store& at, const script_book& book, instant now, std::vector<turn_owner>& owners,
                              taken& into) {
    if (owners.empty()) {
        const auto due = at.due_timers(now, turn_runner::timers_in_a_look);
        if (!due) return due.error();
        owners = owners_of(*due);
        if (owners.size() > turn_runner::turns_at_once) std::ranges::sort(owners);
        std::ranges::reverse(owners);
    }
    std::size_t turns = 0;
    for (; turns < turn_runner::turns_at_once && !owners.empty(); ++turns) {
        const auto step = [&](const world& before) { return take_turn(book, before, time_passed{}, now); };
        const auto added = at.turn(owners.back(), step, {}, now);
        if (!added) return added.error();
        owners.pop_back();
        ++into.turns;
        for (const auto& row : *added) into.nudges += row.message.kind == message_class::nudge ? 1 : 0;
    }
    return turns;
}

taken take_due(store& at, const script_book& book, instant now) {
    taken out;
    std::vector<turn_owner> owners;
    for (bool any = true; any; ++out.commits)
        must(at.transaction([&]() -> result<void> {
            const auto some = take_some(at, book, now, owners, out);
            if (!some) return some.error();
            any = *some > 0;
            return {};
        }));
    return out;
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) fail("usage: waymark_growth PROGRAMME FOLDER PAIRS NUDGES");
    const auto book = bench::read_book(words[1]);
    const auto path = std::string(words[2]) + "/growth.db";
    const auto pairs = std::strtoull(words[3], nullptr, 10), nudges = std::strtoull(words[4], nullptr, 10);
    const auto begun = std::chrono::steady_clock::now();
    {
        const auto at = open(path);
        add_pairs(*at, book, pairs, nudges);
        (void)take_due(*at, book, night);  // what has begun waits in the gates now
    }
    const auto at = open(path);
    const auto rows = at->health();
    if (!rows) fail(rows.error().message());
    std::printf("%llu pairs, %lld timers, enrolled in %.0f s\n", pairs, static_cast<long long>(rows->timers),
                seconds_since(begun));
    const auto started = std::chrono::steady_clock::now();
    const auto processor = processor_seconds();
    const auto done = take_due(*at, book, noon);
    const auto wall = seconds_since(started), busy = processor_seconds() - processor;
    const auto each = 1e6 / static_cast<double>(std::max<std::size_t>(done.nudges, 1));
    std::printf(
        "%zu due nudges in the outbox, %zu turns, %zu commits: %.2f s, processor %.2f s; each %.0f us, %.0f us\n",
        done.nudges, done.turns, done.commits, wall, busy, wall * each, busy * each);
    return done.nudges > 0 ? 0 : 1;
}
