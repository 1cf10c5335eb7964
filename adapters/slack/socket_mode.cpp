#include "adapters/slack/socket_mode.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "adapters/json_values.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/socket_address.hpp"
#include "adapters/tls_client.hpp"

namespace waymark::slack {

namespace asio = boost::asio;
using asio::awaitable;
using std::chrono::milliseconds;
using outcome_kind = send_outcome::kind;

namespace {

constexpr auto as_value = asio::as_tuple(asio::use_awaitable);
constexpr auto method = "apps.connections.open";
constexpr auto goodbye_within = milliseconds(300);  ///< when the service stops
constexpr auto new_token =
    " Make a new one at api.slack.com/apps, \"Basic Information\", \"App-Level Tokens\", with connections:write";

/// What no later try would change.
bool is_final(const send_outcome& answer) {
    if (answer.is == outcome_kind::account_dead) return true;
    return answer.reason == "not_authed" || answer.reason == "missing_scope" ||
           answer.reason == "not_allowed_token_type";
}

}  // namespace

milliseconds pause_after(int failures, double dice, const socket_settings& by) {
    if (failures <= 0) return {};
    const auto doubled = by.first_pause * (std::int64_t{1} << std::min(failures - 1, 20));
    const auto whole = std::min(doubled, by.longest_pause);
    return std::chrono::duration_cast<milliseconds>(whole * (1 - dice / 2));
}

struct socket_mode::link {
    enum class phase {
        opening,  ///< until Slack's hello
        ready,
        leaving  ///< Slack wants it to end; what still comes is taken
    };
    phase is = phase::opening;
    std::unique_ptr<web_socket> socket;  ///< from the handshake on
    net_deadline since{};                ///< of its hello
    net_deadline until = net_deadline::max();
    bool saying_goodbye = false;
    asio::cancellation_signal stop;
};

socket_mode::socket_mode(socket_settings settings, http_client& client, const std::string& api,
                         const std::string& ca_file, std::function<instant()> now, understand read)
    : settings_(std::move(settings)),
      api_(client, api, settings_.app_token, std::move(now)),
      base_(api),
      tls_(create_tls_client(ca_file)),
      read_(std::move(read)),
      dice_(std::random_device{}()) {
    settings_.connections = std::clamp(settings_.connections, 1, socket_settings::most_connections);
}

socket_mode::~socket_mode() = default;

awaitable<std::optional<check_problem>> socket_mode::check() {
    const form_fields nothing;
    const auto answer = co_await api_.read(method, nothing);
    const auto& outcome = answer.outcome;
    if (outcome.is == outcome_kind::retry)
        co_return check_problem{"Slack could not be asked about the app token (" + outcome.reason + ").", true};
    if (outcome.is != outcome_kind::sent)
        co_return check_problem{"Slack did not accept the app token (" + std::string(method) + ": " + outcome.reason +
                                ")." + new_token + "."};
    if (!read_socket_address(text_in(answer.body, "url"), base_))
        co_return check_problem{"Slack named an address for Socket Mode that is not Slack's."};
    co_return std::nullopt;
}

// ---- the one who watches

awaitable<void> socket_mode::run() {
    if (door_ == nullptr) co_return;
    co_await asio::this_coro::throw_if_cancelled(false);
    watch_.emplace(co_await asio::this_coro::executor);
    for (;;) {
        const auto state = co_await asio::this_coro::cancellation_state;
        if (finished_ || state.cancelled() != asio::cancellation_type::none) break;
        look_after_deadlines();
        while (may_begin() && clock::now() >= next_try_) begin_one();
        watch_->expires_at(next_look());
        const auto waited = co_await watch_->async_wait(as_value);
        (void)waited;  // either way it is time to look
    }
    stopping_ = true;
    if (finished_) {  // an alarm, where somebody looks at the figures
        auto alarm = alarmed("socket_mode_ended");
        const auto told = co_await door_->take(std::move(alarm));
        (void)told;  // nobody is to be answered
    }
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await end_all();
}

int socket_mode::missing() const {
    const auto in_use = std::ranges::count_if(links_, [](const auto& one) { return one->is != link::phase::leaving; });
    return settings_.connections - static_cast<int>(in_use);
}

bool socket_mode::may_begin() const {
    return missing() > 0 && links_.size() < socket_settings::most_connections;
}

net_deadline socket_mode::next_look() const {
    auto out = may_begin() ? next_try_ : net_deadline::max();
    for (const auto& one : links_) out = std::min(out, one->until);
    return out;
}

void socket_mode::look_after_deadlines() {
    const auto now = clock::now();
    for (const auto& one : links_) {
        if (one->until > now || !one->socket) continue;
        one->until = net_deadline::max();
        if (one->is == link::phase::opening)
            one->socket->drop();  // it never said hello
        else if (!std::exchange(one->saying_goodbye, true))
            spawn(one, say_goodbye(one));
    }
}

void socket_mode::begin_one() {
    const auto& one = links_.emplace_back(std::make_shared<link>());
    spawn(one, live(one));
}

/// The first coroutine of a link is the one that lives; the link goes with it.
void socket_mode::spawn(shared_link one, awaitable<void> work) {
    ++under_way_;
    const bool lives = !one->saying_goodbye;
    auto done = [this, one, lives](const std::exception_ptr& failure) {
        --under_way_;
        if (lives) ended(*one);
        if (lives) std::erase(links_, one);
        look_again();
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const boost::system::system_error& what) {
            if (what.code() != asio::error::operation_aborted) spdlog::error("Slack: a socket ended by a system error");
        } catch (const std::exception&) {
            spdlog::error("Slack: a socket ended by an error of our own");
        }
    };
    const auto io = watch_->get_executor();
    if (lives)
        asio::co_spawn(io, std::move(work), asio::bind_cancellation_slot(one->stop.slot(), std::move(done)));
    else
        asio::co_spawn(io, std::move(work), std::move(done));
}

void socket_mode::look_again() {
    if (watch_) watch_->cancel();
}

awaitable<void> socket_mode::end_all() {
    const auto all = links_;
    for (const auto& one : all)
        if (one->socket && !std::exchange(one->saying_goodbye, true)) spawn(one, say_goodbye(one));
    for (const auto& one : all)
        if (!one->socket) one->stop.emit(asio::cancellation_type::terminal);
    const auto until = clock::now() + goodbye_within;
    while (under_way_ > 0 && clock::now() < until) {
        watch_->expires_at(until);
        const auto waited = co_await watch_->async_wait(as_value);
        (void)waited;  // the loop looks why
    }
    for (const auto& one : all)
        if (one->socket) one->socket->drop();
}

// ---- one socket

awaitable<void> socket_mode::live(shared_link one) {
    const auto address = co_await new_address();
    if (!address) co_return;
    auto opened = co_await open_web_socket(*address, *tls_, settings_.limits);
    if (!opened) {
        spdlog::warn("Slack: a socket could not be opened: {}", opened.error().message());
        co_return;
    }
    if (stopping_) co_return;
    one->socket = std::move(*opened);
    one->until = clock::now() + settings_.hello_within;
    look_again();
    for (;;) {
        auto text = co_await one->socket->read();
        if (!text) {
            spdlog::info("Slack: a socket has ended: {}", text.error().message());
            co_return;
        }
        auto frame = read_envelope(*text);
        if (!frame) continue;  // nothing that could be acknowledged
        if (frame->is == envelope::kind::hello)
            said_hello(*one, frame->connections);
        else if (frame->is == envelope::kind::disconnect)
            told_to_leave(*one, frame->reason);
        else
            co_await take(one, std::move(*frame));
    }
}

/// Empty when there is none now.
awaitable<std::optional<web_socket_address>> socket_mode::new_address() {
    if (!api_.ready(method)) {
        wait_at_least(std::chrono::ceil<milliseconds>(api_.wait_for(method)));
        co_return std::nullopt;
    }
    const form_fields nothing;
    const auto answer = co_await api_.read(method, nothing);
    if (answer.outcome.is == outcome_kind::sent) {
        auto address = read_socket_address(text_in(answer.body, "url"), base_, settings_.debug_reconnects);
        if (!address) spdlog::error("Slack named an address for Socket Mode that is not Slack's; nothing goes there");
        co_return address;
    }
    if (is_final(answer.outcome))
        finish("Slack does not accept the app token any more (" + answer.outcome.reason + ")." + new_token +
               ", and start Waymark anew.");
    else
        spdlog::warn("Slack: no address for a socket now: {}", answer.outcome.reason);
    if (answer.outcome.in_line) wait_at_least(std::chrono::ceil<milliseconds>(answer.outcome.retry_after));
    co_return std::nullopt;
}

/// One after the other, in the order in which Slack has sent them. What could not be stored is not acknowledged, and
/// comes again.
awaitable<void> socket_mode::take(shared_link one, envelope what) {
    const auto request = as_posted(what);
    auto reply = request ? read_(request->path, request->body) : answered("unknown_envelope");
    const auto answer = co_await door_->take(std::move(reply));
    if (answer.status >= 500 || what.id.empty()) co_return;
    auto text = acknowledgement(what, answer.body);
    const auto ec = co_await one->socket->write(std::move(text));
    if (ec) spdlog::info("Slack: an acknowledgement was not sent, so the same comes again: {}", ec.message());
}

awaitable<void> socket_mode::say_goodbye(shared_link one) {
    co_await one->socket->close();
}

void socket_mode::said_hello(link& one, int connections) {
    if (one.is == link::phase::opening) one.is = link::phase::ready;
    failures_ = 0;
    one.since = clock::now();
    one.until = net_deadline::max();
    const auto ours = static_cast<int>(links_.size());  // those that are about to say hello may be counted, too
    spdlog::info("Slack: Socket Mode is connected");
    if (connections > ours && !std::exchange(said_others_, true))
        spdlog::warn(
            "Slack counts {} sockets of this app, and only {} of them are ours. If another service uses the same app, "
            "each gets only a part of what people say: end that one. Those of a service that was ended hard go by "
            "themselves after a while.",
            connections, ours);
    if (missing() > 0) return;
    for (const auto& other : links_)  // what goes has a successor now
        if (other->is == link::phase::leaving) other->until = std::min(other->until, one.since + settings_.kept_beside);
    look_again();
}

void socket_mode::told_to_leave(link& one, const std::string& reason) {
    if (reason == "link_disabled") {
        finish(
            "Socket Mode was switched off for the app, so nothing comes from Slack any more. Switch it on at "
            "api.slack.com/apps, \"Socket Mode\", and start Waymark anew; or take the app token out of the settings, "
            "and let Slack reach you under an address.");
        return;
    }
    if (one.is == link::phase::leaving) return;
    const bool too_many = reason == "too_many_websockets";
    if (too_many && !std::exchange(said_too_many_, true))
        spdlog::warn(
            "Slack allows {} sockets for one app, and there are more. End other services that use the same app, or "
            "lower \"socket_connections\" in the settings.",
            socket_settings::most_connections);
    one.is = link::phase::leaving;
    if (too_many) one.until = clock::now();
    if (too_many) wait_at_least(settings_.longest_pause);
    if (!has_lived(one)) wait_at_least(settings_.first_pause);
    look_again();  // another one takes its place
}

bool socket_mode::has_lived(const link& one) const {
    return one.since != net_deadline{} && clock::now() - one.since >= settings_.lives_at_least;
}

/// After a socket that has lived the next one comes at once; after one that Slack has at least greeted, soon.
void socket_mode::ended(const link& one) {
    if (has_lived(one)) return;
    const bool greeted = one.since != net_deadline{};
    failures_ = greeted ? 1 : failures_ + 1;
    const auto roll = std::uniform_real_distribution<double>(0, 1)(dice_);
    wait_at_least(pause_after(failures_, roll, settings_));
}

void socket_mode::wait_at_least(milliseconds pause) {
    next_try_ = std::max(next_try_, clock::now() + pause);
}

void socket_mode::finish(std::string words) {
    if (std::exchange(finished_, true)) return;
    spdlog::error("{}", words);
    look_again();
}

}  // namespace waymark::slack
