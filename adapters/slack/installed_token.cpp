#include "adapters/slack/installed_token.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/cancellation_type.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <memory>

namespace waymark::slack {
namespace {

namespace asio = boost::asio;
using kind = send_outcome::kind;

granted_token nowhere() {
    granted_token out;
    out.failure.is = kind::account_dead;
    out.failure.reason = "not_installed";
    return out;
}

send_outcome not_yet() {
    send_outcome out;
    out.is = kind::retry;
    out.reason = token_expired;
    return out;
}

}  // namespace

void installed_token::install(installation one) {
    start_with(std::move(one));
}

void installed_token::forget() {
    start_with(std::nullopt);
}

void installed_token::start_with(std::optional<installation> one) {
    is_ = std::move(one);
    unstored_.reset();
    ++generation_;
    failures_ = 0;
    pause_until_ = {};
    failure_ = not_yet();
}

asio::awaitable<granted_token> installed_token::get() {
    if (!is_) co_return nowhere();
    const bool rotates = !is_->refresh_token.empty() && !around_.app.client_id.empty();
    if (rotates && is_->expires - around_.now() < ahead && around_.now() >= pause_until_) {
        const single_flight::work one = [this] { return renew(); };
        co_await flight_.run(one);
        if (!is_) co_return nowhere();
    }
    granted_token out;
    if (!rotates || is_->expires > around_.now()) {
        out.text = is_->token;
        co_return out;
    }
    out.failure = failure_;
    out.failure.retry_after = std::max(span{1}, pause_until_ - around_.now());
    co_return out;
}

asio::awaitable<granted_token> installed_token::instead_of(std::string expired) {
    if (is_ && is_->token == expired) is_->expires = std::min(is_->expires, around_.now());
    co_return co_await get();
}

/// Once begun it goes on to its end, also while the service stops: an answer that nobody reads takes the refresh token
/// with it.
asio::awaitable<void> installed_token::renew() {
    const auto cancelled = std::make_shared<bool>(false);
    const auto later = [cancelled](asio::cancellation_type type) {
        *cancelled = *cancelled || type != asio::cancellation_type::none;
        return asio::cancellation_type::none;
    };
    co_await asio::this_coro::reset_cancellation_state(later);
    try {
        auto next = unstored_ ? unstored_ : co_await another_pair();
        if (next) co_await store(std::move(*next));
    } catch (const boost::system::system_error& problem) {
        spdlog::warn("a new Slack token could not be stored: {}", problem.code().message());
        failed(kind::retry, "token_not_stored", next_pause());
    }
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    if (*cancelled) throw boost::system::system_error(asio::error::operation_aborted);
}

asio::awaitable<std::optional<installation>> installed_token::another_pair() {
    const auto before = *is_;
    const auto generation = generation_;
    if (around_.book != nullptr) {
        // another process of ours may have renewed it
        const auto kept = co_await around_.book->note(place_of(before.tenant()), installation_note);
        if (generation != generation_) co_return std::nullopt;
        auto stored = kept ? read_installation(*kept) : std::nullopt;
        if (stored && stored->refresh_token != before.refresh_token) co_return stored;
    }
    const auto asked = around_.now();
    const auto answer = co_await tokens_for_refresh(around_.client, around_.api, around_.app, before.refresh_token);
    if (generation != generation_) co_return std::nullopt;
    if (answer.outcome.is == kind::sent) {
        unstored_ = with_new_tokens(before, answer.body, asked);
        if (unstored_) co_return unstored_;
        failed(kind::retry, "no_token", next_pause());
        co_return std::nullopt;
    }
    if (answer.outcome.is == kind::retry) {
        failed(kind::retry, answer.outcome.reason, std::max(next_pause(), answer.outcome.retry_after));
        co_return std::nullopt;
    }
    spdlog::error("the token of slack/{} cannot be renewed ({}): install the app there again, at {}slack/install",
                  before.tenant(), answer.outcome.reason, around_.app.public_url);
    failed(kind::account_dead, answer.outcome.reason, refused_pause);
    co_return std::nullopt;
}

asio::awaitable<void> installed_token::store(installation next) {
    const auto generation = generation_;
    if (around_.book != nullptr) {
        const auto tenant = next.tenant();
        std::vector<platform_note> notes{note_of(next)};
        co_await around_.book->keep(std::move(notes));
        if (generation != generation_) {  // installed again or taken out meanwhile: that is what counts
            std::vector<platform_note> newest{is_ ? note_of(*is_) : no_note_of(tenant)};
            co_await around_.book->keep(std::move(newest));
            co_return;
        }
    }
    is_ = std::move(next);
    unstored_.reset();
    failures_ = 0;
}

void installed_token::failed(kind is, std::string reason, span pause) {
    failure_ = {};
    failure_.is = is;
    failure_.reason = std::move(reason);
    pause_until_ = around_.now() + pause;
}

span installed_token::next_pause() {
    auto pause = first_pause;
    for (int i = 0; i < failures_ && pause < longest_pause; ++i) pause *= 2;
    ++failures_;
    return std::min(pause, longest_pause);
}

}  // namespace waymark::slack
