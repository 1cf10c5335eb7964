// A chat platform that remembers what it was given and answers as it is told. For the tests of the runners and the app.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"

namespace waymark::testing {

class recording_adapter : public adapter {
  public:
    std::vector<outbound> sent;               ///< every call of send, in order
    std::vector<outbound> asked_about;        ///< every call of find
    std::vector<address> looked_up;           ///< every call of look_up
    std::vector<address> counted;             ///< every call of count_send
    std::deque<send_outcome> outcomes;        ///< of the next sends; when empty: sent
    std::deque<find_outcome> findings;        ///< of the next questions; when empty: cannot tell
    std::map<std::string, profile> profiles;  ///< by user
    std::map<std::string, address> accounts;  ///< by e-mail address
    std::vector<std::string> emails;          ///< every call of find_by_email
    std::optional<check_problem> problem;     ///< what check says
    std::chrono::milliseconds takes{0};       ///< how long a send lasts
    std::function<instant(const address&, instant now)> pace;
    std::function<void()> on_send;  ///< called when a send begins
    int in_flight = 0, most_in_flight = 0;
    int per_minute = 0;                                                   ///< what messages_per_minute says
    std::vector<platform_note> teaches;                                   ///< what every request tells
    std::vector<platform_note> known;                                     ///< of that, what was stored
    std::function<boost::asio::awaitable<void>(webhook_reply&)> first{};  ///< of every request
    int clocks_set = 0;                                                   ///< calls of clock_was_set
    std::string name = "test";
    std::string tenant = "T1";
    std::string path = "/test/events";

    [[nodiscard]] std::string_view platform() const override { return name; }
    [[nodiscard]] std::vector<std::string> paths() const override { return {path}; }

    /// The body is "<user> <text>", "<user> !removed", "<user> !added" or "<user> !opened"; its bytes are the key.
    [[nodiscard]] webhook_reply receive(const webhook_request& request, instant now) override {
        webhook_reply out;
        out.counted_as = "message";
        inbound_event event;
        const auto space = request.body.find(' ');
        event.key = std::string(request.body);
        event.from = {name, {tenant}, std::string(request.body.substr(0, space))};
        event.at = now;
        event.what = inbound::said{std::string(request.body.substr(space + 1))};
        if (request.body.ends_with(" !removed")) {
            event.from.user.clear();
            event.what = inbound::app_removed{};
        }
        if (request.body.ends_with(" !added")) {
            event.from.user.clear();
            event.what = inbound::app_added{};
        }
        if (request.body.ends_with(" !opened")) event.what = inbound::opened{};
        out.events.push_back(std::move(event));
        out.notes = teaches;
        out.first = first;
        return out;
    }
    void noted(const std::vector<platform_note>& notes) override { known = notes; }
    [[nodiscard]] boost::asio::awaitable<std::optional<check_problem>> check() override { co_return problem; }
    [[nodiscard]] boost::asio::awaitable<send_outcome> send(outbound message) override {
        sent.push_back(std::move(message));
        if (on_send) on_send();
        most_in_flight = std::max(most_in_flight, ++in_flight);
        if (takes.count() > 0) {
            const auto executor = co_await boost::asio::this_coro::executor;
            boost::asio::steady_timer timer(executor, takes);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        --in_flight;
        send_outcome out;
        out.platform_ref = "ref-" + std::to_string(sent.size());
        if (!outcomes.empty()) {
            out = outcomes.front();
            outcomes.pop_front();
        }
        co_return out;
    }
    [[nodiscard]] boost::asio::awaitable<find_outcome> find(outbound message) override {
        asked_about.push_back(std::move(message));
        find_outcome out;
        if (!findings.empty()) {
            out = findings.front();
            findings.pop_front();
        }
        co_return out;
    }
    [[nodiscard]] boost::asio::awaitable<std::optional<profile>> look_up(address who) override {
        looked_up.push_back(who);
        const auto found = profiles.find(who.user);
        if (found == profiles.end()) co_return std::nullopt;
        co_return found->second;
    }
    [[nodiscard]] boost::asio::awaitable<std::optional<address>> find_by_email(std::string email) override {
        emails.push_back(email);
        const auto found = accounts.find(email);
        if (found == accounts.end()) co_return std::nullopt;
        co_return found->second;
    }
    [[nodiscard]] instant may_send_at(const address& to, instant now) override { return pace ? pace(to, now) : now; }
    [[nodiscard]] int messages_per_minute() const override { return per_minute; }
    void count_send(const address& to, instant) override { counted.push_back(to); }
    void clock_was_set() override { ++clocks_set; }

    /// Keys of what was sent, in order.
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> out;
        for (const auto& one : sent) out.push_back(one.key.text);
        return out;
    }
};

}  // namespace waymark::testing
