// The SQLite store without its waiting for the disk: many calls in one transaction.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "storage/sqlite/sqlite_store.hpp"
#include "tests/bench/seed/people.hpp"
#include "tests/bench/talk.hpp"

namespace {

using namespace waymark;

constexpr instant now{std::chrono::seconds(1'767'225'610)};

class database {
  public:
    database() {
        auto name = (std::filesystem::temp_directory_path() / "waymark-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the database");
        folder_ = name;
        auto opened = open_sqlite((folder_ / "bench.db").string());
        if (!opened.at) throw std::runtime_error(opened.problem.words);
        at = std::move(opened.at);
    }
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    ~database() {
        at.reset();
        std::error_code ignored;  // a folder left behind spoils no figure
        std::filesystem::remove_all(folder_, ignored);
    }
    std::unique_ptr<store> at;

  private:
    std::filesystem::path folder_;
};

/// All iterations of `each` in one transaction.
template <class Each>
void in_one_transaction(benchmark::State& state, store& at, const Each& each) {
    const auto done = at.transaction([&]() -> result<void> {
        for (auto _ : state)
            if (!each()) state.SkipWithError("the store refused");
        return {};
    });
    if (done.has_error()) state.SkipWithError("the store could not commit");
}

inbound_event event(std::int64_t number) {
    inbound_event out;
    out.key = "slack/T0ACME0001/message/D00000012/1767225610." + std::to_string(number);
    out.from = {"slack", {"T0ACME0001"}, "U00000012"};
    out.at = now;
    out.message = "D00000012/1767225610." + std::to_string(number);
    out.what = inbound::said{std::string(bench::answers[0])};
    return out;
}

void accept_event(benchmark::State& state) {
    const database in;
    std::int64_t number = 1'000'000;
    in_one_transaction(state, *in.at, [&] { return in.at->accept(event(++number), now).has_value(); });
}
BENCHMARK(accept_event);

void load_and_store_turn(benchmark::State& state) {
    const database in;
    const auto book = bench::read_book(WAYMARK_SOURCE_DIR "/tests/bench/programme.yaml");
    const auto made = bench::closing_under_way(book, 0, 1, 2, now);
    const turn_owner owner = made.people.front().id;
    const auto first = in.at->turn(owner, [&](const world&) { return made; }, {}, now);
    if (first.has_error()) return state.SkipWithError("the pair could not be stored");
    heard answered;
    answered.who = made.people.front().id;
    answered.event = event(1);
    answered.event.from = made.people.front().addresses.front();
    answered.event.what = inbound::said{std::string(bench::answers[2])};
    const auto world_at_hand = in.at->load(owner);
    if (!world_at_hand) return state.SkipWithError("the pair could not be loaded");
    const auto outcome = take_turn(book, *world_at_hand, answered, now);
    in_one_transaction(state, *in.at,
                       [&] { return in.at->turn(owner, [&](const world&) { return outcome; }, {}, now).has_value(); });
}
BENCHMARK(load_and_store_turn);

}  // namespace
