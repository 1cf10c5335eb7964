#include "adapters/slack/install_pages.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "adapters/json_values.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/app_needs.hpp"
#include "adapters/slack/decode_parts.hpp"
#include "adapters/slack/form.hpp"

namespace waymark::slack {
namespace {

namespace asio = boost::asio;
using kind = send_outcome::kind;

/// Slack does not take the code, since it took it before, or ten minutes are over.
bool about_code(std::string_view reason) {
    constexpr std::array<std::string_view, 3> codes{"invalid_code", "code_already_used", "code_expired"};
    return std::ranges::find(codes, reason) != codes.end();
}

void take_cookie_away(webhook_reply& reply) {
    reply.headers.emplace_back("Set-Cookie", state_cookie(""));
}

}  // namespace

install_pages::install_pages(http_client& client, settings of, installations& into)
    : client_(client), of_(std::move(of)), into_(into) {}

bool install_pages::is_one(std::string_view path) {
    return std::ranges::find(install_paths, path) != install_paths.end();
}

webhook_reply install_pages::receive(const webhook_request& request, instant now) {
    if (!open()) return refused(404, "no_page");
    if (request.method != "GET") {
        auto reply = refused(405, "bad_method");
        reply.headers.emplace_back("Allow", "GET");
        return reply;
    }
    const auto path = request.target.substr(0, request.target.find('?'));
    return path == install_path ? begin(now) : come_back(request, now);
}

webhook_reply install_pages::begin(instant now) {
    const auto state = new_state();
    attempts_.begin(state, now);
    auto reply = refused(302, "install_begun");
    reply.headers = {{"Location", authorize_address(of_.app, of_.api, state)},
                     {"Set-Cookie", state_cookie(state)},
                     {"Cache-Control", "no-store"},
                     {"Referrer-Policy", "no-referrer"}};
    return reply;
}

webhook_reply install_pages::come_back(const webhook_request& request, instant now) {
    const auto language = language_of(request.get("Accept-Language"));
    const auto mark = request.target.find('?');
    const auto query = mark == std::string_view::npos ? std::string_view() : request.target.substr(mark + 1);
    const auto fields = form::read(query);
    if (!fields) return page(install_page::expired, language);
    const auto& in = *fields;
    const auto& state = in["state"];
    if (state.empty()) return in["error"].empty() ? begin(now) : page(install_page::refused, language);
    if (!same_secret(state, state_in_cookie(request.get("Cookie"))))
        return page(install_page::another_browser, language);
    webhook_reply reply;
    if (!attempts_.end(state, now)) {
        reply = page(install_page::expired, language);
    } else if (!in["error"].empty() || in["code"].empty()) {
        reply = page(install_page::refused, language);
    } else {
        reply.first = [this, code = in["code"], now, language](webhook_reply& into) {
            return finish(into, code, now, language);
        };
        return reply;
    }
    take_cookie_away(reply);
    return reply;
}

asio::awaitable<void> install_pages::finish(webhook_reply& reply, std::string code, instant now,
                                            std::string_view language) {
    auto redirect = redirect_address(of_.app);
    const auto answer = co_await tokens_for_code(client_, of_.api, of_.app, std::move(code), std::move(redirect));
    auto one = installation_granted(answer.body, now);
    if (answer.outcome.is != kind::sent) {
        reply = not_granted(answer.outcome, language);
    } else if (!one || (!of_.app_id.empty() && one->app != of_.app_id)) {
        spdlog::error("Slack has granted something that is not for our app: check app_id and client_id");
        reply = page(install_page::wrong_app, language);
    } else {
        co_await learn_bot(*one);
        auto told = facts();
        told.where = one->team_name;
        told.tenant = one->tenant();
        if (one->org_wide) told.next = workspaces_address(one->enterprise, one->app);
        reply = page_of(one->org_wide ? install_page::done_everywhere : install_page::done, told, language);
        reply.body_if_unkept = page(install_page::unkept, language).body;
        reply.notes = into_.notes_of(*one);
        inbound_event event{natural_key(one->tenant(), "app_added", std::to_string(to_us(now))),
                            place_of(one->tenant()), now, "", inbound::app_added{}};
        reply.events.push_back(std::move(event));
        spdlog::info("the app was installed in slack/{}", one->tenant());
    }
    take_cookie_away(reply);
}

webhook_reply install_pages::not_granted(const send_outcome& why, std::string_view language) const {
    if (why.is == kind::retry || why.is == kind::unknown) return page(install_page::unreachable, language);
    if (about_code(why.reason)) return page(install_page::code_used, language);
    spdlog::error("Slack does not let the app be installed ({}): check client_id, the client secret and public_url",
                  why.reason);
    auto told = facts();
    told.reason = why.reason;
    return page_of(install_page::wrong_settings, told, language);
}

asio::awaitable<void> install_pages::learn_bot(installation& one) {
    web_api api(client_, of_.api, one.token, [now = one.installed_at] { return now; });
    const form_fields nothing;
    const auto answer = co_await api.read("auth.test", nothing);
    if (answer.outcome.is == kind::sent) one.bot = text_in(answer.body, "bot_id");
}

webhook_reply install_pages::page(install_page which, std::string_view language) const {
    return page_of(which, facts(), language);
}

install_facts install_pages::facts() const {
    install_facts out;
    out.bot_name = of_.bot_name;
    out.again = of_.app.public_url.substr(0, of_.app.public_url.rfind('/')).append(install_path);
    return out;
}

}  // namespace waymark::slack
