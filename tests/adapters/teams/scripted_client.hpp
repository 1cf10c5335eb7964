// Answers in the place of Microsoft's services, and remembers what it was asked. Whole talks over TLS are played in
// tests/service.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "adapters/http_client.hpp"

namespace waymark::teams_fixtures {

[[nodiscard]] inline http_answer answer(unsigned status, std::string body = {}) {
    http_answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}
[[nodiscard]] inline http_answer answer(unsigned status, const nlohmann::json& body) {
    return answer(status, body.dump());
}

class scripted_client final : public http_client {
  public:
    std::vector<http_request> asked;
    std::function<http_answer(const http_request&)> answers;
    std::chrono::milliseconds takes{0};

    [[nodiscard]] boost::asio::awaitable<http_answer> ask(http_request request) override {
        asked.push_back(request);
        if (takes.count() > 0) {
            const auto executor = co_await boost::asio::this_coro::executor;
            boost::asio::steady_timer timer(executor, takes);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        co_return answers(request);
    }
    /// Requests whose address holds `part`.
    [[nodiscard]] std::vector<http_request> asked_of(const std::string& part) const {
        std::vector<http_request> out;
        for (const auto& one : asked)
            if (one.url.find(part) != std::string::npos) out.push_back(one);
        return out;
    }
};

[[nodiscard]] inline std::string header_of(const http_request& request, const std::string& name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

/// Runs one piece of work to its end.
class loop {
  public:
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        auto future = boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
        finish();
        return future.get();
    }
    void run(boost::asio::awaitable<void> work) {
        auto future = begin(std::move(work));
        finish();
        future.get();
    }
    template <class Result>
    std::future<Result> begin(boost::asio::awaitable<Result> work) {
        return boost::asio::co_spawn(context_, std::move(work), boost::asio::use_future);
    }
    void finish() {
        context_.restart();
        context_.run();
    }

  private:
    boost::asio::io_context context_;
};

}  // namespace waymark::teams_fixtures
