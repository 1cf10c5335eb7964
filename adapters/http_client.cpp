#include "adapters/http_client.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <map>
#include <optional>

#include "adapters/http_io.hpp"
#include "adapters/tls_client.hpp"

namespace waymark {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;

struct target {
    std::string host, port, path, host_header;
    bool secure = true;
    [[nodiscard]] std::string pool_name() const { return (secure ? "s " : "p ") + host_header; }
};

bool loopback(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

/// Empty for anything but https, or http to this machine; no user names in addresses.
std::optional<target> read_target(const std::string& url) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed || parsed->has_userinfo() || parsed->host_address().empty()) return {};
    target out;
    out.secure = parsed->scheme() == "https";
    out.host = parsed->host_address();
    if (!out.secure && (parsed->scheme() != "http" || !loopback(out.host))) return {};
    out.port = parsed->has_port() ? std::string(parsed->port()) : out.secure ? "443" : "80";
    out.path = std::string(parsed->encoded_resource());
    if (out.path.empty() || out.path.front() != '/') out.path.insert(0, "/");
    out.host_header = std::string(parsed->encoded_host());
    if (parsed->has_port()) out.host_header.append(":").append(out.port);
    return out;
}

/// Empty when something in it would break out of its line.
std::optional<std::string> wire_text(const http_request& request, const target& to) {
    std::string out;
    out.reserve(256 + request.body.size());
    const auto safe = [](std::string_view text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) == text.npos;
    };
    out.append(request.method).append(" ").append(to.path).append(" HTTP/1.1\r\nHost: ").append(to.host_header);
    bool good = safe(out.substr(0, out.find('\r'))) && safe(to.host_header);
    out.append("\r\nUser-Agent: waymark/" WAYMARK_VERSION "\r\n");
    for (const auto& [name, value] : request.headers) {
        good = good && safe(name) && safe(value);
        out.append(name).append(": ").append(value).append("\r\n");
    }
    out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n\r\n").append(request.body);
    if (!good) return {};
    return out;
}

http_answer not_sent(error_code why) {
    http_answer out;
    out.error = why;
    out.surely_not_sent = true;
    return out;
}

class pooled_client final : public http_client {
  public:
    explicit pooled_client(http_client_settings settings) : settings_(std::move(settings)) {
        if (!settings_.ca_file.empty()) (void)tls();  // a file that cannot be read is said now
    }

    asio::awaitable<http_answer> ask(http_request request) override {
        const auto to = read_target(request.url);
        const auto bytes = to ? wire_text(request, *to) : std::nullopt;
        if (!bytes) co_return not_sent(error_code(asio::error::invalid_argument));
        const auto until = within(request.patience);
        if (auto kept = take_idle(to->pool_name())) {
            auto answer = co_await exchange(std::move(*kept), *to, *bytes, until, request.method == "HEAD");
            if (answer.status != 0 || !request.repeatable || answer.error == asio::error::timed_out) co_return answer;
        }
        const auto connect_until = std::min(until, within(settings_.connect_patience));
        auto connected = co_await connect(to->host, to->port, to->secure ? &tls() : nullptr, connect_until);
        if (!connected) co_return not_sent(connected.error());
        auto failed = co_await connected->connect_handshake(to->host, connect_until);
        if (failed) co_return not_sent(failed);
        co_return co_await exchange(std::move(*connected), *to, *bytes, until, request.method == "HEAD");
    }

  private:
    struct idle_connection {
        net_stream stream;
        net_deadline since;
    };

    /// Made when first needed: reading the system's authorities can take longer than the rest of a start.
    ssl::context& tls() {
        if (tls_) return *tls_;
        tls_ = create_tls_client(settings_.ca_file);
        return *tls_;
    }

    /// From the first byte written, a failure no longer means that nothing arrived.
    asio::awaitable<http_answer> exchange(net_stream stream, const target& to, const std::string& bytes,
                                          net_deadline until, bool head_only) {
        http_answer out;
        out.error = co_await stream.write_all(bytes, until);
        if (out.error) co_return out;
        read_buffer buffer;
        response_parser parser;
        parser.header_limit(32 * 1024);
        parser.body_limit(settings_.answer_limit);
        parser.skip(head_only);
        bool any = false;
        out.error = co_await read_answer(stream, buffer, parser, until, any);
        if (out.error) co_return out;
        auto& message = parser.get();
        out.status = message.result_int();
        for (const auto& field : message)
            out.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
        out.body = std::move(message.body());
        if (message.keep_alive() && buffer.size() == 0) keep(to.pool_name(), std::move(stream));
        co_return out;
    }

    std::optional<net_stream> take_idle(const std::string& name) {
        auto& idle = idle_[name];
        while (!idle.empty()) {
            auto last = std::move(idle.back());
            idle.pop_back();
            const bool fresh = std::chrono::steady_clock::now() - last.since < settings_.idle_for;
            if (fresh && last.stream.is_quiet()) return std::move(last.stream);
        }
        return {};
    }
    void keep(const std::string& name, net_stream stream) {
        auto& idle = idle_[name];
        if (idle.size() >= settings_.idle_per_host) idle.erase(idle.begin());
        idle.push_back({std::move(stream), std::chrono::steady_clock::now()});
    }

    http_client_settings settings_;
    std::unique_ptr<ssl::context> tls_;
    std::map<std::string, std::vector<idle_connection>> idle_;
};

}  // namespace

std::string_view http_answer::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (boost::beast::iequals(key, name)) return value;
    return {};
}

std::unique_ptr<http_client> create_http_client(http_client_settings settings) {
    return std::make_unique<pooled_client>(std::move(settings));
}

}  // namespace waymark
