// Forged addresses on every road by which one reaches us, with real sockets: nothing is looked up, nothing is connected
// to, no token leaves. Beside each a case in which the watch does see what is allowed.
#include "adapters/teams/file_offer.hpp"
#include "adapters/teams/key_source.hpp"
#include "tests/adapters/teams/socket_bench.hpp"

namespace waymark::teams_fixtures {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using kind = send_outcome::kind;
using testing::response;
using testing::served_reply;
using testing::served_request;

struct forged_sockets : socket_bench {};

TEST_F(forged_sockets, the_watch_sees_what_is_allowed) {
    EXPECT_EQ(send(message_to(person)).is, kind::sent);
    EXPECT_THAT(watch.looked_up(), Contains("localhost:" + std::to_string(fake.port())));
    EXPECT_THAT(watch.connected(), Contains("127.0.0.1:" + std::to_string(fake.port())));
    EXPECT_THAT(elsewhere(), IsEmpty());
    EXPECT_EQ(fake.times_called("send"), 1);
    watch.forget();
    http_client_settings plain;
    const auto client = create_http_client(plain);
    (void)loop_.run(client->ask(http_request("GET", "https://evil.example/")));
    EXPECT_EQ(elsewhere(), std::vector<std::string>{"evil.example:443"}) << "and what is not";
    (void)loop_.run(client->ask(http_request("GET", "https://127.0.0.1:9/")));
    EXPECT_THAT(elsewhere(), Contains("127.0.0.1:9"));
}

TEST_F(forged_sockets, a_service_url_of_an_activity_is_not_even_looked_up) {
    const auto all = forged_services();
    ASSERT_GE(all.size(), 200U);
    EXPECT_EQ(deliver(said(ann(fake.service_url(tenant)), "Hello")).status, 200U);
    watch.forget();
    for (const auto& url : all) {
        const auto reply = deliver(said(ann(url), "Hello"));
        EXPECT_TRUE(reply.status == 401 || reply.status == 403) << url << " " << reply.status;
        EXPECT_TRUE(reply.events.empty() && reply.notes.empty()) << url;
    }
    EXPECT_THAT(watch.beside({}), IsEmpty());
}

TEST_F(forged_sockets, a_service_that_was_noted_is_looked_at_again_before_each_call) {
    for (const auto& url : forged_services()) {
        if (url.empty()) continue;  // nothing is noted then
        const auto who = somebody();
        remember_service(who, url);
        const auto outcome = send(message_to(who));
        EXPECT_EQ(outcome.is, kind::dead) << url;
        EXPECT_EQ(outcome.reason, "unlisted_service") << url;
    }
    EXPECT_THAT(watch.beside({}), IsEmpty()) << "not even our token was asked for";
    remember_service(person, fake.service_url(tenant));
    EXPECT_EQ(send(message_to(person)).is, kind::sent) << "a note like these is read and used";
    EXPECT_EQ(fake.truth()["shown"].back()["base"], "/emea/" + tenant);
}

TEST_F(forged_sockets, a_service_named_by_the_answer_to_a_new_conversation_is_not_called) {
    for (const auto& url : forged_services()) {
        fake.with_world([&](testing::teams_world& world) { world.name_service(url); });
        EXPECT_EQ(send(message_to(somebody())).is, kind::sent) << url;
    }
    EXPECT_THAT(elsewhere(), IsEmpty());
    for (const auto& [name, body] : notes.all) EXPECT_THAT(body, HasSubstr(fake.origin() + "/teams/"));
    fake.with_world([&](testing::teams_world& world) { world.name_service(fake.origin() + "/emea/" + tenant + "/"); });
    EXPECT_EQ(send(message_to(somebody())).is, kind::sent);
    EXPECT_EQ(fake.truth()["shown"].back()["base"], "/emea/" + tenant) << "one on the list is";
}

struct forged_files : forged_sockets {
    /// Offers a file, and says yes to it with this place to put it.
    json yes_with(const std::string& url) {
        auto yes = json::parse(bytes("inbound/invoke_fileConsent_accept.json"));
        yes["serviceUrl"] = fake.service_url(tenant);
        yes["value"]["context"] = context_;
        yes["value"]["uploadInfo"]["uploadUrl"] = url;
        return yes;
    }
    /// As if it had been offered before: the question is in their chat, and the file is kept.
    void offer() {
        outgoing content;
        content.file = attached_file{"my-data.json", "{\"mine\":1}"};
        for (const auto& piece : teams::file_offer(content, {}))
            if (piece.contains("attachments")) context_ = piece["attachments"][0]["content"]["acceptContext"];
        ASSERT_TRUE(context_.is_object());
        const address who{"teams", {tenant}, person};
        notes.put({teams::file_note(who, *content.file, now())});
    }
    json context_;
};

TEST_F(forged_files, are_put_nowhere_but_where_teams_keeps_files) {
    other_server sharepoint("acme.sharepoint.com");
    watch.let_name_lead_to("acme.sharepoint.com", sharepoint.web.port());
    start(sharepoint.certificate.certificate);
    offer();
    for (const auto& list : {forged_uploads(), forged_services()})
        for (const auto& url : list) {
            if (url.starts_with("https://smba.trafficmanager.net/")) continue;  // that host is on our list
            EXPECT_EQ(deliver(yes_with(url)).status, 502U) << url;
        }
    EXPECT_THAT(elsewhere(), IsEmpty());
    EXPECT_THAT(sharepoint.requests(), IsEmpty());

    EXPECT_EQ(deliver(yes_with("https://acme.sharepoint.com/up?permission=1")).status, 200U);
    EXPECT_THAT(watch.looked_up(), Contains("acme.sharepoint.com:443"));
    ASSERT_EQ(sharepoint.requests().size(), 1U);
    const auto put = sharepoint.requests().front();
    EXPECT_EQ(put.body(), "{\"mine\":1}");
    EXPECT_EQ(put.count("Authorization"), 0U) << "the address is the permission; our token does not go there";
}

TEST_F(forged_sockets, metadata_lead_to_no_keys_elsewhere) {
    http_client_settings own;
    own.ca_file = ca_file;
    const auto client = create_http_client(own);
    teams::key_source keys(*client, settings.metadata_url);
    auto all = forged_services();
    for (const auto* more : {"https://localhost/keys", "https://127.0.0.1:%/keys", "http://localhost:%/keys",
                             "https://localhost.:%/keys", "https://keys.localhost:%/keys", "https://a@localhost:%/keys",
                             "https://localhost:%@evil.example/keys", "https://login.botframework.com/keys"}) {
        std::string url = more;
        if (const auto at = url.find('%'); at != url.npos) url.replace(at, 1, std::to_string(fake.port()));
        all.push_back(url);
    }
    for (const auto& url : all) {
        if (url.empty()) continue;
        fake.with_sign_in([&](testing::teams_sign_in& it) { it.name_keys_at(url); });
        loop_.run(keys.fetch(now()));
        EXPECT_EQ(keys.trouble(), teams::errc::keys_elsewhere) << url;
    }
    EXPECT_THAT(elsewhere(), IsEmpty());
    EXPECT_EQ(fake.times_called("keys"), 0);
    fake.with_sign_in([](testing::teams_sign_in& it) { it.name_keys_at(""); });
    loop_.run(keys.fetch(now()));
    EXPECT_NE(keys.keys(now()), nullptr) << keys.trouble().message();
}

TEST_F(forged_sockets, nobody_is_followed_to_another_address) {
    other_server trap("trap.example");
    std::string status, location, tokens = "no";
    other_server moved("moved.example", [&](const served_request& request) -> served_reply {
        if (tokens == "yes" && request.target().find("/oauth2/") != request.target().npos)
            return {response(200, {}, R"({"access_token":"our-token","expires_in":3600})")};
        return {response(static_cast<unsigned>(std::stoul(status)), {{"Location", location}}, "")};
    });
    settings.metadata_url = "https://moved.example/metadata";
    settings.token_url = "https://moved.example/oauth2/v2.0/token";
    settings.first_service_url = "https://moved.example/teams/";
    settings.whom.service_hosts = {"moved.example"};
    watch.let_name_lead_to("moved.example", moved.web.port());
    watch.let_name_lead_to("trap.example", trap.web.port());
    const std::vector<std::string> allowed{"moved.example:443", "127.0.0.1:" + std::to_string(moved.web.port())};
    const auto asked = [&](const char* what) {
        return std::ranges::count_if(moved.requests(),
                                     [&](const auto& one) { return one.target().find(what) != one.target().npos; });
    };
    const auto each = [&](const std::function<void()>& tried) {
        for (const auto* code : {"301", "302", "303", "307", "308"})
            for (const auto& to : {std::string("https://trap.example/"), std::string("https://evil.example/"),
                                   std::string("//evil.example/"), std::string("http://169.254.169.254/latest")}) {
                moved.web.run([&] { status = code, location = to; });
                tried();
            }
    };
    start(moved.certificate.certificate + trap.certificate.certificate);
    each([&] {
        EXPECT_TRUE(loop_.run(adapter_->check())) << "no token by way of another address";
        EXPECT_NE(send(message_to(person)).is, kind::sent);
    });
    moved.web.run([&] { tokens = "yes"; });
    start(moved.certificate.certificate + trap.certificate.certificate);
    each([&] {
        EXPECT_TRUE(loop_.run(adapter_->check())) << "nor keys";
        EXPECT_NE(send(message_to(person)).is, kind::sent) << "nor messages";
    });
    EXPECT_THAT(watch.beside(allowed), IsEmpty());
    EXPECT_THAT(trap.requests(), IsEmpty());
    EXPECT_GE(asked("/oauth2/"), 2) << "the redirects were really given";
    EXPECT_GE(asked("/metadata"), 20);
    EXPECT_GE(asked("/v3/conversations"), 20);
}

// Whoever rules the name server of a host on our list can let its name lead anywhere, even into our own network.
TEST_F(forged_sockets, a_listed_name_that_leads_to_another_machine_gets_no_token) {
    settings.whom.service_hosts = {"smba.trafficmanager.net"};
    settings.first_service_url = "https://smba.trafficmanager.net/teams/";
    for (const auto* trusted_for :
         {"inner.example", "smba.trafficmanager.net.evil.example", "127.0.0.1", "trafficmanager.net"}) {
        other_server inner(trusted_for);
        watch.let_name_lead_to("smba.trafficmanager.net", inner.web.port());
        watch.forget();
        start(inner.certificate.certificate);  // even with a certificate that we trust
        const auto outcome = send(message_to(person));
        EXPECT_EQ(outcome.is, kind::retry) << "it surely did not arrive";
        EXPECT_THAT(watch.connected(), Contains("127.0.0.1:" + std::to_string(inner.web.port())));
        EXPECT_THAT(inner.requests(), IsEmpty()) << trusted_for;
    }
    other_server unknown("smba.trafficmanager.net");
    watch.let_name_lead_to("smba.trafficmanager.net", unknown.web.port());
    start();  // the right name, but nobody vouches for it
    EXPECT_EQ(send(message_to(person)).is, kind::retry);
    EXPECT_THAT(unknown.requests(), IsEmpty());
    EXPECT_GE(fake.times_called("token"), 5) << "there was a token that could have been sent";
}

TEST_F(forged_sockets, a_listed_name_that_proves_to_be_itself_gets_the_token) {
    settings.whom.service_hosts = {"smba.trafficmanager.net"};
    settings.first_service_url = "https://smba.trafficmanager.net/teams/";
    other_server real("smba.trafficmanager.net",
                      [](const served_request&) -> served_reply { return {response(201, {}, R"({"id":"a:1"})")}; });
    watch.let_name_lead_to("smba.trafficmanager.net", real.web.port());
    start(real.certificate.certificate);
    EXPECT_EQ(send(message_to(person)).is, kind::sent);
    ASSERT_EQ(real.requests().size(), 2U);
    EXPECT_THAT(std::string(real.requests().front()["Authorization"]),
                StartsWith("Bearer an-access-token-of-the-tests"));
    EXPECT_THAT(watch.looked_up(), Contains("smba.trafficmanager.net:443"));
}

}  // namespace
}  // namespace waymark::teams_fixtures
