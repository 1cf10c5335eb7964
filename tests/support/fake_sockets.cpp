#include "tests/support/fake_sockets.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <future>
#include <list>
#include <set>
#include <thread>

#include "tests/support/socket_session.hpp"

namespace waymark::testing {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using asio::ip::tcp;
using nlohmann::json;
using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;
using session = socket_session;
using plain_session = session_over<boost::beast::tcp_stream>;
using secure_session = session_over<boost::beast::ssl_stream<boost::beast::tcp_stream>>;

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);

struct waiting_envelope {
    json frame;
    bool repeated = true;  ///< until it is acknowledged
    int tries = 0;
    session* over = nullptr;  ///< the latest
    std::set<session*> ever;
    steady::time_point sent_at{};
    std::optional<json> answer;
    bool in_vain = false;
};

}  // namespace

struct fake_sockets::server {
    server(const std::optional<certificate_and_key>& made, socket_times with)
        : times(with), acceptor(context, tcp::endpoint(asio::ip::make_address("127.0.0.1"), 0)) {
        if (made) {
            tls.emplace(asio::ssl::context::tls_server);
            tls->use_certificate_chain(asio::buffer(made->certificate));
            tls->use_private_key(asio::buffer(made->key), asio::ssl::context::pem);
        }
        asio::co_spawn(context, accept_all(), asio::detached);
        asio::co_spawn(context, look_after_all(), asio::detached);
        thread = std::thread([this] { context.run(); });
    }
    ~server() {
        context.stop();
        thread.join();
    }

    template <class Work>
    auto run(Work work) {
        std::packaged_task<decltype(work())()> task(std::move(work));
        auto done = task.get_future();
        asio::post(context, [&] { task(); });
        return done.get();
    }

    // ---- sockets
    asio::awaitable<void> accept_all() {
        for (;;) {
            auto [ec, socket] = co_await acceptor.async_accept(as_value);
            if (ec) co_return;
            boost::system::error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            if (tls)
                asio::co_spawn(context, serve_securely(std::make_shared<secure_session>(std::move(socket), *tls)),
                               asio::detached);
            else
                asio::co_spawn(context, serve(std::make_shared<plain_session>(std::move(socket))), asio::detached);
        }
    }
    asio::awaitable<void> serve_securely(std::shared_ptr<secure_session> one) {
        auto [ec] = co_await one->ws.next_layer().async_handshake(asio::ssl::stream_base::server, as_value);
        if (!ec) co_await serve(std::move(one));
    }
    template <class Session>
    asio::awaitable<void> serve(std::shared_ptr<Session> one) {
        beast::flat_buffer buffer;
        http::request<http::string_body> request;
        auto [unread, size] = co_await http::async_read(one->ws.next_layer(), buffer, request, as_value);
        if (unread || !use_ticket(std::string(request.target()))) co_return;
        auto [refused] = co_await one->ws.async_accept(request, as_value);
        if (refused || take(socket_moment::before_hello)) co_return;
        sessions.push_back(one);
        welcome(*one, request.target().find("debug_reconnects=true") != boost::beast::string_view::npos);
        for (;;) {
            beast::flat_buffer text;
            auto [ec, length] = co_await one->ws.async_read(text, as_value);
            if (ec == websocket::error::closed) ++seen.said_goodbye;
            if (ec) break;
            heard(*one, beast::buffers_to_string(text.data()));
        }
        left(*one);
        std::erase(sessions, one);
    }

    bool use_ticket(const std::string& target) {
        for (auto at = tickets.begin(); at != tickets.end(); ++at)
            if (target.find("ticket=" + *at + "&") != std::string::npos) return tickets.erase(at), true;
        return false;
    }
    void welcome(session& one, bool short_lived) {
        one.ready = true;
        ++seen.opened;
        ++seen.open;
        seen.most_open = std::max(seen.most_open, seen.open);
        one.next_ping = steady::now() + times.ping_every;
        if (short_lived) warn_at[&one] = steady::now() + times.short_life;
        json hello;
        hello["type"] = "hello";
        hello["num_connections"] = seen.open + others;
        hello["connection_info"]["app_id"] = "A0MENTOR01";
        hello["debug_info"]["approximate_connection_time"] = 3600;
        one.send(hello.dump());
    }
    void left(session& one) {
        if (std::exchange(one.ready, false)) --seen.open;
        warn_at.erase(&one);
        for (auto& [id, what] : envelopes)
            if (what.over == &one) what.over = nullptr;
    }
    void tell(session& one, const std::string& reason, bool ends) {
        json bye;
        bye["type"] = "disconnect";
        bye["reason"] = reason;
        one.send(bye.dump());
        one.leaving = true;
        if (ends) one.ends_at = steady::now() + times.warned_before;
    }

    // ---- envelopes
    void heard(session& one, const std::string& text) {
        const auto said = json::parse(text, nullptr, false);
        const auto found = envelopes.find(said.is_object() ? said.value("envelope_id", "") : "");
        if (found == envelopes.end()) return;
        auto& what = found->second;
        if (!what.ever.contains(&one)) ++seen.misdirected;
        if (what.answer || one.deaf) return;
        if (take(socket_moment::during_ack)) {
            one.reset();
            return;
        }
        ++seen.acknowledged;
        what.answer = said;
    }
    session* next_session() {
        for (std::size_t i = 0; i < sessions.size(); ++i) {
            auto& one = sessions[(turn + i) % sessions.size()];
            if (!one->ready || one->leaving) continue;
            turn = (turn + i + 1) % sessions.size();
            return one.get();
        }
        return nullptr;
    }
    void send_over(session& one, waiting_envelope& what) {
        if (take(socket_moment::after_warning)) tell(one, "warning", true);
        if (what.frame["type"] == "events_api") {
            what.frame["retry_attempt"] = what.tries;
            what.frame["retry_reason"] = what.tries == 0 ? "" : "timeout";
        }
        ++(what.tries++ == 0 ? seen.sent : seen.sent_again);
        what.over = &one;
        what.ever.insert(&one);
        what.sent_at = steady::now();
        one.send(what.frame.dump());
        if (take(socket_moment::before_ack)) {
            one.leaving = one.deaf = true;
            one.ends_at = steady::now() + 20ms;  // the event is on its way to whoever reads it
        }
        if (take(socket_moment::half_open)) {
            left(one);
            one.leaving = true;
            half_open.push_back(one.take_away());
        }
    }
    void look_after(waiting_envelope& what) {
        if (what.answer || what.in_vain) return;
        if (what.over != nullptr && steady::now() - what.sent_at < times.again_after) return;
        if (what.tries > 0 && !what.repeated) {
            what.in_vain = true;
            return;
        }
        if (auto* one = next_session()) send_over(*one, what);
    }
    asio::awaitable<void> look_after_all() {
        asio::steady_timer timer(context);
        for (;;) {
            const auto now = steady::now();
            for (auto& [id, what] : envelopes) look_after(what);
            const auto all = sessions;  // ending takes them off the list
            for (const auto& one : all) {
                if (const auto at = warn_at.find(one.get()); at != warn_at.end() && at->second <= now) {
                    warn_at.erase(at);
                    tell(*one, "warning", true);
                }
                if (pings && one->ready && one->next_ping <= now) {
                    one->next_ping = now + times.ping_every;
                    one->ping();
                }
                if (one->ends_at <= now) one->reset();
            }
            timer.expires_after(5ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
    }
    bool take(socket_moment when) {
        auto& left_over = chances[when];
        if (left_over == 0) return false;
        --left_over;
        ++failed[when];
        return true;
    }

    socket_times times;
    std::optional<asio::ssl::context> tls;
    asio::io_context context{1};  // goes after the sockets in it
    std::set<std::string> tickets;
    std::string instead;
    int serial = 0, others = 0;
    bool pings = true;
    std::vector<std::shared_ptr<session>> sessions;
    std::size_t turn = 0;
    std::list<tcp::socket> half_open;
    std::map<session*, steady::time_point> warn_at;
    std::map<std::string, waiting_envelope> envelopes;
    std::map<socket_moment, int> chances, failed;
    counts seen;
    tcp::acceptor acceptor;
    std::thread thread;
};

fake_sockets::fake_sockets(const std::optional<certificate_and_key>& tls, socket_times times)
    : server_(std::make_unique<server>(tls, times)) {}
fake_sockets::~fake_sockets() = default;

std::string fake_sockets::new_address() {
    return server_->run([this] {
        auto& at = *server_;
        if (!at.instead.empty()) return at.instead;
        const auto ticket = std::to_string(++at.serial);
        at.tickets.insert(ticket);
        return (at.tls ? "wss://localhost:" : "ws://127.0.0.1:") + std::to_string(at.acceptor.local_endpoint().port()) +
               "/link/?ticket=" + ticket + "&app_id=A0MENTOR01";
    });
}

void fake_sockets::hand_out(const std::string& url) {
    server_->run([&] { server_->instead = url; });
}

void fake_sockets::fail_at(socket_moment when, int times) {
    server_->run([&] { server_->chances[when] += times; });
}

int fake_sockets::times_failed(socket_moment when) {
    return server_->run([&] { return server_->failed[when]; });
}

void fake_sockets::stop_failing() {
    server_->run([&] { server_->chances.clear(); });
}

void fake_sockets::tell_all(const std::string& reason, bool ends) {
    server_->run([&] {
        for (const auto& one : server_->sessions) server_->tell(*one, reason, ends);
    });
}

void fake_sockets::pretend_others(int count) {
    server_->run([&] { server_->others = count; });
}

void fake_sockets::ping(bool on) {
    server_->run([&] { server_->pings = on; });
}

std::string fake_sockets::send(const std::string& type, const json& payload) {
    return server_->run([&] {
        const auto id = "aaaaaaaa-0000-4000-9000-" + std::to_string(100'000'000'000 + ++server_->serial);
        auto& what = server_->envelopes[id];
        what.frame["type"] = type;
        what.frame["envelope_id"] = id;
        what.frame["payload"] = payload;
        what.frame["accepts_response_payload"] = type != "events_api";
        what.repeated = type == "events_api";
        return id;
    });
}

std::optional<json> fake_sockets::acknowledged(const std::string& id, std::chrono::milliseconds patience) {
    const auto until = steady::now() + patience;
    for (;;) {
        std::optional<json> answer;
        const bool over = server_->run([&] {
            auto& what = server_->envelopes[id];
            answer = what.answer;
            return what.in_vain;
        });
        if (answer || over || steady::now() > until) return answer;
        std::this_thread::sleep_for(5ms);
    }
}

fake_sockets::counts fake_sockets::counted() {
    return server_->run([&] { return server_->seen; });
}

bool fake_sockets::wait_open(int count, std::chrono::milliseconds patience) {
    for (const auto until = steady::now() + patience; steady::now() < until; std::this_thread::sleep_for(5ms))
        if (counted().open == count) return true;
    return false;
}

}  // namespace waymark::testing
