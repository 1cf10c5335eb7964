#include "adapters/teams/connector.hpp"

#include "adapters/form_text.hpp"
#include "adapters/teams/service_url.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;
using nlohmann::json;

std::string conversations_of(std::string_view service) {
    if (service.ends_with('/')) service.remove_suffix(1);
    return std::string(service).append("/v3/conversations");
}

std::string activities_of(std::string_view service, const std::string& conversation) {
    return conversations_of(service) + "/" + form_encoded(conversation) + "/activities";
}

void set_body(http_request& request, const json& body) {
    request.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
}

api_answer not_called(send_outcome outcome) {
    api_answer out;
    out.outcome = std::move(outcome);
    return out;
}

}  // namespace

bool connector::may_call(std::string_view service) const {
    return tokens_ == nullptr ? is_loopback_url(service) : leads_to(service, hosts_);
}

awaitable<api_answer> connector::open_conversation(std::string service, json wish) {
    http_request request("POST", conversations_of(service));
    set_body(request, wish);
    co_return co_await ask(std::move(service), std::move(request), call_kind::again);
}

awaitable<api_answer> connector::post(std::string service, std::string conversation, json activity, patience for_it) {
    http_request request("POST", activities_of(service, conversation));
    set_body(request, activity);
    request.patience = for_it;
    co_return co_await ask(std::move(service), std::move(request), call_kind::post);
}

awaitable<api_answer> connector::put(std::string service, std::string conversation, std::string id, json activity) {
    http_request request("PUT", activities_of(service, conversation) + "/" + form_encoded(id));
    activity["id"] = id;
    set_body(request, activity);
    co_return co_await ask(std::move(service), std::move(request), call_kind::again);
}

awaitable<api_answer> connector::remove(std::string service, std::string conversation, std::string id,
                                        patience for_it) {
    http_request request("DELETE", activities_of(service, conversation) + "/" + form_encoded(id));
    request.patience = for_it;
    co_return co_await ask(std::move(service), std::move(request), call_kind::again);
}

awaitable<api_answer> connector::member(std::string service, std::string conversation, std::string who) {
    http_request request(
        "GET", conversations_of(service) + "/" + form_encoded(conversation) + "/members/" + form_encoded(who));
    co_return co_await ask(std::move(service), std::move(request), call_kind::again);
}

awaitable<api_answer> connector::members(std::string service, std::string conversation, std::string from) {
    auto url = conversations_of(service) + "/" + form_encoded(conversation) + "/pagedmembers?pageSize=500";
    if (!from.empty()) url += "&continuationToken=" + form_encoded(from);
    http_request request("GET", std::move(url));
    co_return co_await ask(std::move(service), std::move(request), call_kind::again);
}

/// A token that is refused is dropped and the call made once more with a new one; refused again, it is no use.
awaitable<api_answer> connector::ask(std::string service, http_request request, call_kind kind) {
    if (!may_call(service)) {
        send_outcome refused;
        refused.is = send_outcome::kind::dead;
        refused.reason = "unlisted_service";
        co_return not_called(std::move(refused));
    }
    request.repeatable = kind == call_kind::again;
    for (bool again = false;; again = true) {
        auto with_token = request;
        granted_token token;
        if (tokens_ != nullptr) {
            token = co_await tokens_->get();
            if (token.text.empty()) co_return not_called(std::move(token.failure));
            with_token.headers.emplace_back("Authorization", "Bearer " + token.text);
        }
        const auto answer = co_await client_.ask(std::move(with_token));
        auto understood = understand(answer, kind);
        if (understood.about != refusal_of::token || tokens_ == nullptr || again) co_return understood;
        tokens_->refused(token.text);
    }
}

}  // namespace waymark::teams
