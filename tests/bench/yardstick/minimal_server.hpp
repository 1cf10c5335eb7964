// A Beast session loop in its shortest honest form: read, hand to `answer`, wait for its call back, write, again.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <functional>
#include <memory>
#include <utility>

namespace yardstick {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using request = http::request<http::string_body>;
/// Calls back with the status, later, on the io thread.
using handler = std::function<void(request, std::function<void(unsigned)>)>;

class session : public std::enable_shared_from_this<session> {
  public:
    session(asio::ip::tcp::socket socket, const handler& answer) : stream_(std::move(socket)), answer_(answer) {}
    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_, [self = shared_from_this()](beast::error_code ec, std::size_t) {
            if (ec) return;
            self->answer_(std::move(self->request_), [self](unsigned status) { self->write(status); });
        });
    }

  private:
    void write(unsigned status) {
        response_ = {http::int_to_status(status), 11};
        response_.keep_alive(true);
        response_.prepare_payload();
        http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code ec, std::size_t) {
            if (!ec) self->read();
        });
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    request request_;
    http::response<http::empty_body> response_;
    const handler& answer_;
};

inline asio::awaitable<void> accept_all(asio::ip::tcp::acceptor& acceptor, const handler& answer) {
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(asio::ip::tcp::no_delay(true));
        std::make_shared<session>(std::move(socket), answer)->read();
    }
}

/// Listens on a free loopback port, prints `listening on PORT`, serves until SIGTERM.
inline void serve(asio::io_context& io, const handler& answer) {
    asio::ip::tcp::acceptor acceptor(io, {asio::ip::make_address("127.0.0.1"), 0});
    std::printf("listening on %u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
    std::fflush(stdout);
    asio::signal_set signals(io, SIGTERM, SIGINT);
    signals.async_wait([&](beast::error_code, int) { io.stop(); });
    asio::co_spawn(io, accept_all(acceptor, answer), asio::detached);
    io.run();
}

}  // namespace yardstick
