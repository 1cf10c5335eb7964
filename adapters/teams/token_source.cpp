#include "adapters/teams/token_source.hpp"

#include <algorithm>
#include <array>

#include "adapters/form_text.hpp"
#include "adapters/json_values.hpp"
#include "adapters/retry_after.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using kind = send_outcome::kind;

constexpr std::size_t longest_token = 64 * 1024;
constexpr std::int64_t longest_life = 7 * 86'400;  // seconds; none is that long

/// Seconds, which some write as text. 0 when it says nothing of use.
std::int64_t life_of(const json& body) {
    const auto found = body.find("expires_in");
    if (found == body.end()) return 0;
    std::int64_t seconds = 0;
    if (found->is_number_integer()) seconds = found->get<std::int64_t>();
    if (found->is_string()) seconds = std::strtoll(found->get_ref<const std::string&>().c_str(), nullptr, 10);
    return std::clamp<std::int64_t>(seconds, 0, longest_life);
}

/// Somebody must put it right: the secret, the certificate, the app's or the tenant's id.
bool is_ours_to_mend(std::string_view error) {
    constexpr std::array<std::string_view, 6> errors{"invalid_client", "unauthorized_client",
                                                     "invalid_scope",  "invalid_request",
                                                     "invalid_grant",  "unsupported_grant_type"};
    return std::ranges::find(errors, error) != errors.end();
}

/// "invalid_client_7000222": the number says whether the secret is wrong, over, or another app's.
std::string reason_of(const json& body, const std::string& error) {
    const auto codes = body.find("error_codes");
    const bool numbered = codes != body.end() && codes->is_array() && !codes->empty() && codes->front().is_number();
    return numbered ? error + "_" + std::to_string(codes->front().get<std::int64_t>()) : error;
}

}  // namespace

awaitable<granted_token> token_source::get() {
    for (;;) {
        granted_token out;
        const auto now = now_();
        if (!token_.empty() && now < usable_until_) {
            out.text = token_;
            co_return out;
        }
        if (now < pause_until_) {
            out.failure = failure_;
            if (out.failure.is == kind::retry) out.failure.retry_after = pause_until_ - now;
            co_return out;
        }
        const single_flight::work one = [this] { return fetch(); };
        co_await flight_.run(one);
    }
}

awaitable<void> token_source::renew_early() {
    const auto now = now_();
    if (token_.empty() || now < renew_from_ || now < pause_until_) co_return;
    const single_flight::work one = [this] { return fetch(); };
    co_await flight_.run(one);
}

void token_source::refused(const std::string& token) {
    if (token == token_) token_.clear();
}

awaitable<void> token_source::fetch() {
    const auto asked = now_();
    http_request request("POST", wish_.url);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.headers.emplace_back("Accept", "application/json");
    request.body =
        "grant_type=client_credentials&client_id=" + form_encoded(wish_.app_id) + "&scope=" + form_encoded(wish_.scope);
    if (wish_.secret.empty())
        request.body +=
            "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_"
            "assertion=" +
            wish_.proof->sign(wish_.url, wish_.app_id, asked);
    else
        request.body += "&client_secret=" + form_encoded(wish_.secret);
    request.repeatable = true;
    const auto answer = co_await client_.ask(std::move(request));
    auto body = json::parse(answer.body, nullptr, false);
    if (answer.status == 200 && body.is_object()) {
        keep(body, asked);
        co_return;
    }
    const auto error = text_in(body, "error");
    if (is_ours_to_mend(error) && answer.status < 500)
        failed(kind::account_dead, reason_of(body, error), refused_pause);
    else if (answer.status == 0)
        failed(kind::retry, "no_token_yet", next_pause());
    else
        failed(kind::retry, "no_token_http_" + std::to_string(answer.status),
               std::max(next_pause(), retry_after(answer).value_or(span{})));
}

void token_source::keep(const json& body, instant asked) {
    auto token = text_in(body, "access_token");
    const span life = std::chrono::seconds(life_of(body));
    if (token.empty() || token.size() > longest_token || life <= span{} ||
        token.find_first_of("\r\n ") != std::string::npos)
        return failed(kind::retry, "no_token_in_answer", next_pause());
    token_ = std::move(token);
    usable_until_ = asked + life - std::min(margin, life / margin_part);
    renew_from_ = asked + life / 2;
    failures_ = 0;
    pause_until_ = {};
}

void token_source::failed(kind is, std::string reason, span pause) {
    failure_ = {};
    failure_.is = is;
    failure_.reason = std::move(reason);
    pause_until_ = now_() + pause;
}

span token_source::next_pause() {
    return std::min<span>(longest_pause, first_pause * (1 << std::min(failures_++, 10)));
}

}  // namespace waymark::teams
