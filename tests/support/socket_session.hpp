// One WebSocket on the server's side, for fake_sockets.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <utility>

namespace waymark::testing {

/// One socket, whatever lies below it.
struct socket_session {
    virtual ~socket_session() = default;
    virtual void send(std::string text) = 0;
    virtual void ping() = 0;
    virtual void reset() = 0;                              ///< the hard way
    virtual boost::asio::ip::tcp::socket take_away() = 0;  ///< nothing is read or written any more
    bool ready = false;
    bool leaving = false;  ///< nothing new goes over it
    bool deaf = false;     ///< what it says is not taken
    std::chrono::steady_clock::time_point ends_at = std::chrono::steady_clock::time_point::max(), next_ping{};
};

template <class Stream>
struct session_over final : socket_session {
    template <class... Below>
    explicit session_over(Below&&... below) : ws(std::forward<Below>(below)...) {}

    void send(std::string text) override {
        waiting.push_back(std::move(text));
        if (waiting.size() == 1) write_next();
    }
    void write_next() {
        ws.async_write(boost::asio::buffer(waiting.front()), [this, alive = std::weak_ptr(life)](auto ec, std::size_t) {
            if (alive.expired()) return;
            waiting.pop_front();
            if (!ec && !waiting.empty()) write_next();
        });
    }
    void ping() override {
        if (std::exchange(pinging, true)) return;
        ws.async_ping({}, [this, alive = std::weak_ptr(life)](auto) {
            if (!alive.expired()) pinging = false;
        });
    }
    void reset() override {
        boost::system::error_code ignored;
        auto& below = boost::beast::get_lowest_layer(ws).socket();
        below.set_option(boost::asio::ip::tcp::socket::linger(true, 0), ignored);
        below.close(ignored);
    }
    boost::asio::ip::tcp::socket take_away() override { return boost::beast::get_lowest_layer(ws).release_socket(); }

    boost::beast::websocket::stream<Stream> ws;
    std::deque<std::string> waiting;
    bool pinging = false;
    std::shared_ptr<int> life = std::make_shared<int>();
};

}  // namespace waymark::testing
