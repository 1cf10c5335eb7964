// Teams' bytes: a token checked in all its steps, an activity read.
#include <benchmark/benchmark.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "adapters/teams/decode.hpp"

namespace {

using namespace waymark;

std::string fixture(const std::string& name) {
    std::ifstream in(WAYMARK_SOURCE_DIR "/tests/adapters/teams/fixtures/" + name, std::ios::binary);
    if (!in) throw std::runtime_error("no fixture " + name);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

struct delivery {
    std::string authorization = "Bearer " + fixture("auth/jwt/valid.jwt");
    std::string body = nlohmann::json::parse(fixture("inbound/message_personal.json")).dump();
    teams::key_set keys = teams::key_set::read(fixture("auth/jwks.json")).value();
    teams::trust whom;
    instant now{std::chrono::seconds(1'772'442'900)};

    delivery() {
        whom.app_id = "0b07c0de-1111-4222-8333-444455556666";
        whom.home_tenant = "7e4a4700-0001-4bbb-8ccc-0123456789ab";
    }
};

void read_token(benchmark::State& state) {
    const delivery in;
    for (auto _ : state) benchmark::DoNotOptimize(teams::read_token(in.authorization, in.whom));
}
BENCHMARK(read_token);

void check_token(benchmark::State& state) {
    const delivery in;
    for (auto _ : state) {
        const auto token = teams::read_token(in.authorization, in.whom);
        const auto verified = teams::verify_token(*token, &in.keys, in.whom, in.now);
        if (!verified) state.SkipWithError("the token is not good");
    }
}
BENCHMARK(check_token);

void receive_activity(benchmark::State& state) {
    const delivery in;
    const auto verified = teams::verify_token(*teams::read_token(in.authorization, in.whom), &in.keys, in.whom, in.now);
    for (auto _ : state) {
        const auto reply = teams::receive_activity(in.body, *verified, in.whom, in.now).reply;
        if (reply.events.size() != 1) state.SkipWithError("not one event");
    }
}
BENCHMARK(receive_activity);

}  // namespace
