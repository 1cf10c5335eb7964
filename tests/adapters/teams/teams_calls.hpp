// The adapter with scripted services of Microsoft, and notes that are kept in memory.
#pragma once

#include <gmock/gmock.h>

#include "adapters/teams/answer.hpp"
#include "adapters/teams/teams_adapter.hpp"
#include "tests/adapters/teams/delivery.hpp"
#include "tests/adapters/teams/fixtures.hpp"
#include "tests/adapters/teams/scripted_client.hpp"

namespace waymark::teams {

using namespace teams_fixtures;

class teams_calls : public ::testing::Test {
  protected:
    teams_calls() {
        client_.answers = [this](const http_request& request) { return answer_to(request); };
        start();
    }
    /// Begins anew, as after a restart: only the notes are still there.
    void start() {
        adapter_ = create_teams_adapter(settings_of_test(), &client_);
        adapter_->keep_notes_in(notes_);
    }
    [[nodiscard]] teams_settings settings_of_test() {
        teams_settings out;
        out.whom = our_trust();
        out.whom.service_hosts = service_hosts_;
        out.bot_name = "Mentoring Bot";
        out.credentials.secret = "EXAMPLE-NOT-A-SECRET";
        out.token_url = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token";
        out.now = [this] { return now_; };
        out.anonymous = anonymous_;
        return out;
    }
    /// Everything works, unless `refuse` says something else for a method and a part of the address.
    http_answer answer_to(const http_request& request) {
        for (auto& one : refuse_)
            if (one.times > 0 && request.method == one.method && request.url.find(one.part) != std::string::npos) {
                --one.times;
                return one.with;
            }
        if (request.url.find("openidconfiguration") != std::string::npos)
            return answer(200, bytes("auth/openid-configuration.json"));
        if (request.url.ends_with("/keys")) return answer(200, bytes("auth/" + keys_file_));
        if (request.url.find("/oauth2/") != std::string::npos)
            return answer(
                200, nlohmann::json{{"access_token", "OUR-TOKEN-" + std::to_string(++tokens_)}, {"expires_in", 3600}});
        if (request.url.ends_with("/v3/conversations")) return answer(201, nlohmann::json{{"id", "a:opened"}});
        if (request.method == "DELETE" || request.method == "PUT") return answer(200, nlohmann::json{{"id", "x"}});
        return answer(201, nlohmann::json{{"id", "177000000000" + std::to_string(++messages_)}});
    }
    void refuse(std::string method, std::string part, http_answer with, int times = 1) {
        refuse_.push_back({std::move(method), std::move(part), std::move(with), times});
    }
    [[nodiscard]] static http_answer error(const std::string& fixture) {
        const auto response = nlohmann::json::parse(bytes("connector/error_" + fixture + ".json")).at("response");
        auto out = answer(response.at("status").get<unsigned>());
        const auto body = response.value("body", nlohmann::json());
        if (!body.is_null()) out.body = body.is_string() ? body.get<std::string>() : body.dump();
        return out;
    }

    [[nodiscard]] static std::string valid_token() { return "Bearer " + bytes("auth/jwt/valid.jwt"); }
    /// As the server does it: awaits what must be awaited, stores, tells.
    webhook_reply deliver(const std::string& body, std::string authorization = valid_token()) {
        return teams_fixtures::deliver(*adapter_, loop_, notes_, body, std::move(authorization), now_);
    }
    webhook_reply deliver_without_storing(const std::string& body) {
        return teams_fixtures::deliver(*adapter_, loop_, notes_, body, valid_token(), now_, false);
    }
    [[nodiscard]] static nlohmann::json fixture(const std::string& name) {
        return nlohmann::json::parse(bytes("inbound/" + name + ".json"));
    }

    [[nodiscard]] static outbound message(const std::string& text, const std::string& id = "id-1") {
        outbound out;
        out.key = {"key-" + id};
        out.to = {"teams", {tenant}, "0000aad0-0001-4000-8000-000000000011"};
        outgoing content;
        content.text = {{text, false}};
        out.content = content;
        out.idempotency_id = id;
        return out;
    }
    [[nodiscard]] static outbound question(const std::string& text, const std::string& id = "id-1") {
        auto out = message(text, id);
        control ask;
        ask.id = "c";
        ask.options = {{"y", "Yes"}, {"n", "No"}};
        std::get<outgoing>(out.content).ask = ask;
        return out;
    }
    [[nodiscard]] static outbound with_file(const std::string& body) {
        auto out = message("Here is everything I keep about you.");
        std::get<outgoing>(out.content).file = attached_file{"my-data.json", body};
        return out;
    }
    send_outcome send(const outbound& what) {
        auto outcome = loop_.run(adapter_->send(what));
        notes_.put(outcome.notes);
        return outcome;
    }
    [[nodiscard]] std::vector<nlohmann::json> posted() const {
        std::vector<nlohmann::json> out;
        for (const auto& one : client_.asked)
            if (one.method == "POST" && one.url.ends_with("/activities"))
                out.push_back(nlohmann::json::parse(one.body));
        return out;
    }

    struct refusal {
        std::string method, part;
        http_answer with;
        int times = 1;
    };
    instant now_ = story_time;
    bool anonymous_ = false;
    std::vector<std::string> service_hosts_ = our_trust().service_hosts;
    std::string keys_file_ = "jwks.json";
    int tokens_ = 0, messages_ = 0;
    std::vector<refusal> refuse_;
    scripted_client client_;
    loop loop_;
    kept_notes notes_;
    std::unique_ptr<adapter> adapter_;
};

}  // namespace waymark::teams
