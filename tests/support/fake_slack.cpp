#include "tests/support/fake_slack.hpp"

#include <list>
#include <stdexcept>

#include "adapters/slack/form.hpp"
#include "tests/support/loopback_server.hpp"

namespace waymark::testing {
namespace {

namespace http = boost::beast::http;
using nlohmann::json;
using kind = slack_fault::kind;

const std::map<std::string, kind> kinds{{"rate_limited", kind::rate_limited},
                                        {"server_error", kind::server_error},
                                        {"accept_then_error", kind::accept_then_error},
                                        {"accept_then_drop", kind::accept_then_drop},
                                        {"accept_then_reset", kind::accept_then_reset},
                                        {"drop", kind::drop},
                                        {"reset", kind::reset},
                                        {"slow", kind::slow},
                                        {"error", kind::error}};

json arguments_of(const served_request& request) {
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

std::string page(unsigned status, const std::string& type, const std::string& body, int retry_after = 0) {
    std::vector<std::pair<std::string, std::string>> headers{{"Content-Type", type}};
    if (retry_after > 0) headers.emplace_back("Retry-After", std::to_string(retry_after));
    return response(status, headers, body);
}

/// Posts and changes name the conversation, or the person instead; what opens one names the person.
bool is_about(const json& arguments, const std::string& user) {
    const auto channel = arguments.value("channel", json()), users = arguments.value("users", json());
    return channel == direct_channel(user) || channel == user || users == user;
}

/// Whatever happens to the answer, the call has reached the world.
bool arrives(kind is) {
    return is == kind::slow || is == kind::accept_then_drop || is == kind::accept_then_reset ||
           is == kind::accept_then_error;
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
    out.user = text.value("user", "");
    return out;
}

struct fake_slack::server {
    server(slack_limits limits, unsigned short port, const std::optional<certificate_and_key>& tls)
        : world(limits),
          sockets(tls),
          web([this](const served_request& request) { return answer(request); }, port, tls) {
        web.run([&] { world.take_files_at(web.origin() + "/upload/"); });
    }

    served_reply answer(const served_request& request) {
        const std::string target(request.target());
        if (target == "/_truth") return plain(200, world.truth());
        if (target == "/_counts") return plain(200, world.counts());
        if (target == "/_control") return control(request.body());
        if (target.starts_with("/upload/"))
            return plain(world.take_file(target.substr(8), request.body()) ? 200 : 404, "bytes");
        if (!target.starts_with("/api/")) return plain(404, "no such page");
        const auto method = target.substr(5, target.find('?') - 5);
        const auto fault = take_fault(method, request);
        served_reply out;
        if (fault && refuses(*fault, out)) return out;
        const auto authorization = std::string(request[http::field::authorization]);
        const auto token = authorization.starts_with("Bearer ") ? authorization.substr(7) : "";
        if (method == "apps.connections.open") return open_socket(token);
        const auto answered = method == "oauth.v2.access"
                                  ? oauth(authorization, arguments_of(request))
                                  : world.call(token, method, arguments_of(request), wall_now());
        out.bytes = page(answered.status, "application/json; charset=utf-8",
                         answered.body.dump(-1, ' ', false, json::error_handler_t::replace), answered.retry_after);
        if (fault && (fault->is == kind::accept_then_drop || fault->is == kind::accept_then_reset)) out.bytes.clear();
        out.reset = fault && fault->is == kind::accept_then_reset;
        if (fault && fault->is == kind::accept_then_error) out.bytes = page(502, "text/html", "<html>Bad</html>");
        if (fault) out.delay = fault->delay;
        return out;
    }

    slack_answer oauth(const std::string& credentials, const json& in) {
        slack_answer out;
        out.body = world.installs().access(credentials, in, wall_now());
        return out;
    }

    served_reply open_socket(const std::string& token) {
        json body;
        body["ok"] = token.starts_with("xapp-");
        if (body["ok"])
            body["url"] = sockets.new_address();
        else
            body["error"] = token.empty() ? "not_authed" : "not_allowed_token_type";
        return plain(200, body);
    }

    /// True when the call never reaches the world.
    static bool refuses(const slack_fault& fault, served_reply& out) {
        out.delay = fault.delay;
        if (fault.is == kind::rate_limited) out.bytes = page(429, "text/plain", "", fault.retry_after);
        if (fault.is == kind::server_error) out.bytes = page(500, "text/html", "<html>Server Error</html>");
        if (fault.is == kind::error) {
            json body;
            body["ok"] = false;
            body["error"] = fault.error;
            out.bytes = page(200, "application/json", body.dump());
        }
        out.reset = fault.is == kind::reset;
        return !arrives(fault.is);
    }

    static served_reply plain(unsigned status, const json& body) {
        return {page(status, "application/json", body.dump(-1, ' ', false, json::error_handler_t::replace))};
    }

    served_reply control(const std::string& body) {
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

    std::optional<slack_fault> take_fault(const std::string& method, const served_request& request) {
        for (auto at = faults.begin(); at != faults.end(); ++at) {
            if (at->method != "*" && at->method != method) continue;
            if (!at->user.empty() && !is_about(arguments_of(request), at->user)) continue;
            auto fault = *at;
            ++failed[fault.is];
            if (--at->times <= 0) faults.erase(at);
            return fault;
        }
        return {};
    }

    slack_world world;
    fake_sockets sockets;
    std::list<slack_fault> faults;
    std::map<kind, int> failed;
    loopback_server web;  // last: it answers with all of the above
};

fake_slack::fake_slack(slack_limits limits, unsigned short port, const std::optional<certificate_and_key>& tls)
    : server_(std::make_unique<server>(limits, port, tls)) {}
fake_slack::~fake_slack() = default;

unsigned short fake_slack::port() const {
    return server_->web.port();
}

std::string fake_slack::api() const {
    return server_->web.origin() + "/api/";
}

fake_sockets& fake_slack::sockets() {
    return server_->sockets;
}

void fake_slack::fail(slack_fault fault) {
    server_->web.run([&] { server_->faults.push_back(std::move(fault)); });
}

void fake_slack::stop_failing() {
    server_->web.run([&] { server_->faults.clear(); });
}

int fake_slack::times_failed(kind how) {
    int out = 0;
    server_->web.run([&] { out = server_->failed[how]; });
    return out;
}

void fake_slack::with_world(const std::function<void(slack_world&)>& look) {
    server_->web.run([&] { look(server_->world); });
}

json fake_slack::truth() {
    json out;
    with_world([&](slack_world& world) { out = world.truth(); });
    return out;
}

json fake_slack::shown_to(const std::string& user, const std::string& team) {
    json out = json::array();
    with_world([&](slack_world& world) {
        for (const auto& entry : world.shown())
            if (entry.value("channel", "") == direct_channel(user) && (team.empty() || entry.value("team", "") == team))
                out.push_back(entry);
    });
    return out;
}

}  // namespace waymark::testing
