// The adapter as it runs: its own HTTP client, real sockets to the fake Teams, and every name and address that this
// process asks for is seen.
#pragma once

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/teams/teams_adapter.hpp"
#include "conversations/packed_text.hpp"
#include "tests/adapters/teams/delivery.hpp"
#include "tests/adapters/teams/fixtures.hpp"
#include "tests/adapters/teams/forged_addresses.hpp"
#include "tests/support/fake_teams.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/socket_watch.hpp"
#include "tests/support/teams_activities.hpp"

namespace waymark::teams_fixtures {

/// A server of somebody else's, and what it was asked.
struct other_server {
    using replies = std::function<testing::served_reply(const testing::served_request&)>;
    explicit other_server(const std::string& name, replies answer = {})
        : certificate(testing::self_signed(name)),
          web(
              [this, answer](const testing::served_request& request) {
                  asked.push_back(request);
                  return answer ? answer(request) : testing::served_reply{testing::response(200, {}, "{}")};
              },
              0, certificate) {}
    [[nodiscard]] std::vector<testing::served_request> requests() {
        std::vector<testing::served_request> out;
        web.run([&] { out = asked; });
        return out;
    }
    const testing::certificate_and_key certificate;
    std::vector<testing::served_request> asked;
    testing::loopback_server web;
};

class socket_bench : public ::testing::Test {
  protected:
    socket_bench() {
        fake.with_world([](testing::teams_world& world) { world.enforce_limits(false); });
        start();
    }
    ~socket_bench() override { std::filesystem::remove(ca_file); }

    /// Begins anew, as after a restart: only the notes are still there. `more` are trusted beside the fake.
    void start(const std::string& more = {}) {
        std::ofstream(ca_file) << fake.authority() << more;
        adapter_ = create_teams_adapter(settings);
        adapter_->keep_notes_in(notes);
    }
    teams_settings settings_for_the_fake() {
        teams_settings out;
        out.whom = our_trust();
        out.whom.service_hosts = {"smba.trafficmanager.net", fake.host()};
        out.credentials.secret = fake.app().secret;
        out.metadata_url = fake.origin() + "/v1/.well-known/openidconfiguration";
        out.token_url = fake.origin() + "/botframework.com/oauth2/v2.0/token";
        out.first_service_url = fake.origin() + "/teams/";
        out.ca_file = ca_file;
        return out;
    }
    [[nodiscard]] static instant now() { return std::chrono::time_point_cast<span>(std::chrono::system_clock::now()); }

    [[nodiscard]] testing::teams_sender ann(const std::string& service) {
        testing::teams_sender out;
        out.object_id = person;
        out.tenant = tenant;
        out.app_id = app_id;
        out.service_url = service;
        return out;
    }
    /// As the Bot Connector would send it: even where it is forged, under a token that vouches for it.
    webhook_reply deliver(const nlohmann::json& activity) {
        const auto token = fake.authorization(activity.value("serviceUrl", ""));
        return teams_fixtures::deliver(*adapter_, loop_, notes, activity.dump(), token, now());
    }
    [[nodiscard]] static outbound message_to(const std::string& who, std::optional<attached_file> file = {}) {
        outbound out;
        out.key = {"key-" + who};
        out.to = {"teams", {tenant}, who};
        outgoing content;
        content.text = {{"Hello", false}};
        content.file = std::move(file);
        out.content = content;
        out.idempotency_id = "id-" + who;
        return out;
    }
    send_outcome send(outbound what) {
        auto outcome = loop_.run(adapter_->send(std::move(what)));
        notes.put(outcome.notes);
        return outcome;
    }
    /// What is remembered of how somebody is reached, with this service.
    void remember_service(const std::string& who, const std::string& service) {
        packed_writer to("way1");
        for (const auto& part : {testing::teams_conversation(who), service, testing::teams_user(who), "28:" + app_id,
                                 std::string("Europe/Berlin")})
            to.text(part);
        notes.all[{{"teams", {tenant}, who}, "way"}] = to.take();
    }
    /// Another person each time.
    [[nodiscard]] std::string somebody() { return "0000aad0-0001-4000-8000-0000000" + std::to_string(++people); }
    /// Names and addresses asked for that are not the fake's.
    [[nodiscard]] std::vector<std::string> elsewhere(std::vector<std::string> allowed = {}) const {
        const auto port = ":" + std::to_string(fake.port());
        for (const auto* host : {"localhost", "127.0.0.1", "[::1]"}) allowed.push_back(host + port);
        return watch.beside(allowed);
    }

    int people = 10'000;
    const std::string person = "0000aad0-0001-4000-8000-000000000011";
    const std::string ca_file =
        (std::filesystem::temp_directory_path() / ("sockets_" + std::to_string(::getpid()) + ".pem")).string();
    testing::socket_watch watch;
    testing::fake_teams fake;
    teams_settings settings = settings_for_the_fake();
    kept_notes notes;
    loop loop_;
    std::unique_ptr<adapter> adapter_;
};

}  // namespace waymark::teams_fixtures
