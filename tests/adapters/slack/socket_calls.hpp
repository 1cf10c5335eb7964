// The adapter in Socket Mode against a fake Slack on loopback, with a place where what comes is kept.
#pragma once

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sstream>

#include "tests/adapters/slack/slack_calls.hpp"

namespace waymark {

/// Keeps what is handed in, as a store would: after a while, or not.
class keeping_door final : public event_door {
  public:
    boost::asio::awaitable<answer> take(webhook_reply reply) override {
        ++asked;
        boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
        while (held) {
            timer.expires_after(std::chrono::milliseconds(1));
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        if (refusals > 0) {
            --refusals;
            co_return answer{503, ""};
        }
        counted.push_back(reply.counted_as + (reply.alarm ? "!" : ""));
        for (const auto& event : reply.events) keys.push_back(event.key);
        co_return answer{reply.status, body.empty() ? reply.body : body};
    }
    bool held = false;
    int refusals = 0;
    std::string body;
    int asked = 0;
    std::vector<std::string> counted, keys;
};

struct socket_calls : slack_calls {
    socket_calls() {
        before_ = spdlog::default_logger();
        spdlog::set_default_logger(
            std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log_)));
    }
    ~socket_calls() override {
        stop();
        adapter_.reset();
        spdlog::set_default_logger(before_);
    }
    slack_settings socket_settings() {
        using namespace std::chrono_literals;
        auto out = settings();
        out.signing_secrets.clear();
        const auto begun = std::chrono::system_clock::now();
        out.now = [begun] {  // fast, so that no test waits for the pace of a method
            return std::chrono::time_point_cast<span>(begun + 50 * (std::chrono::system_clock::now() - begun));
        };
        out.sockets.app_token = "xapp-EXAMPLE-NOT-A-TOKEN";
        out.sockets.first_pause = 10ms;
        out.sockets.longest_pause = 200ms;
        out.sockets.lives_at_least = 100ms;
        out.sockets.kept_beside = 500ms;
        out.sockets.limits.silence = 1s;
        return out;
    }
    void start() { start(socket_settings()); }
    void start(slack_settings with) {
        adapter_ = create_slack_adapter(std::move(with));
        adapter_->hand_events_to(door_);
        ended_ = false;
        auto done = [this](const std::exception_ptr& failure) {
            ended_ = true;
            EXPECT_TRUE(!failure || is_cancellation(failure));
        };
        boost::asio::co_spawn(context_, adapter_->upkeep(),
                              boost::asio::bind_cancellation_slot(stop_.slot(), std::move(done)));
    }
    static bool is_cancellation(const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const boost::system::system_error& what) {
            return what.code() == boost::asio::error::operation_aborted;
        } catch (...) {
            return false;
        }
    }
    /// Slack has said that it is of no use any more.
    bool is_over() {
        return until([this] { return std::ranges::count(door_.counted, "socket_mode_ended!") > 0; });
    }
    void stop() {
        if (ended_) return;
        stop_.emit(boost::asio::cancellation_type::terminal);
        EXPECT_TRUE(until([this] { return ended_; }));
    }
    /// Lets the adapter work until `done`. False when that is not within ten seconds.
    template <class Done>
    bool until(const Done& done, std::chrono::milliseconds patience = std::chrono::seconds(10)) {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) return false;
            context_.restart();
            context_.run_for(std::chrono::milliseconds(5));
        }
        return true;
    }
    bool open(int count) {
        return until([&] { return sockets().counted().open == count; });
    }
    std::optional<nlohmann::json> acknowledged(const std::string& id,
                                               std::chrono::milliseconds patience = std::chrono::seconds(10)) {
        std::optional<nlohmann::json> out;
        const auto nothing = std::chrono::milliseconds(0);
        (void)until([&] { return (out = sockets().acknowledged(id, nothing)).has_value(); }, patience);
        return out;
    }
    std::string send_event(int number) {
        auto event = fixture("socket_mode/events_api.json")["payload"];
        event["event"]["ts"] = event["event"]["event_ts"] = std::to_string(1767225610 + number) + ".000100";
        event["event_id"] = "Ev" + std::to_string(number);
        return sockets().send("events_api", event);
    }
    static nlohmann::json fixture(const std::string& file) {
        return nlohmann::json::parse(slack_fixtures::bytes(file));
    }
    testing::fake_sockets& sockets() { return fake_.sockets(); }
    [[nodiscard]] std::string log() const { return log_.str(); }
    [[nodiscard]] int times_said(const std::string& words) const {
        const auto all = log();
        int out = 0;
        for (auto at = all.find(words); at != std::string::npos; at = all.find(words, at + 1)) ++out;
        return out;
    }

    keeping_door door_;
    boost::asio::cancellation_signal stop_;
    bool ended_ = true;

  private:
    std::ostringstream log_;
    std::shared_ptr<spdlog::logger> before_;
};

}  // namespace waymark
