#include "adapters/slack/web_api.hpp"

#include <algorithm>

#include "adapters/form_text.hpp"

namespace waymark::slack {
namespace {

using std::chrono::milliseconds;

/// Slack's tiers, a little below what they allow. Posting is paced by channel and workspace instead.
pace pace_of(std::string_view method) {
    constexpr pace tier3{milliseconds(1'250), 10};
    constexpr pace tier4{milliseconds(625), 20};
    if (method == "chat.postMessage") return {milliseconds(0), 1};
    if (method == "users.info") return tier4;
    return tier3;
}

std::string with_slash(std::string base) {
    if (!base.ends_with('/')) base.push_back('/');
    return base;
}

http_request json_request(std::string url, std::string body) {
    http_request out("POST", std::move(url));
    out.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    out.body = std::move(body);
    return out;
}

}  // namespace

web_api::web_api(http_client& client, std::string base, std::string token, std::function<instant()> now)
    : client_(client),
      base_(with_slash(std::move(base))),
      own_(std::make_unique<fixed_token>(std::move(token))),
      tokens_(*own_),
      now_(std::move(now)),
      pacing_(now_()) {}

web_api::web_api(http_client& client, std::string base, token_source& tokens, std::function<instant()> now)
    : client_(client), base_(with_slash(std::move(base))), tokens_(tokens), now_(std::move(now)), pacing_(now_()) {}

bool web_api::ready(const std::string& method) const {
    const auto now = now_();
    return ready_at(method, now) <= now;
}

span web_api::wait_for(const std::string& method) const {
    const auto now = now_();
    return std::max(span{1}, ready_at(method, now) - now);
}

span web_api::line_up(const std::string& method) {
    const auto now = now_();
    return std::max(span{1}, pacing_.line_up(method, pace_of(method), now) - now);
}

instant web_api::ready_at(const std::string& method, instant now) const {
    return pacing_.ready_at(method, pace_of(method), now);
}

boost::asio::awaitable<api_answer> web_api::call(std::string method, std::string json_body, call_kind kind) {
    auto request = json_request(base_ + method, std::move(json_body));
    co_return co_await ask(std::move(method), std::move(request), kind);
}

boost::asio::awaitable<api_answer> web_api::call_within(std::chrono::milliseconds patience, std::string method,
                                                        std::string json_body, call_kind kind) {
    auto request = json_request(base_ + method, std::move(json_body));
    request.patience = patience;
    co_return co_await ask(std::move(method), std::move(request), kind);
}

boost::asio::awaitable<api_answer> web_api::read(std::string method, form_fields fields) {
    http_request request("POST", base_ + method);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    for (const auto& [name, value] : fields) {
        if (!request.body.empty()) request.body.push_back('&');
        request.body.append(form_encoded(name)).append("=").append(form_encoded(value));
    }
    co_return co_await ask(std::move(method), std::move(request), call_kind::again);
}

boost::asio::awaitable<api_answer> web_api::put(std::string url, std::string bytes) {
    http_request request("POST", std::move(url));
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.body = std::move(bytes);
    request.repeatable = true;
    const auto answer = co_await client_.ask(std::move(request));
    // here 200 alone says that the bytes have come; what stands in it is for people
    api_answer out;
    if (answer.status != 200) out = understand(answer, call_kind::again);
    if (answer.status != 200 && out.outcome.is == send_outcome::kind::sent) out.outcome.is = send_outcome::kind::retry;
    co_return out;
}

boost::asio::awaitable<api_answer> web_api::ask(std::string method, http_request request, call_kind kind) {
    auto token = co_await tokens_.get();
    const auto used = token.text;
    auto answer = co_await ask_with(std::move(token), method, request, kind);
    if (answer.outcome.reason != token_expired || used.empty()) co_return answer;
    auto next = co_await tokens_.instead_of(used);
    if (next.text == used) co_return answer;
    co_return co_await ask_with(std::move(next), std::move(method), std::move(request), kind);
}

bool web_api::proves_refusal(const std::string& method, const send_outcome& outcome) {
    if (outcome.is != send_outcome::kind::account_dead || outcome.reason == token_expired) return false;
    return outcome.reason != "invalid_auth" || method == "auth.test";
}

boost::asio::awaitable<api_answer> web_api::ask_with(granted_token token, std::string method, http_request request,
                                                     call_kind kind) {
    if (token.text.empty()) {
        api_answer out;
        out.outcome = std::move(token.failure);
        co_return out;
    }
    if (refused_.token == token.text && now_() < refused_.until) {
        api_answer out;
        out.outcome = refused_.outcome;
        co_return out;
    }
    request.headers.emplace_back("Authorization", "Bearer " + token.text);
    request.repeatable = kind == call_kind::again;
    pacing_.take(method, pace_of(method), now_());
    const auto answer = co_await client_.ask(std::move(request));
    auto understood = understand(answer, kind);
    if (proves_refusal(method, understood.outcome)) refused_ = {token.text, understood.outcome, now_() + refusal_holds};
    if (understood.outcome.in_line) {
        const auto until = now_() + understood.outcome.retry_after;
        pacing_.wait_until(method, until);
        told_until_ = std::max(told_until_, until);
    }
    co_return understood;
}

}  // namespace waymark::slack
