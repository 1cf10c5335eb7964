#include "bot/admin/pages.hpp"

#include "bot/routes.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr auto plain = "text/plain; charset=utf-8";

http_reply ready_page(const process_health& now) {
    const auto wrong = what_is_wrong(now);
    std::string text = wrong.empty() ? "ready\n" : "";
    for (const auto& one : wrong) text += one + "\n";
    for (const auto& one : warnings_of(now)) text += "warning: " + one + "\n";
    return http_reply(wrong.empty() ? 200 : 503, plain, std::move(text));
}

}  // namespace

unsigned admin_pages::refuse(std::string_view method, std::string_view target) const {
    const auto path = path_of(target);
    if (path != "/healthz" && path != "/readyz" && path != "/metrics") return 404;
    return method == "GET" || method == "HEAD" ? 0 : 405;
}

asio::awaitable<http_reply> admin_pages::handle(const webhook_request& request) {
    const auto path = path_of(request.target);
    if (path == "/healthz") co_return http_reply(200, plain, "alive\n");  // who answers this, turns
    if (path == "/readyz") co_return ready_page(from_.health());
    const auto now = co_await from_.measure();
    co_return http_reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics_text(now));
}

}  // namespace waymark
