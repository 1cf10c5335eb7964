// Prepares databases for the benchmarks.
//
//   waymark_seed closing PROGRAMME DATABASE PAIRS STAGGER [TIMERS]
//     PAIRS pairs in the middle of their closing; pair i has given i modulo STAGGER answers. With TIMERS, timer rows
//     are added until there are so many.
//   waymark_seed outbox DATABASE TEAM MESSAGES
//     MESSAGES messages to as many people of one workspace, ready to be sent.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bench/seed/people.hpp"

namespace {

using namespace waymark;

constexpr std::uint32_t pairs_at_once = 1000;

[[noreturn]] void fail(const std::string& why) {
    std::fprintf(stderr, "waymark_seed: %s\n", why.c_str());
    std::exit(1);
}

std::unique_ptr<store> open(const std::string& path) {
    auto opened = open_sqlite(path);
    if (!opened.at) fail(opened.problem.words);
    return std::move(opened.at);
}

void must(const result<void>& done) {
    if (done.has_error()) fail(done.error().message());
}

instant wall_now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

result<void> write(store& at, const turn_owner& owner, const turn_outcome& what, instant now) {
    auto done = at.turn(owner, [&](const world&) { return what; }, {}, now);
    if (done.has_error()) return done.error();
    return {};
}

/// Timers of the kind that many small reminders would be, spread over the next weeks.
timer_change reminder(const pair_id& pair, std::uint64_t number, instant now) {
    timer_change out;
    out.key = "pair/" + pair.text + "/bench/" + std::to_string(number);
    out.owner = pair;
    out.is = now + std::chrono::days(2) + std::chrono::seconds(number * 7'919 % 2'000'000);
    return out;
}

struct closing_wish {
    std::uint32_t pairs = 0, stagger = 1;
    std::uint64_t timers = 0;  ///< rows there are to be in the end; 0 = as many as the talks need
};

/// Returns how many timer rows stay.
result<void> add_pair(store& at, const script_book& book, const closing_wish& wish, std::uint32_t number, instant now,
                      std::uint64_t& timers) {
    auto what = bench::closing_under_way(book, number, wish.pairs, number % wish.stagger, now);
    for (const auto& one : what.timers) timers += (one.is ? 1U : 0U) - (one.was ? 1U : 0U);
    const auto owed = wish.timers * (number + 1) / wish.pairs;
    while (timers < owed) what.timers.push_back(reminder(what.pairs.front().id, timers++, now));
    return write(at, what.pairs.front().id, what, now);
}

void seed_closing(const std::string& programme, const std::string& path, const closing_wish& wish) {
    const auto book = bench::read_book(programme);
    auto at = open(path);
    const auto now = wall_now();
    std::uint64_t timers = 0;
    for (std::uint32_t first = 0; first < wish.pairs; first += pairs_at_once) {
        const auto end = std::min(first + pairs_at_once, wish.pairs);
        must(at->transaction([&]() -> result<void> {
            for (auto i = first; i < end; ++i)
                if (auto done = add_pair(*at, book, wish, i, now, timers); done.has_error()) return done;
            return {};
        }));
    }
    const auto rows = at->health();
    if (!rows) fail(rows.error().message());
    std::printf("%u pairs, %lld timers\n", wish.pairs, static_cast<long long>(rows->timers));
}

void seed_outbox(const std::string& path, const std::string& team, std::uint32_t messages) {
    auto at = open(path);
    turn_outcome what;
    for (std::uint32_t i = 0; i < messages; ++i) {
        outbox_message one;
        one.key.text = "bench/" + std::to_string(i);
        one.to = bench::person_of(i);
        one.at = {"slack", {team}, "U" + one.to.text.substr(one.to.text.size() - 8)};
        outgoing words;
        words.text.push_back({"A word to say that this month's meeting is still to come.", false});
        words.language = "en";
        one.content = words;
        what.outbox.push_back(std::move(one));
    }
    must(write(*at, bench::person_of(0), what, wall_now()));
}

std::uint32_t whole(const char* text) {
    return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

}  // namespace

int main(int count, char** words) {
    if (count >= 6 && std::strcmp(words[1], "closing") == 0) {
        closing_wish wish{whole(words[4]), whole(words[5]), count > 6 ? whole(words[6]) : 0};
        seed_closing(words[2], words[3], wish);
        return 0;
    }
    if (count == 5 && std::strcmp(words[1], "outbox") == 0) {
        seed_outbox(words[2], words[3], whole(words[4]));
        return 0;
    }
    std::fprintf(stderr,
                 "usage: waymark_seed closing PROGRAMME DATABASE PAIRS STAGGER [TIMERS]\n"
                 "       waymark_seed outbox DATABASE TEAM MESSAGES\n");
    return 2;
}
