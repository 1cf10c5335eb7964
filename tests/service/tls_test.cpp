// TLS in both directions: Slack's requests arrive over it where there is no proxy, and a private authority vouches for
// the Web API.
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <ctime>

#include "adapters/http_client.hpp"
#include "tests/service/support/programme_text.hpp"
#include "tests/service/support/slack_participant.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

http_answer ask(asio::io_context& context, http_client& client, http_request request) {
    auto answer = asio::co_spawn(context, client.ask(std::move(request)), asio::use_future);
    context.run();
    return answer.get();
}

struct Tls : ::testing::Test {
    Tls() {
        home.write("programme.yaml", programme_text(1));
        home.write("cert.pem", made.certificate);
        home.write("key.pem", made.key);
    }
    const certificate_and_key made = self_signed("localhost");
    fake_slack slack{{}, 0, made};
    installation home{"tls", slack};
};

TEST_F(Tls, AMessageInAndItsAnswerOut) {
    home.more_settings = "  ca_file: cert.pem\ntls:\n  cert_file: cert.pem\n  key_file: key.pem\n";
    home.start();
    const auto body = message_event(mentor_of(1), "help", next_ts(), "Ev1").dump();
    const auto stamp = std::to_string(std::time(nullptr));
    http_request request("POST", "https://localhost:" + std::to_string(home.port()) + "/slack/events");
    request.headers = {{"Content-Type", "application/json"},
                       {"X-Slack-Request-Timestamp", stamp},
                       {"X-Slack-Signature", slack_signature(signing_secret, stamp, body)}};
    request.body = body;
    http_client_settings settings;
    settings.ca_file = home.path("cert.pem").string();
    asio::io_context context;  // outlives the client, which keeps its connection
    const auto client = create_http_client(settings);
    const auto answer = ask(context, *client, std::move(request));
    EXPECT_EQ(answer.status, 200U) << answer.error.message();
    slack_participant ann(mentor_of(1), home, slack);
    EXPECT_NE(ann.wait_for("", 10s), "");
    EXPECT_EQ(home.stop(), 0);
}

TEST_F(Tls, AWebApiNobodyVouchesForGetsNoToken) {
    home.start();
    EXPECT_EQ(home.admin("/readyz").status, 200) << "events are taken all the same";
    EXPECT_NE(home.admin("/readyz").body.find("warning: the account on slack"), std::string::npos);
    std::int64_t calls = 0;
    slack.with_world([&](slack_world& world) { calls = world.counts().value("/calls/auth.test"_json_pointer, 0); });
    EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace waymark::testing
