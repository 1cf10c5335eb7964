// The pure core: one step of the closing, a whole turn, and the states as text.
#include <benchmark/benchmark.h>

#include "tests/bench/seed/people.hpp"
#include "tests/bench/talk.hpp"

namespace {

using namespace waymark;

constexpr instant now{std::chrono::seconds(1'767'225'610)};
constexpr std::uint32_t mentor = 1;  // of pair 0 of 1, whose mentee is person 0

struct closing {
    script_book book = bench::read_book(WAYMARK_SOURCE_DIR "/tests/bench/programme.yaml");
    world at;
    heard answered;

    /// Both have given two answers; the mentor gives a third.
    closing() {
        auto made = bench::closing_under_way(book, 0, 1, 2, now);
        for (auto& one : made.people) at.people.emplace(one.id, one);
        for (auto& one : made.pairs) at.pairs.emplace(one.id, one);
        answered.who = bench::person_of(mentor);
        answered.event.from = at.people.at(answered.who).addresses.front();
        answered.event.at = now;
        answered.event.message = "D00000001/1767225610.000100";
        answered.event.what = inbound::said{std::string(bench::answers[2])};
    }
    [[nodiscard]] const pair_state& pair() const { return at.pairs.begin()->second; }
};

const closing& prepared() {
    static const closing one;
    return one;
}

void closing_step(benchmark::State& state) {
    const auto& in = prepared();
    cast_facts facts;
    for (const auto& [id, person] : in.at.people)
        facts.people[id] = {id, person.first_name, person.language, person.zone};
    facts.programme_name = "Bench";
    const input::typed typed{in.answered.who, in.pair().running.front().id, std::string(bench::answers[2]), "D1/1.1"};
    for (auto _ : state) benchmark::DoNotOptimize(advance(in.book.flows, in.book.texts, facts, in.pair(), typed, now));
}
BENCHMARK(closing_step);

void closing_turn(benchmark::State& state) {
    const auto& in = prepared();
    for (auto _ : state) benchmark::DoNotOptimize(take_turn(in.book, in.at, in.answered, now));
}
BENCHMARK(closing_turn);

void write_pair(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(pair_to_text(prepared().pair()));
}
BENCHMARK(write_pair);

void read_pair(benchmark::State& state) {
    const auto text = pair_to_text(prepared().pair());
    for (auto _ : state) benchmark::DoNotOptimize(pair_from_text(text));
}
BENCHMARK(read_pair);

void write_person(benchmark::State& state) {
    const auto& person = prepared().at.people.begin()->second;
    for (auto _ : state) benchmark::DoNotOptimize(person_to_text(person));
}
BENCHMARK(write_person);

void read_person(benchmark::State& state) {
    const auto text = person_to_text(prepared().at.people.begin()->second);
    for (auto _ : state) benchmark::DoNotOptimize(person_from_text(text));
}
BENCHMARK(read_person);

void write_inbound(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(encode_inbound(prepared().answered.event));
}
BENCHMARK(write_inbound);

void read_inbound(benchmark::State& state) {
    const auto text = encode_inbound(prepared().answered.event);
    for (auto _ : state) benchmark::DoNotOptimize(decode_inbound(text));
}
BENCHMARK(read_inbound);

}  // namespace
