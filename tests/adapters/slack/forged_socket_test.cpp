// Forged addresses in what comes from Slack, with real sockets: where a file is to be put, where an answer to a
// click is to be sent, and where a socket is to be opened.
#include "adapters/form_text.hpp"
#include "adapters/slack/form.hpp"
#include "tests/adapters/slack/socket_calls.hpp"
#include "tests/support/socket_watch.hpp"

namespace waymark {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::IsEmpty;
using kind = send_outcome::kind;

std::vector<std::string> forged(const std::string& host) {
    std::vector<std::string> out;
    for (const std::string form :
         {"https://*.evil.example/up", "https://evil-*/up", "https://evil.*/up", "https://*@evil.example/up",
          "https://*:443@evil.example/up", "https://*:8443/up", "https://*./up", "https://evil.example/*",
          "http://*/up", "//*/up", "ftp://*/up", "https:*/up", "https://evil.example\\@*/up", "https://evil.example#*/",
          "https://evil.example?*/", "https://*%2eevil.example/up", "https://xn--*/up"}) {
        auto url = form;
        out.push_back(url.replace(url.find('*'), 1, host));
    }
    for (const auto* url :
         {"https://127.0.0.1/up", "https://[::1]/up", "https://2130706433/up", "https://0x7f000001/up",
          "https://169.254.169.254/latest", "https://10.0.0.1/up", "http://localhost:9/up", "http://127.0.0.1:9/up",
          "https://f\u0456les.slack.com/up", "https://files\u3002slack\u3002com/up", ""})
        out.emplace_back(url);
    return out;
}

struct forged_slack_sockets : slack_calls {
    /// Asked for beside the fake.
    [[nodiscard]] std::vector<std::string> elsewhere() {
        const auto api = fake_.api();
        const auto host = api.substr(api.find("//") + 2);
        return watch.beside({host.substr(0, host.find('/'))});
    }
    testing::socket_watch watch;
};

TEST_F(forged_slack_sockets, a_file_is_put_nowhere_but_at_slack) {
    auto with_file = message("Here is everything I keep about you.");
    auto& content = std::get<outgoing>(with_file.content);
    content.ask.reset();
    content.file = attached_file{"my-data.json", "{}"};
    for (const auto& url : forged("files.slack.com")) {
        fake_.with_world([&](testing::slack_world& world) { world.take_files_at(url); });
        const auto outcome = send(with_file);
        EXPECT_EQ(outcome.is, kind::dead) << url;
        EXPECT_EQ(outcome.reason, "upload_elsewhere") << url;
        now_ += std::chrono::minutes(1);  // its pace
    }
    EXPECT_THAT(elsewhere(), IsEmpty());
    EXPECT_THAT(watch.connected(), ::testing::Not(IsEmpty())) << "Slack itself was asked";
    fake_.with_world([&](testing::slack_world& world) { world.take_files_at("https://files.slack.com/upload/"); });
    (void)send(with_file);
    EXPECT_THAT(watch.looked_up(), Contains("files.slack.com:443")) << "the one host that may have it";
}

TEST_F(forged_slack_sockets, an_answer_goes_the_known_way_whatever_address_a_click_names) {
    const auto form = slack::form::read(slack_fixtures::bytes("interactions/block_actions_button.form"));
    auto click = json::parse((*form)["payload"]);
    std::size_t taken = 0;
    for (const auto& host : {"hooks.slack.com", "files.slack.com"})
        for (const auto& url : forged(host)) {
            click["response_url"] = url;
            click["response_urls"] = json::array({{{"response_url", url}}});
            const auto body = "payload=" + form_encoded(click.dump());
            const auto reply = slack_fixtures::receive_signed(*adapter_, "/slack/interactions", body, now_);
            EXPECT_EQ(reply.status, 200U) << url;
            taken += reply.events.size();
        }
    EXPECT_GT(taken, 0U);
    EXPECT_THAT(watch.beside({}), IsEmpty());
}

TEST_F(forged_slack_sockets, a_socket_is_opened_to_slack_alone) {
    auto by_socket = settings();
    by_socket.sockets.app_token = "xapp-EXAMPLE-NOT-A-TOKEN";
    by_socket.sockets.connections = 1;
    keeping_door door;
    int refused = 0;
    for (auto url : forged("wss-primary.slack.com")) {
        if (url.starts_with("https:")) url.replace(0, 5, "wss");
        if (url.starts_with("http:")) url.replace(0, 4, "ws");
        if (url.find("//127.0.0.1") != std::string::npos) continue;  // where the API is in this test
        if (url.starts_with("wss://") && url.find_first_of("/?#@:%\\", 6) == url.find(".slack.com/") + 10)
            continue;               // a name within Slack's own domain is Slack's
        if (url.empty()) continue;  // the fake hands out its own address then
        fake_.sockets().hand_out(url);
        adapter_ = create_slack_adapter(by_socket);
        adapter_->hand_events_to(door);
        EXPECT_TRUE(run(adapter_->check())) << url;
        boost::asio::cancellation_signal stop;
        bool ended = false;
        boost::asio::co_spawn(
            context_, adapter_->upkeep(),
            boost::asio::bind_cancellation_slot(stop.slot(), [&ended](const std::exception_ptr&) { ended = true; }));
        context_.restart();
        context_.run_for(std::chrono::milliseconds(50));
        stop.emit(boost::asio::cancellation_type::terminal);
        context_.run();
        EXPECT_TRUE(ended);
        ++refused;
    }
    EXPECT_GT(refused, 20);
    EXPECT_THAT(elsewhere(), IsEmpty());
    // and it would be seen
    fake_.sockets().hand_out("wss://wss-primary.slack.com/link/?ticket=1");
    adapter_ = create_slack_adapter(by_socket);
    EXPECT_FALSE(run(adapter_->check()));
}

}  // namespace
}  // namespace waymark
