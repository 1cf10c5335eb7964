#include "tests/support/fake_teams.hpp"

#include <list>

#include "tests/support/loopback_server.hpp"

namespace waymark::testing {
namespace {

namespace http = boost::beast::http;
using nlohmann::json;

constexpr auto closed = "close";
constexpr auto reset = "reset";

instant wall_now() {
    return std::chrono::time_point_cast<span>(std::chrono::system_clock::now());
}

served_reply on_the_wire(const teams_answer& answer) {
    return {response(answer.status, {answer.headers.begin(), answer.headers.end()}, answer.body)};
}

served_reply failed(const teams_fault& fault) {
    served_reply out;
    out.reset = fault.answer == reset;
    if (fault.answer == closed || fault.answer == reset) return out;
    auto answer = known_refusal(fault.answer);
    if (fault.retry_after > 0) answer.headers["retry-after"] = std::to_string(fault.retry_after);
    return on_the_wire(answer);
}

}  // namespace

teams_fault teams_fault_from(const json& text) {
    teams_fault out;
    out.operation = text.value("operation", "*");
    out.user = text.value("user", "");
    out.answer = text.value("answer", "");
    out.done = text.value("done", false);
    out.times = text.value("times", 1);
    out.retry_after = text.value("retry_after", 0);
    out.delay = std::chrono::milliseconds(text.value("delay_ms", 0));
    if (!out.answer.empty() && out.answer != closed && out.answer != reset)
        (void)known_refusal(out.answer);  // or throws
    return out;
}

struct fake_teams::server {
    server(teams_registration app, unsigned short port)
        : certificate(self_signed("localhost")),
          world(app.app_id),
          sign_in(std::move(app)),
          web([this](const served_request& request) { return answer(request); }, port, certificate) {
        web.run([&] { sign_in.serve_at(web.origin()); });
    }

    served_reply answer(const served_request& request) {
        const std::string target(request.target());
        if (target == "/_counts") return on_the_wire(teams_json(200, counts()));
        if (target == "/_truth") return on_the_wire(teams_json(200, truth()));
        if (target == "/_control") return control(request.body());
        const auto call = read_call(std::string(request.method_string()), target, request.body());
        const auto operation = call.path.empty() ? teams_sign_in::operation(target) : call.operation();
        const auto fault = take_fault(operation, call.person());
        served_reply out;
        if (!fault || fault->done || fault->answer.empty()) out = on_the_wire(carry_out(request, call));
        if (fault && !fault->answer.empty()) out = failed(*fault);
        if (fault) out.delay = fault->delay;
        return out;
    }

    teams_answer carry_out(const served_request& request, const connector_call& call) {
        if (auto answered = sign_in.answer(std::string(request.target()), request.body(), wall_now())) return *answered;
        if (call.path.empty()) return {404, {}, "no such page"};
        if (!sign_in.admits(std::string(request[http::field::authorization]), wall_now())) {
            ++denied;
            return known_refusal("401_no_registration");
        }
        return world.call(call, wall_now());
    }

    std::optional<teams_fault> take_fault(const std::string& operation, const std::string& user) {
        for (auto at = faults.begin(); at != faults.end(); ++at) {
            if (at->operation != "*" && at->operation != operation) continue;
            if (!at->user.empty() && at->user != user) continue;
            auto fault = *at;
            ++times_failed[fault.answer];
            if (--at->times <= 0) faults.erase(at);
            return fault;
        }
        return {};
    }

    served_reply control(const std::string& body) {
        const auto wish = json::parse(body, nullptr, false);
        if (!wish.is_object()) return on_the_wire({400, {}, "not an object"});
        try {
            if (wish.contains("operation")) faults.push_back(teams_fault_from(wish));
            if (wish.contains("refuse")) world.refuse(wish.value("refuse", ""), wish.value("as", ""));
        } catch (const std::exception& problem) {
            return on_the_wire({400, {}, problem.what()});
        }
        if (wish.value("clear", false)) faults.clear();
        if (wish.contains("enforce_limits")) world.enforce_limits(wish.value("enforce_limits", true));
        if (wish.value("rotate_keys", false)) sign_in.rotate_keys();
        if (wish.value("end_tokens", false)) sign_in.end_tokens();
        if (wish.contains("move_to"))
            world.move_to(wish.value("move_to", ""), wish.value("as", "404_ConversationNotFound"));
        return on_the_wire({200, {}, "done"});
    }

    json counts() const {
        auto out = world.counts();
        for (const auto& [operation, count] : sign_in.counts()) out[operation] = count;
        out["denied"] = denied;
        return out;
    }
    json truth() const {
        json out;
        out["shown"] = world.shown();
        out["messages"] = world.messages();
        out["calls"] = world.calls();
        out["counts"] = counts();
        return out;
    }

    const certificate_and_key certificate;
    std::list<teams_fault> faults;
    std::map<std::string, int> times_failed;
    int denied = 0;
    teams_world world;
    teams_sign_in sign_in;
    loopback_server web;  // last: it answers with all of the above
};

fake_teams::fake_teams(teams_registration app, unsigned short port)
    : server_(std::make_unique<server>(std::move(app), port)) {}
fake_teams::~fake_teams() = default;

unsigned short fake_teams::port() const {
    return server_->web.port();
}

std::string fake_teams::origin() const {
    return server_->web.origin();
}

std::string fake_teams::host() const {
    return "localhost:" + std::to_string(port());
}

const std::string& fake_teams::authority() const {
    return server_->certificate.certificate;
}

teams_registration fake_teams::app() const {
    return server_->sign_in.app();
}

std::string fake_teams::service_url(const std::string& tenant) {
    std::string out;
    with_world([&](teams_world& world) { out = origin() + "/" + world.region() + "/" + tenant + "/"; });
    return out;
}

std::string fake_teams::authorization(const std::string& service_url) {
    std::string out;
    with_sign_in([&](teams_sign_in& sign_in) { out = sign_in.authorization(service_url, wall_now()); });
    return out;
}

void fake_teams::fail(teams_fault fault) {
    server_->web.run([&] { server_->faults.push_back(std::move(fault)); });
}

void fake_teams::stop_failing() {
    server_->web.run([&] { server_->faults.clear(); });
}

int fake_teams::times_failed(const std::string& answer) {
    int out = 0;
    server_->web.run([&] { out = server_->times_failed[answer]; });
    return out;
}

void fake_teams::with_world(const std::function<void(teams_world&)>& look) {
    server_->web.run([&] { look(server_->world); });
}

void fake_teams::with_sign_in(const std::function<void(teams_sign_in&)>& look) {
    server_->web.run([&] { look(server_->sign_in); });
}

json fake_teams::truth() {
    json out;
    server_->web.run([&] { out = server_->truth(); });
    return out;
}

int fake_teams::times_called(const std::string& operation) {
    int out = 0;
    server_->web.run([&] { out = server_->counts().value(operation, 0); });
    return out;
}

}  // namespace waymark::testing
