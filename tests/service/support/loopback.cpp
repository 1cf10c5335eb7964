#include "tests/service/support/loopback.hpp"

#include <sys/time.h>

#include "tests/bench/load/wire.hpp"

namespace waymark::testing {

namespace {

constexpr timeval patience{10, 0};

/// -1 when nobody listens there.
int try_connect(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = wire::loopback(port);
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    ::close(fd);
    return -1;
}

bool send_whole(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

}  // namespace

std::string http_reply_seen::header(std::string_view name) const {
    return std::string(wire::header(head, name));
}

void loopback_connection::move_to(int port) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    port_ = port;
}

bool loopback_connection::still_open() const {
    char byte = 0;
    return fd_ >= 0 && ::recv(fd_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

http_reply_seen loopback_connection::ask(std::string_view request) {
    if (!still_open()) {
        move_to(port_);
        fd_ = try_connect(port_);
    }
    if (fd_ < 0) return {};
    std::string in;
    // A server may answer and close before it has read everything: then the answer is there all the same.
    (void)send_whole(fd_, request);
    char bytes[16384];
    for (auto got = ::recv(fd_, bytes, sizeof bytes, 0); got > 0; got = ::recv(fd_, bytes, sizeof bytes, 0)) {
        in.append(bytes, static_cast<std::size_t>(got));
        if (const auto message = wire::take_message(in)) {
            if (wire::header(message->head, "connection") == "close") move_to(port_);
            return {std::atoi(message->first_line.c_str() + std::string_view("HTTP/1.1 ").size()), message->head,
                    message->body};
        }
    }
    move_to(port_);
    return {};
}

http_reply_seen loopback_connection::get(const std::string& path) {
    return ask("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
}

}  // namespace waymark::testing
