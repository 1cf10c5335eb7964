#include "bot/http_server.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <thread>

namespace waymark {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

/// Says what it was sent; /slow takes its time, /throw fails.
struct echo final : http_handler {
    unsigned refuse(std::string_view method, std::string_view target) const override {
        if (target == "/nowhere") return 404;
        return method == "POST" || method == "GET" ? 0 : 405;
    }
    asio::awaitable<http_reply> handle(const webhook_request& request) override {
        if (request.target == "/throw") throw std::runtime_error("a bug");
        if (request.target == "/slow") {
            const auto executor = co_await asio::this_coro::executor;
            asio::steady_timer timer(executor, 150ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
        const auto text = std::string(request.body) + "|" + std::string(request.get("x-name"));
        co_return http_reply(200, "text/plain", text);
    }
};

class client {
  public:
    explicit client(unsigned short port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval patience{5, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("connect");
    }
    client(const client&) = delete;
    client& operator=(const client&) = delete;
    ~client() { ::close(fd_); }

    void send(std::string_view bytes) { (void)::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    /// Everything until the server ends the connection.
    std::string rest() {
        std::string out;
        char bytes[4096];
        for (auto got = ::recv(fd_, bytes, sizeof bytes, 0); got > 0; got = ::recv(fd_, bytes, sizeof bytes, 0))
            out.append(bytes, static_cast<std::size_t>(got));
        return out;
    }
    /// At least up to `end`.
    std::string until(std::string_view end) {
        std::string out;
        char byte = 0;
        while (!out.ends_with(end) && ::recv(fd_, &byte, 1, 0) == 1) out += byte;
        return out;
    }

  private:
    int fd_;
};

struct HttpServer : testing::Test {
    asio::io_context io;
    task_group tasks{io.get_executor(), nullptr};
    echo handler;
    std::unique_ptr<http_server> server;
    std::thread thread;

    void serve(http_limits limits = {}) {
        http_listen where;
        where.name = "test";
        where.limits = limits;
        server = std::make_unique<http_server>(io.get_executor(), tasks, where, handler);
        server->start();
        thread = std::thread([this] { io.run(); });
    }
    void TearDown() override {
        asio::post(io, [this] {
            server->drain();
            auto ignore = [](const std::exception_ptr&, bool) {};
            asio::co_spawn(io, tasks.stop(1s, 1s), ignore);
        });
        thread.join();
        EXPECT_EQ(tasks.size(), 0U);
    }
    std::string say(std::string_view bytes) {
        client one(server->port());
        one.send(bytes);
        return one.rest();
    }
};

TEST_F(HttpServer, KeepsAConnectionForManyRequestsAlsoWhenTheyComeAtOnce) {
    serve();
    client one(server->port());
    one.send("POST / HTTP/1.1\r\nHost: a\r\nX-Name: Ann\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_THAT(one.until("abc|Ann"), StartsWith("HTTP/1.1 200 OK\r\n"));
    one.send(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
        "1\r\nConnection: close\r\n\r\n2");
    const auto both = one.rest();
    EXPECT_THAT(both, HasSubstr("1|"));
    EXPECT_THAT(both, HasSubstr("2|"));
}

TEST_F(HttpServer, ReadsChunkedBodies) {
    serve();
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n"
                    "2\r\nde\r\n0\r\n\r\n"),
                HasSubstr("abcde|"));
}

TEST_F(HttpServer, RefusesBrokenChunksAndClosesTheConnection) {
    serve();
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 400 "));
}

TEST_F(HttpServer, AnswersEachExcessWithItsOwnStatusBeforeTheRestIsRead) {
    serve();
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"), StartsWith("HTTP/1.1 413 "));
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17 * 1024, 'x')), StartsWith("HTTP/1.1 431 "));
    EXPECT_THAT(say("GET /" + std::string(5000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 414 "));
    EXPECT_THAT(say("GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"), StartsWith("HTTP/1.1 404 "));
    EXPECT_THAT(say("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"), StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(say("GET / HTTP/1.1\nHost: a\n\n"), StartsWith("HTTP/1.1 400 "));
}

TEST_F(HttpServer, AChunkedBodyOverTheLimitIsRefusedToo) {
    http_limits limits;
    limits.body_bytes = 10;
    serve(limits);
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n12345678901\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 413 "));
}

TEST_F(HttpServer, AHeadOrABodyThatTakesTooLongIsGivenUp) {
    http_limits limits;
    limits.head_patience = 60ms;
    limits.body_patience = 60ms;
    serve(limits);
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHo"), StartsWith("HTTP/1.1 408 "));
    EXPECT_THAT(say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"), StartsWith("HTTP/1.1 408 "));
}

TEST_F(HttpServer, AConnectionAtRestIsClosedAfterItsTime) {
    http_limits limits;
    limits.idle_patience = 60ms;
    serve(limits);
    EXPECT_EQ(say(""), "");
}

TEST_F(HttpServer, ABugInOneRequestIsA500AndTheNextOneWorks) {
    serve();
    EXPECT_THAT(say("GET /throw HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST_F(HttpServer, ConnectionsOverTheLimitAreClosedAtOnce) {
    http_limits limits;
    limits.connections = 1;
    serve(limits);
    client first(server->port());
    first.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1");
    EXPECT_THAT(first.until("1|"), StartsWith("HTTP/1.1 200 "));
    EXPECT_EQ(say("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), "");
}

TEST_F(HttpServer, DrainingFinishesTheRequestInHandAndClosesTheRest) {
    serve();
    client busy(server->port()), resting(server->port());
    busy.send("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n1");
    std::this_thread::sleep_for(50ms);
    asio::post(io, [this] { server->drain(); });
    EXPECT_EQ(resting.rest(), "");
    const auto answer = busy.rest();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
    EXPECT_THAT(answer, HasSubstr("Connection: close"));
}

}  // namespace
}  // namespace waymark
