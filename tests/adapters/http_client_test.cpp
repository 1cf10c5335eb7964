// The client against real servers on loopback: TLS with a private authority, limits, deadlines, kept connections.
#include "adapters/http_client.hpp"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <filesystem>
#include <fstream>
#include <list>

#include "adapters/http_io.hpp"
#include "tests/support/certificate.hpp"

namespace waymark {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ::testing::HasSubstr;

/// Answers every request with fixed bytes, in the test's own context.
class answering_server {
  public:
    answering_server(asio::io_context& context, std::string answer, asio::ssl::context* tls = nullptr)
        : acceptor_(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0)),
          answer_(std::move(answer)),
          tls_(tls) {
        asio::co_spawn(context, accept_all(), asio::detached);
    }
    [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
        return std::string(tls_ ? "https" : "http") + "://" + host + ":" +
               std::to_string(acceptor_.local_endpoint().port()) + "/x?y=1";
    }
    int connections = 0, requests = 0;
    bool close_after_each = false;
    std::chrono::milliseconds pause_between_bytes{};
    std::string last_body;

  private:
    asio::awaitable<void> accept_all() {
        for (;;) {
            error_code ec;
            auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, ec));
            if (ec) co_return;
            ++connections;
            if (tls_)
                asio::co_spawn(acceptor_.get_executor(), serve(net_stream(std::move(socket), *tls_)), asio::detached);
            else
                asio::co_spawn(acceptor_.get_executor(), serve(net_stream(std::move(socket))), asio::detached);
        }
    }
    asio::awaitable<void> serve(net_stream stream) {
        auto ec = co_await stream.accept_handshake(within(std::chrono::seconds(5)));
        read_buffer buffer;
        while (!ec) {
            request_parser parser;
            ec = co_await read_head(stream, buffer, parser, within(std::chrono::seconds(5)));
            if (ec) co_return;
            ec = co_await read_body(stream, buffer, parser, within(std::chrono::seconds(5)));
            if (ec) co_return;
            ++requests;
            last_body = parser.get().body();
            if (answer_.empty()) {  // never answers
                asio::steady_timer timer(acceptor_.get_executor(), std::chrono::seconds(5));
                co_await timer.async_wait(asio::use_awaitable);
            }
            if (pause_between_bytes.count() == 0)
                ec = co_await stream.write_all(answer_, within(std::chrono::seconds(5)));
            else
                ec = co_await drip(stream);
            if (close_after_each) co_return;
        }
    }
    asio::awaitable<error_code> drip(net_stream& stream) {
        error_code ec;
        asio::steady_timer timer(acceptor_.get_executor());
        for (std::size_t i = 0; i < answer_.size() && !ec; ++i) {
            timer.expires_after(pause_between_bytes);
            co_await timer.async_wait(asio::use_awaitable);
            ec = co_await stream.write_all(std::string_view(answer_).substr(i, 1), within(std::chrono::seconds(5)));
        }
        co_return ec;
    }
    tcp::acceptor acceptor_;
    std::string answer_;
    asio::ssl::context* tls_;
};

const std::string hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-One: 1\r\n\r\nhello";

http_answer ask(asio::io_context& context, http_client& client, http_request request) {
    auto future = asio::co_spawn(context, client.ask(std::move(request)), asio::use_future);
    context.restart();  // it stops whenever it has run out of work
    while (future.wait_for(std::chrono::seconds(0)) != std::future_status::ready) context.run_one();
    return future.get();
}

http_request post(const std::string& url, const std::string& body = "abc") {
    http_request out("POST", url);
    out.body = body;
    return out;
}

TEST(http_client, sends_a_request_and_reads_the_answer_over_one_kept_connection) {
    asio::io_context context;
    answering_server server(context, hello);
    const auto client = create_http_client({});
    for (int i = 0; i < 3; ++i) {
        const auto answer = ask(context, *client, post(server.url()));
        EXPECT_EQ(answer.status, 200U) << answer.error.message();
        EXPECT_EQ(answer.body, "hello");
        EXPECT_EQ(answer.header("x-one"), "1");
        EXPECT_EQ(server.last_body, "abc");
    }
    EXPECT_EQ(server.connections, 1);
}

TEST(http_client, a_kept_connection_that_the_server_closed_is_not_used_again) {
    asio::io_context context;
    answering_server server(context, hello);
    server.close_after_each = true;
    const auto client = create_http_client({});
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(ask(context, *client, post(server.url())).status, 200U) << i;
        context.poll();
    }
    EXPECT_EQ(server.connections, 3);
    EXPECT_EQ(server.requests, 3);
}

TEST(http_client, tells_what_surely_did_not_arrive_from_what_may_have) {
    asio::io_context context;
    const auto client = create_http_client({});
    const auto refused = ask(context, *client, post("http://127.0.0.1:1/"));
    EXPECT_EQ(refused.status, 0U);
    EXPECT_TRUE(refused.surely_not_sent);
    answering_server silent(context, "");
    auto request = post(silent.url());
    request.patience = std::chrono::milliseconds(200);
    const auto unanswered = ask(context, *client, request);
    EXPECT_EQ(unanswered.status, 0U);
    EXPECT_EQ(unanswered.error, asio::error::timed_out);
    EXPECT_FALSE(unanswered.surely_not_sent);
    answering_server torn(context, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhel");
    torn.close_after_each = true;
    const auto cut = ask(context, *client, post(torn.url()));
    EXPECT_EQ(cut.status, 0U);
    EXPECT_FALSE(cut.surely_not_sent);
}

/// A port that takes no connection and refuses none: its queue is full, and nobody empties it.
struct black_hole {
    explicit black_hole(asio::io_context& context) : acceptor(context) {
        acceptor.open(tcp::v4());
        acceptor.bind({asio::ip::make_address("127.0.0.1"), 0});
        acceptor.listen(0);
        for (int i = 0; i < 4; ++i) {
            waiting.emplace_back(context);
            waiting.back().async_connect(acceptor.local_endpoint(), [](const error_code&) {});
        }
        context.run_for(std::chrono::milliseconds(50));
    }
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
    }
    tcp::acceptor acceptor;
    std::list<tcp::socket> waiting;
};

// Figure R10 on real sockets: what the service is told of each way in which a platform is down, and how soon. What it
// does then is in tests/bot/slack_down_test.cpp.
TEST(http_client, each_way_of_being_down_ends_in_the_time_it_was_given) {
    asio::io_context context;
    http_client_settings settings;
    settings.connect_patience = std::chrono::milliseconds(150);
    const auto client = create_http_client(settings);
    const black_hole hole(context);
    answering_server silent(context, ""), broken(context, "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n");
    answering_server drips(context, hello);
    drips.pause_between_bytes = std::chrono::milliseconds(20);  // a second for all of it
    const auto ended = [&](const std::string& url, bool surely_not_sent, unsigned status = 0) {
        auto request = post(url);
        request.patience = std::chrono::milliseconds(300);
        const auto began = std::chrono::steady_clock::now();
        const auto answer = ask(context, *client, request);
        EXPECT_EQ(answer.status, status) << url;
        EXPECT_EQ(answer.surely_not_sent, surely_not_sent) << url;
        return std::chrono::steady_clock::now() - began;
    };
    constexpr auto early = std::chrono::milliseconds(100), late = std::chrono::milliseconds(900);
    EXPECT_LT(ended("http://127.0.0.1:1/", true), early) << "refused";
    const auto in_the_hole = ended(hole.url(), true);
    EXPECT_GT(in_the_hole, early);
    EXPECT_LT(in_the_hole, late);
    EXPECT_LT(ended(broken.url(), false, 500), late);
    EXPECT_LT(ended(silent.url(), false), late) << "half open";
    EXPECT_LT(ended(drips.url(), false), late) << "however steadily it comes, it counts as a whole";
    EXPECT_EQ(drips.requests, 1) << "it was done all the same";
}

TEST(http_client, answers_over_the_limit_are_not_read_to_their_end) {
    asio::io_context context;
    answering_server server(context, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'x'));
    http_client_settings settings;
    settings.answer_limit = 1000;
    const auto client = create_http_client(settings);
    EXPECT_EQ(ask(context, *client, post(server.url())).status, 0U);
}

TEST(http_client, speaks_plainly_to_this_machine_only_and_follows_no_redirect) {
    asio::io_context context;
    const auto client = create_http_client({});
    for (const auto* url :
         {"http://example.com/", "ftp://127.0.0.1/", "127.0.0.1/", "http://user@127.0.0.1/", "https:///x", ""}) {
        const auto answer = ask(context, *client, post(url));
        EXPECT_EQ(answer.error, asio::error::invalid_argument) << url;
        EXPECT_TRUE(answer.surely_not_sent);
    }
    answering_server server(context,
                            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    EXPECT_EQ(ask(context, *client, post(server.url())).status, 302U);
    auto broken = post(server.url());
    broken.headers.emplace_back("Authorization", "Bearer x\r\nX-Evil: 1");
    EXPECT_TRUE(ask(context, *client, broken).surely_not_sent) << "a header may not hold a line break";
}

TEST(http_client, takes_a_private_authority_and_refuses_unknown_ones_and_wrong_names) {
    const auto folder = std::filesystem::temp_directory_path() / ("waymark_tls_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto made = testing::self_signed("localhost");
    const auto ca = (folder / "ca.pem").string();
    std::ofstream(ca) << made.certificate;
    asio::ssl::context tls(asio::ssl::context::tls_server);
    tls.use_certificate_chain(asio::buffer(made.certificate));
    tls.use_private_key(asio::buffer(made.key), asio::ssl::context::pem);
    asio::io_context context;
    answering_server server(context, hello, &tls);
    http_client_settings settings;
    const auto stranger = create_http_client(settings);
    const auto unknown = ask(context, *stranger, post(server.url("localhost")));
    EXPECT_EQ(unknown.status, 0U);
    EXPECT_TRUE(unknown.surely_not_sent);
    settings.ca_file = ca;
    const auto client = create_http_client(settings);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(ask(context, *client, post(server.url("localhost"))).body, "hello");
    EXPECT_EQ(server.requests, 2);
    EXPECT_EQ(ask(context, *client, post(server.url("127.0.0.1"))).status, 0U) << "the certificate is for localhost";
    EXPECT_EQ(server.requests, 2);
    std::filesystem::remove_all(folder);
    settings.ca_file = (folder / "none.pem").string();
    EXPECT_THROW((void)create_http_client(settings), std::runtime_error);
}

}  // namespace
}  // namespace waymark
