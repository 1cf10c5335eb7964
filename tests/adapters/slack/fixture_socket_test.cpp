// The address that Slack names for Socket Mode is the one that is gone to, with all that stands in it.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tests/adapters/slack/fixture_calls.hpp"
#include "tests/adapters/slack/socket_calls.hpp"

namespace waymark::slack_fixtures {
namespace {

namespace asio = boost::asio;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using tcp = asio::ip::tcp;

class slack_fixture_socket : public slack_fixture_calls {
  protected:
    slack_settings socket_settings() {
        auto out = settings();
        out.sockets.app_token = "xapp-EXAMPLE-NOT-A-TOKEN";
        out.sockets.connections = 1;
        return out;
    }
};

TEST_F(slack_fixture_socket, an_address_at_slack_is_taken_and_any_other_is_not) {
    renew(socket_settings());
    EXPECT_EQ(run(adapter_->check()), std::nullopt);
    EXPECT_EQ(slack_.latest("apps.connections.open").authorization, "Bearer xapp-EXAMPLE-NOT-A-TOKEN");
    auto elsewhere = parsed("responses/ok.apps.connections.open.json");
    elsewhere["url"] = "wss://wss-example.slack.com.example.org/link/?ticket=1";
    slack_.copies["apps.connections.open"] = elsewhere.dump();
    const auto problem = run(adapter_->check());
    ASSERT_TRUE(problem);
    EXPECT_THAT(problem->words, HasSubstr("not Slack's"));
}

TEST_F(slack_fixture_socket, the_socket_is_asked_for_with_the_ticket_of_the_answer) {
    asio::io_context context;
    tcp::acceptor here(context, {asio::ip::address_v4::loopback(), 0});
    const auto port = std::to_string(here.local_endpoint().port());
    auto answer = parsed("responses/ok.apps.connections.open.json");
    auto url = answer["url"].get<std::string>();
    const std::string slacks = "wss://wss-example.slack.com";
    const auto path = url.substr(slacks.size());
    ASSERT_THAT(url, StartsWith(slacks));
    answer["url"] = "ws://127.0.0.1:" + port + path;
    slack_.copies["apps.connections.open"] = answer.dump();
    auto with = socket_settings();
    with.api = "http://127.0.0.1:" + port + "/api/";
    renew(with);
    keeping_door door;
    adapter_->hand_events_to(door);

    std::string asked;
    bool ended = false;
    asio::cancellation_signal stop;
    const auto listen = [&]() -> asio::awaitable<void> {
        auto socket = co_await here.async_accept(asio::use_awaitable);
        auto into = asio::dynamic_buffer(asked);
        co_await asio::async_read_until(socket, into, "\r\n\r\n", asio::use_awaitable);
        stop.emit(asio::cancellation_type::terminal);
    };
    asio::co_spawn(context, listen(), asio::detached);
    auto done = [&](const std::exception_ptr&) { ended = true; };
    asio::co_spawn(context, adapter_->upkeep(), asio::bind_cancellation_slot(stop.slot(), done));
    context.run_for(std::chrono::seconds(20));
    EXPECT_TRUE(ended);
    EXPECT_THAT(asked, StartsWith("GET " + path + " HTTP/1.1\r\n"));
    EXPECT_THAT(asked, HasSubstr("Host: 127.0.0.1:" + port));
    adapter_.reset();
}

}  // namespace
}  // namespace waymark::slack_fixtures
