#include "tests/support/fake_slack.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <list>
#include <stdexcept>
#include <thread>

#include "adapters/http_io.hpp"
#include "adapters/slack/form.hpp"

namespace waymark::testing {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using nlohmann::json;
using kind = slack_fault::kind;

const std::map<std::string, kind> kinds{{"rate_limited", kind::rate_limited},
                                        {"server_error", kind::server_error},
                                        {"accept_then_error", kind::accept_then_error},
                                        {"accept_then_drop", kind::accept_then_drop},
                                        {"drop", kind::drop},
                                        {"reset", kind::reset},
                                        {"slow", kind::slow},
                                        {"error", kind::error}};

json arguments_of(const http::request<http::string_body>& request) {
    const auto type = request[http::field::content_type];
    if (type.starts_with("application/json")) {
        auto body = json::parse(request.body(), nullptr, false);
        return body.is_object() ? body : json::object();
    }
    json out = json::object();
    if (const auto form = slack::form::read(request.body()))
        for (const auto& [name, value] : form->pairs()) out[name] = value;
    return out;
}

std::string response(unsigned status, const std::string& type, const std::string& body, int retry_after = 0) {
    std::string out = "HTTP/1.1 " + std::to_string(status) + " .\r\nContent-Type: " + type +
                      "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    if (retry_after > 0) out += "Retry-After: " + std::to_string(retry_after) + "\r\n";
    return out + "\r\n" + body;
}

instant wall_now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

}  // namespace

slack_fault fault_from(const json& text) {
    slack_fault out;
    const auto found = kinds.find(text.value("kind", "server_error"));
    if (found == kinds.end()) throw std::invalid_argument("no such fault: " + text.value("kind", ""));
    out.is = found->second;
    out.method = text.value("method", "*");
    out.times = text.value("times", 1);
    out.retry_after = text.value("retry_after", 1);
    out.delay = std::chrono::milliseconds(text.value("delay_ms", 0));
    out.error = text.value("error", "fatal_error");
    return out;
}

struct fake_slack::server {
    server(slack_limits limits, unsigned short port, const std::optional<certificate_and_key>& made)
        : world(limits), acceptor(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), port)) {
        if (made) {
            tls.emplace(asio::ssl::context::tls_server);
            tls->use_certificate_chain(asio::buffer(made->certificate));
            tls->use_private_key(asio::buffer(made->key), asio::ssl::context::pem);
        }
        world.take_files_at((tls ? "https://localhost:" : "http://127.0.0.1:") +
                            std::to_string(acceptor.local_endpoint().port()) + "/upload/");
        asio::co_spawn(context, accept_all(), asio::detached);
        thread = std::thread([this] { context.run(); });
    }
    ~server() {
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
        constexpr auto patience = std::chrono::minutes(5);
        read_buffer buffer;
        auto ec = co_await stream.accept_handshake(within(patience));
        while (!ec) {
            request_parser parser;
            ec = co_await read_head(stream, buffer, parser, within(patience));
            if (ec) co_return;
            ec = co_await read_body(stream, buffer, parser, within(patience));
            if (ec) co_return;
            const auto reply = answer(parser.get(), stream);
            if (reply.delay.count() > 0) {
                asio::steady_timer timer(context, reply.delay);
                co_await timer.async_wait(asio::use_awaitable);
            }
            if (reply.bytes.empty()) {
                stream.close();
                co_return;
            }
            ec = co_await stream.write_all(reply.bytes, within(patience));
            if (ec) co_return;
        }
    }

    struct reply_bytes {
        std::string bytes;  ///< empty: close
        std::chrono::milliseconds delay{0};
    };

    reply_bytes answer(const http::request<http::string_body>& request, net_stream& stream) {
        const std::string target(request.target());
        if (target == "/_truth") return plain(200, world.truth());
        if (target == "/_counts") return plain(200, world.counts());
        if (target == "/_control") return control(request.body());
        if (target.starts_with("/upload/"))
            return plain(world.take_file(target.substr(8), request.body()) ? 200 : 404, "bytes");
        if (!target.starts_with("/api/")) return plain(404, "no such page");
        const auto method = target.substr(5, target.find('?') - 5);
        const auto fault = take_fault(method);
        reply_bytes out;
        if (fault && refuses(*fault, stream, out)) return out;
        const auto authorization = std::string(request[http::field::authorization]);
        const auto token = authorization.starts_with("Bearer ") ? authorization.substr(7) : "";
        const auto answered = world.call(token, method, arguments_of(request), wall_now());
        out.bytes = response(answered.status, "application/json; charset=utf-8",
                             answered.body.dump(-1, ' ', false, json::error_handler_t::replace), answered.retry_after);
        if (fault && fault->is == kind::accept_then_drop) out.bytes.clear();
        if (fault && fault->is == kind::accept_then_error) out.bytes = response(502, "text/html", "<html>Bad</html>");
        if (fault) out.delay = fault->delay;
        return out;
    }

    /// True when the call never reaches the world.
    static bool refuses(const slack_fault& fault, net_stream& stream, reply_bytes& out) {
        out.delay = fault.delay;
        if (fault.is == kind::rate_limited) out.bytes = response(429, "text/plain", "", fault.retry_after);
        if (fault.is == kind::server_error) out.bytes = response(500, "text/html", "<html>Server Error</html>");
        if (fault.is == kind::error) {
            json body;
            body["ok"] = false;
            body["error"] = fault.error;
            out.bytes = response(200, "application/json", body.dump());
        }
        if (fault.is == kind::reset) {
            error_code ignored;
            stream.socket().set_option(tcp::socket::linger(true, 0), ignored);
        }
        return fault.is != kind::slow && fault.is != kind::accept_then_drop && fault.is != kind::accept_then_error;
    }

    static reply_bytes plain(unsigned status, const json& body) {
        return {response(status, "application/json", body.dump(-1, ' ', false, json::error_handler_t::replace)), {}};
    }

    reply_bytes control(const std::string& body) {
        const auto wish = json::parse(body, nullptr, false);
        if (!wish.is_object()) return plain(400, "not an object");
        try {
            if (wish.contains("kind")) faults.push_back(fault_from(wish));
        } catch (const std::exception& problem) {
            return plain(400, problem.what());
        }
        if (wish.value("clear", false)) faults.clear();
        if (wish.contains("enforce_limits")) {
            auto limits = world.limits();
            limits.enforced = wish.value("enforce_limits", true);
            world.set_limits(limits);
        }
        if (wish.contains("refuse_metadata")) world.refuse_metadata(wish.value("refuse_metadata", true));
        if (wish.contains("revoke")) world.revoke(wish.value("revoke", ""));
        if (wish.contains("user")) world.put_user(wish["user"]);
        if (wish.contains("light")) world.forget_contents(wish.value("light", false));
        return plain(200, "done");
    }

    std::optional<slack_fault> take_fault(const std::string& method) {
        for (auto at = faults.begin(); at != faults.end(); ++at) {
            if (at->method != "*" && at->method != method) continue;
            auto fault = *at;
            ++failed[fault.is];
            if (--at->times <= 0) faults.erase(at);
            return fault;
        }
        return {};
    }

    slack_world world;
    std::list<slack_fault> faults;
    std::map<kind, int> failed;
    std::optional<asio::ssl::context> tls;
    asio::io_context context{1};
    tcp::acceptor acceptor;
    std::thread thread;
};

fake_slack::fake_slack(slack_limits limits, unsigned short port, const std::optional<certificate_and_key>& tls)
    : server_(std::make_unique<server>(limits, port, tls)) {}
fake_slack::~fake_slack() = default;

unsigned short fake_slack::port() const {
    return server_->acceptor.local_endpoint().port();
}

std::string fake_slack::api() const {
    return (server_->tls ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port()) + "/api/";
}

namespace {

/// Runs `work` on the server's thread and waits for it.
template <class Work>
void on_its_thread(asio::io_context& context, const Work& work) {
    std::promise<void> done;
    asio::post(context, [&] {
        work();
        done.set_value();
    });
    done.get_future().wait();
}

}  // namespace

void fake_slack::fail(slack_fault fault) {
    on_its_thread(server_->context, [&] { server_->faults.push_back(std::move(fault)); });
}

void fake_slack::stop_failing() {
    on_its_thread(server_->context, [&] { server_->faults.clear(); });
}

int fake_slack::times_failed(kind how) {
    int out = 0;
    on_its_thread(server_->context, [&] { out = server_->failed[how]; });
    return out;
}

void fake_slack::with_world(const std::function<void(slack_world&)>& look) {
    on_its_thread(server_->context, [&] { look(server_->world); });
}

json fake_slack::truth() {
    json out;
    with_world([&](slack_world& world) { out = world.truth(); });
    return out;
}

json fake_slack::shown_to(const std::string& user) {
    json out = json::array();
    with_world([&](slack_world& world) {
        for (const auto& entry : world.shown())
            if (entry.value("channel", "") == direct_channel(user)) out.push_back(entry);
    });
    return out;
}

}  // namespace waymark::testing
