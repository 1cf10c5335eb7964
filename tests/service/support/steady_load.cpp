#include "tests/service/support/steady_load.hpp"

#include <algorithm>

#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

constexpr auto patience_of_slack = 60s;

}  // namespace

steady_load::steady_load(int port, std::vector<std::string> people, int per_second, std::vector<std::string> secrets)
    : port_(port),
      people_(std::move(people)),
      apart_(std::chrono::microseconds(1s) / per_second),
      secrets_(std::move(secrets)),
      thread_([this] { bring(); }) {}

void steady_load::sign_with(std::vector<std::string> secrets) {
    const std::lock_guard lock(one_at_a_time_);
    secrets_ = std::move(secrets);
}

std::string steady_load::next_secret() {
    const std::lock_guard lock(one_at_a_time_);
    std::ranges::rotate(secrets_, secrets_.begin() + 1);
    return secrets_.back();
}

steady_load::outcome steady_load::so_far() const {
    const std::lock_guard lock(one_at_a_time_);
    return seen_;
}

bool steady_load::goes_on(int more, std::chrono::milliseconds patience) const {
    const auto wanted = so_far().taken + more;
    const auto until = steady::now() + patience;
    while (so_far().taken < wanted && steady::now() < until) std::this_thread::sleep_for(10ms);
    return so_far().taken >= wanted;
}

steady_load::outcome steady_load::end() {
    ending_ = true;
    if (thread_.joinable()) thread_.join();
    return so_far();
}

void steady_load::bring() {
    auto due = steady::now();
    for (std::size_t number = 0; !ending_; ++number) {
        std::this_thread::sleep_until(due);
        due = std::max(due + apart_, steady::now() - 1s);  // after a pause it catches up on a second, not on all
        const auto& who = people_[number % people_.size()];
        const auto event = message_event(who, "help", next_ts(), "EvLOAD" + std::to_string(next_serial()));
        slack_caller caller(port_, next_secret());
        const auto begun = steady::now();
        for (bool taken = false; !taken && steady::now() < begun + patience_of_slack;) {
            caller.move_to(port_);
            const auto asked = steady::now();
            const auto status = caller.event(event).status;
            taken = status == 200;
            {
                const std::lock_guard lock(one_at_a_time_);
                if (status == 0)
                    ++seen_.unreached;
                else if (!taken)
                    ++seen_.refusals[status];
                if (taken) {
                    ++seen_.taken;
                    ++seen_.by_person[who];
                }
                seen_.slowest = std::max(seen_.slowest,
                                         std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - asked));
            }
            if (!taken) std::this_thread::sleep_for(50ms);
        }
    }
}

}  // namespace waymark::testing
