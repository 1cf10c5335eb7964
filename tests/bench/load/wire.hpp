// Just enough HTTP/1.1 over non-blocking loopback sockets for a load generator that costs little beside what it
// measures.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace wire {

[[noreturn]] inline void fail(const char* what) {
    std::perror(what);
    std::exit(1);
}

inline sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

inline int connect_to(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
    const int yes = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return fd;
}

/// Listens on loopback; port 0 takes a free one. The port comes back through `port`.
inline int listen_on(int& port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const int yes = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto address = loopback(port);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(fd, 512) != 0) fail("listen");
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    return fd;
}

inline void watch(int epoll, int fd, std::uint64_t tag) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = tag;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl");
}

inline void send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (sent < 0) fail("send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

/// Appends what there is to read; false when the peer has closed.
inline bool receive(int fd, std::string& into) {
    char bytes[16384];
    const auto got = ::recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
    if (got <= 0) return false;
    into.append(bytes, static_cast<std::size_t>(got));
    return true;
}

struct message {
    std::string first_line;
    std::string head;
    std::string body;
};

inline char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Value of a header in `head`, or empty. `name` in lower case.
inline std::string_view header(std::string_view head, std::string_view name) {
    for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n", line + 2)) {
        const auto start = line + 2;
        std::size_t same = 0;
        while (same < name.size() && start + same < head.size() && lower(head[start + same]) == name[same]) ++same;
        if (same != name.size() || start + same >= head.size() || head[start + same] != ':') continue;
        auto value = head.substr(start + same + 1);
        value = value.substr(0, value.find("\r\n"));
        while (value.starts_with(' ')) value.remove_prefix(1);
        return value;
    }
    return {};
}

/// Takes one whole message with Content-Length off the front of `bytes`.
inline std::optional<message> take_message(std::string& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    const std::string_view head(bytes.data(), end + 2);
    const auto length =
        static_cast<std::size_t>(std::strtoull(std::string(header(head, "content-length")).c_str(), nullptr, 10));
    if (bytes.size() < end + 4 + length) return {};
    message out{std::string(head.substr(0, head.find("\r\n"))), std::string(head), bytes.substr(end + 4, length)};
    bytes.erase(0, end + 4 + length);
    return out;
}

}  // namespace wire
