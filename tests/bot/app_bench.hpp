// The whole service in one process: real listeners, the shipped scripts, the demo's people, a clock turned by hand, and
// a platform that remembers. Everything runs on the test's own thread but the store.
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <sstream>
#include <stdexcept>

#include "adapters/http_client.hpp"
#include "bot/app.hpp"
#include "bot/manual_clock.hpp"
#include "storage/backup.hpp"
#include "storage/memory/memory_store.hpp"
#include "tests/support/recording_adapter.hpp"

namespace waymark::testing {

struct app_bench : ::testing::Test {
    static constexpr instant morning{std::chrono::sys_days(std::chrono::June / 2 / 2026) + std::chrono::hours(8)};

    boost::asio::io_context io{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy{io.get_executor()};
    manual_clock hands{morning};
    std::unique_ptr<http_client> client = create_http_client({});
    app_settings settings;
    std::vector<std::string> programmes{demo_programme};
    std::unique_ptr<store> at = create_memory_store();
    std::unique_ptr<recording_adapter> made = std::make_unique<recording_adapter>();
    recording_adapter& platform = *made;
    std::vector<std::unique_ptr<adapter>> more_platforms;
    std::unique_ptr<app> service;

    app_bench() {
        platform.name = platform.tenant = "playground";
        settings.webhooks.name = "webhooks";
        settings.admin.name = "admin";
        settings.database = "/tmp/waymark.db";
        settings.disk_floor_mib = 0;
    }
    ~app_bench() override {
        try {
            if (service) (void)run(service->stop());
        } catch (const std::exception& failed) {
            ADD_FAILURE() << "it did not stop: " << failed.what();
        }
    }

    /// Runs the loop until `work` is done.
    template <class Result>
    Result run(boost::asio::awaitable<Result> work) {
        auto future = boost::asio::co_spawn(io, std::move(work), boost::asio::use_future);
        if (!until([&] { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }))
            throw std::runtime_error("nothing came of it for a minute");  // asking further would wait for ever
        return future.get();
    }
    /// Runs the loop until `done`, or until a minute has passed: then the test goes on and fails.
    template <class Done>
    bool until(const Done& done) {
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!done() && std::chrono::steady_clock::now() < limit) io.run_one_for(std::chrono::milliseconds(20));
        return done();
    }
    void make_ready() {
        std::ostringstream complaints;
        const script_wishes wishes{{}, programmes};
        auto scripts = read_scripts(wishes, complaints);
        ASSERT_TRUE(scripts) << complaints.str();
        auto ready = get_ready(std::move(*scripts), std::move(at), hands.now(), complaints);
        ASSERT_TRUE(ready) << complaints.str();
        std::vector<std::unique_ptr<adapter>> platforms;
        platforms.push_back(std::move(made));
        for (auto& one : more_platforms) platforms.push_back(std::move(one));
        service = std::make_unique<app>(io.get_executor(), settings, std::move(*ready), std::move(platforms), hands);
    }
    /// Why it could not; empty when it serves.
    std::optional<std::string> start() {
        make_ready();
        return run(service->start());
    }
    http_answer ask(const std::string& method, unsigned short port, const std::string& path,
                    const std::string& body = {}) {
        http_request request(method, "http://127.0.0.1:" + std::to_string(port) + path);
        request.body = body;
        return run(client->ask(request));
    }
    http_answer say(const std::string& line) { return ask("POST", service->port(), "/test/events", line); }
    http_answer readiness() { return ask("GET", service->admin_port(), "/readyz"); }
    std::string ready_page() { return readiness().body; }
};

}  // namespace waymark::testing
