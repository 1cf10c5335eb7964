#include "tests/bot/slack_down.hpp"

#include "adapters/slack/form.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

std::string header_of(const http_request& request, std::string_view name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

http_answer slack_on_a_bad_day::answer_of_world(const http_request& request) {
    const auto method = request.url.substr(request.url.rfind('/') + 1);
    auto arguments = json::object();
    if (header_of(request, "Content-Type").starts_with("application/json"))
        arguments = json::parse(request.body);
    else if (const auto form = slack::form::read(request.body))
        for (const auto& [name, value] : form->pairs()) arguments[name] = value;
    const auto token = header_of(request, "Authorization").substr(std::string_view("Bearer ").size());
    const auto answered = world_.call(token, method, arguments, time_.now());
    http_answer out;
    out.status = answered.status;
    out.body = answered.body.dump();
    if (answered.retry_after > 0) out.headers.emplace_back("Retry-After", std::to_string(answered.retry_after));
    return out;
}

}  // namespace waymark::testing
