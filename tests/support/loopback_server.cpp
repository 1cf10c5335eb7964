#include "tests/support/loopback_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <thread>

#include "adapters/http_io.hpp"

namespace waymark::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto patience = std::chrono::minutes(5);

}  // namespace

std::string response(unsigned status, const std::vector<std::pair<std::string, std::string>>& headers,
                     const std::string& body) {
    auto out = "HTTP/1.1 " + std::to_string(status) + " .\r\n";
    for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
    return out + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct loopback_server::body {
    body(std::function<served_reply(const served_request&)> answers, unsigned short port,
         const std::optional<certificate_and_key>& made)
        : answer(std::move(answers)), acceptor(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), port)) {
        if (made) {
            tls.emplace(asio::ssl::context::tls_server);
            tls->use_certificate_chain(asio::buffer(made->certificate));
            tls->use_private_key(asio::buffer(made->key), asio::ssl::context::pem);
        }
        asio::co_spawn(context, accept_all(), asio::detached);
        thread = std::thread([this] { context.run(); });
    }
    ~body() {
        context.stop();
        thread.join();
    }

    asio::awaitable<void> accept_all() {
        for (;;) {
            error_code ec;
            auto socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, ec));
            if (ec) co_return;
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            auto stream = tls ? net_stream(std::move(socket), *tls) : net_stream(std::move(socket));
            asio::co_spawn(context, serve(std::move(stream)), asio::detached);
        }
    }

    asio::awaitable<void> serve(net_stream stream) {
        read_buffer buffer;
        auto ec = co_await stream.accept_handshake(within(patience));
        while (!ec) {
            request_parser parser;
            ec = co_await read_head(stream, buffer, parser, within(patience));
            if (ec) co_return;
            ec = co_await read_body(stream, buffer, parser, within(patience));
            if (ec) co_return;
            const auto reply = answer(parser.get());
            if (reply.delay.count() > 0) {
                asio::steady_timer timer(context, reply.delay);
                co_await timer.async_wait(asio::use_awaitable);
            }
            if (reply.bytes.empty()) {
                error_code ignored;
                if (reply.reset) stream.socket().set_option(tcp::socket::linger(true, 0), ignored);
                stream.close();
                co_return;
            }
            ec = co_await stream.write_all(reply.bytes, within(patience));
        }
    }

    std::function<served_reply(const served_request&)> answer;
    std::optional<asio::ssl::context> tls;
    asio::io_context context{1};
    tcp::acceptor acceptor;
    std::thread thread;
};

loopback_server::loopback_server(std::function<served_reply(const served_request&)> answer, unsigned short port,
                                 const std::optional<certificate_and_key>& tls)
    : body_(std::make_unique<body>(std::move(answer), port, tls)) {}
loopback_server::~loopback_server() = default;

unsigned short loopback_server::port() const {
    return body_->acceptor.local_endpoint().port();
}

std::string loopback_server::origin() const {
    return (body_->tls ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port());
}

void loopback_server::run(const std::function<void()>& work) {
    std::promise<void> done;
    asio::post(body_->context, [&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

}  // namespace waymark::testing
