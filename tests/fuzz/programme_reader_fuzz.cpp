// Any bytes as a programme file: read or refused, every problem can be shown, and what was read can be asked what is
// due.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "conversations/programme/programme_reader.hpp"

namespace {

using namespace waymark;

/// One conversation of two, and one of other roles, for rules to start.
flow_library two_flows() {
    flow_library flows;
    flow closing;
    closing.ref = {"closing", 1};
    closing.people = {"mentor", "mentee"};
    flows.add(closing);
    flow drift;
    drift.ref = {"drift_question", 1};
    drift.people = {"waiting", "quiet"};
    flows.add(drift);
    return flows;
}

/// What a sound programme wants comes once and is done with.
void ask_what_is_due(const programme& of) {
    pair_state pair;
    pair.mentor.text = "mentor";
    pair.mentee.text = "mentee";
    pair.stage = "growing";
    pair.ends = from_us(1'800'000'000'000'000);
    constexpr std::size_t stages = 7;
    const auto most_rounds = (of.nudges.size() + 1) * (stages + 1);
    for (std::size_t round = 0; round < most_rounds; ++round) {
        const auto next = next_timer(of, pair);
        if (next == never) return;
        for (const auto& one : due_rules(of, pair, next)) {
            pair.rules_done.insert(one.occurrence);
            if (const auto* move = std::get_if<due_rule::move>(&one.what)) pair.stage = move->stage;
        }
    }
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const flow_library flows = two_flows();
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    std::vector<diagnostic> problems;
    const auto one = read_programme("a.yaml", source, flows, bot_texts(), problems);
    for (const auto& each : problems)
        if (each.code.size() != 4 || each.code.front() != 'P' || show(each, source).empty()) std::abort();
    if (one && !any_error(problems)) ask_what_is_due(*one);
    return 0;
}
