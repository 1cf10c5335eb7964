// Slack in the same process and on a clock turned by hand: what the adapter asks goes straight to a slack_world, or,
// while Slack is down, nowhere, in each of the ways in which that happens.
#pragma once

#include <string>

#include "adapters/http_client.hpp"
#include "bot/clock.hpp"
#include "tests/support/slack_world.hpp"

namespace waymark::testing {

enum class way_down {
    up,
    refused,      ///< no connection comes about
    black_hole,   ///< the same, and nobody says so
    answers_500,  ///< nothing is done
    half_open,    ///< it is connected, and nothing ever comes back
    drips         ///< everything is done; a byte of the answer comes each second, and it is never complete in time
};

class slack_on_a_bad_day final : public http_client {
  public:
    slack_on_a_bad_day(slack_world& world, clock& time) : world_(world), time_(time) {}
    way_down is = way_down::up;
    [[nodiscard]] int failed() const { return failed_; }

    [[nodiscard]] boost::asio::awaitable<http_answer> ask(http_request request) override {
        const auto how = is;
        if (how != way_down::up) ++failed_;
        const bool is_taken = how == way_down::up || how == way_down::drips;
        auto out = is_taken ? answer_of_world(request) : http_answer();
        if (how == way_down::up) co_return out;
        if (how == way_down::answers_500) {
            out.status = 500;
            co_return out;
        }
        out = {};
        out.error = boost::asio::error::timed_out;
        out.surely_not_sent = how == way_down::refused || how == way_down::black_hole;
        if (how != way_down::refused) {
            const span patience = out.surely_not_sent ? http_client_settings().connect_patience
                                                      : std::chrono::milliseconds(request.patience);
            for (const auto until = time_.now() + patience; time_.now() < until;) co_await time_.wait_until(until);
        }
        co_return out;
    }

  private:
    [[nodiscard]] http_answer answer_of_world(const http_request& request);

    slack_world& world_;
    clock& time_;
    int failed_ = 0;
};

}  // namespace waymark::testing
