// Slack's bytes: a signature checked, an event read, a message written.
#include <benchmark/benchmark.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "adapters/slack/decode.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/signature.hpp"
#include "tests/bench/load/slack_events.hpp"
#include "tests/bench/talk.hpp"
#include "tests/bench/yardstick/signed_request.hpp"

namespace {

using namespace waymark;

constexpr auto signing_secret = "bench-signing-secret";

struct request {
    std::string body, time, signature;
    instant now = std::chrono::time_point_cast<span>(std::chrono::system_clock::now());

    request() {
        slack_events events(signing_secret);
        const auto whole = events.request("/slack/events", 1, 12, bench::answers[0]);
        const auto after = [&](std::string_view name) {
            const auto from = whole.find(name) + name.size();
            return whole.substr(from, whole.find("\r\n", from) - from);
        };
        time = after("X-Slack-Request-Timestamp: ");
        signature = after("X-Slack-Signature: ");
        body = whole.substr(whole.find("\r\n\r\n") + 4);
    }
};

void verify_signature(benchmark::State& state) {
    const request in;
    const slack::signature_checker checker({signing_secret});
    for (auto _ : state) {
        const auto verdict = checker.check(in.time, in.signature, in.body, in.now);
        if (verdict != slack::signature_verdict::good) state.SkipWithError("the signature is not good");
    }
}
BENCHMARK(verify_signature);

void decode_event(benchmark::State& state) {
    const request in;
    const slack::identities us(slack::identity{});
    for (auto _ : state) {
        const auto reply = slack::decode_event(in.body, us, in.now);
        if (reply.events.size() != 1) state.SkipWithError("not one event");
    }
}
BENCHMARK(decode_event);

void decode_event_as_the_yardstick_does(benchmark::State& state) {
    const request in;
    for (auto _ : state) benchmark::DoNotOptimize(yardstick::six_fields(in.body));
}
BENCHMARK(decode_event_as_the_yardstick_does);

void encode_message(benchmark::State& state) {
    outgoing message;
    message.text.push_back({"Thank you.\nWhat would you advise Bo for the time ahead?\n", false});
    message.text.push_back({"To speak up early & often", true});
    message.language = "en";
    for (auto _ : state)
        benchmark::DoNotOptimize(
            slack::wire(slack::post_message("D00000012", message, "0123456789abcdef0123456789abcdef")));
}
BENCHMARK(encode_message);

}  // namespace
