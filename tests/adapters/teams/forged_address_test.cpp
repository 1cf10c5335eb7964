// Addresses that strangers would like us to call: none is believed, no socket is opened, no token leaves.
#include "tests/adapters/teams/teams_calls.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

class teams_addresses : public teams_calls {};

/// Addresses that look like Microsoft's and are not.
std::vector<std::string> forged_services() {
    std::vector<std::string> out;
    const std::vector<std::string> hosts{"smba.trafficmanager.net.evil.example",
                                         "evil-smba.trafficmanager.net",
                                         "evil.trafficmanager.net",
                                         "trafficmanager.net",
                                         "smba.trafficmanager.net.",
                                         "smba.trafficmanager.net@evil.example",
                                         "evil.example#smba.trafficmanager.net",
                                         "evil.example?smba.trafficmanager.net",
                                         "evil.example\\@smba.trafficmanager.net",
                                         "smba.trafficmanager.net:8443",
                                         "smba.trafficmanager.net:443@evil.example",
                                         "xn--smba-trafficmanager-net.example",
                                         "smbа.trafficmanager.net",
                                         "smba.trafficmanager.nеt",
                                         "127.0.0.1",
                                         "0x7f000001",
                                         "2130706433",
                                         "017700000001",
                                         "[::1]",
                                         "[::ffff:127.0.0.1]",
                                         "localhost",
                                         "169.254.169.254",
                                         "10.0.0.1",
                                         "192.168.0.1",
                                         "[fd00::1]",
                                         "smba.trafficmanager.net%2eevil.example",
                                         "smba.trafficmanager.net%00.evil.example",
                                         "smba%2etrafficmanager%2enet",
                                         "smba.trafficmanager。net",
                                         "user:pass@smba.trafficmanager.net",
                                         "smba..trafficmanager.net",
                                         "smba.trafficmanager.net,evil.example",
                                         "smba.trafficmanager.net;evil.example",
                                         "smba.trafficmanager.net evil.example",
                                         "SMBA.TRAFFICMANAGER.NET.EVIL.EXAMPLE",
                                         "smba.infra.gcc.teams.microsoft.com",
                                         "smba.infra.gov.teams.microsoft.us",
                                         "-smba.trafficmanager.net",
                                         "smba_trafficmanager.net",
                                         "smbatrafficmanager.net"};
    for (const auto& host : hosts)
        for (const auto* form :
             {"https://%/emea/", "http://%/emea/", "//%/emea/", "ftp://%/", "https:%/", "javascript:%"}) {
            std::string url = form;
            out.push_back(url.replace(url.find('%'), 1, host));
        }
    for (const auto* url : {"http://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/../evil/",
                            "https://smba.trafficmanager.net/emea/?to=evil", "https://smba.trafficmanager.net/emea/#x",
                            "", "https://", "smba.trafficmanager.net", "https:///smba.trafficmanager.net"})
        out.emplace_back(url);
    return out;
}

TEST_F(teams_addresses, no_forged_service_url_is_believed_or_called) {
    const auto forged = forged_services();
    EXPECT_GE(forged.size(), 200U);
    deliver(fixture("message_personal").dump());
    const auto before = client_.asked.size();
    for (const auto& url : forged) {
        auto body = fixture("message_personal");
        body["serviceUrl"] = url;
        // even where a token vouches for it
        const auto token =
            "Bearer " +
            token_of(
                good_header(),
                json{{"serviceurl", url}, {"exp", 1772446200}, {"iss", "https://api.botframework.com"}, {"aud", app_id}}
                    .dump(-1, ' ', false, json::error_handler_t::replace));
        const auto reply = deliver(body.dump(), token);
        EXPECT_TRUE(reply.events.empty()) << url;
        EXPECT_TRUE(reply.status == 401 || reply.status == 403) << url << " " << reply.status;
    }
    EXPECT_EQ(client_.asked.size(), before) << "no socket was opened";
}

TEST_F(teams_addresses, a_service_url_that_was_noted_and_is_not_on_the_list_any_more_gets_no_token) {
    deliver(fixture("message_personal").dump());
    for (auto& [name, body] : notes_.all) {
        const auto at = body.find("smba.trafficmanager.net");
        body.replace(at, 23, "evil.trafficmanager.net");
    }
    start();
    const auto outcome = send(message("Hello"));
    EXPECT_EQ(outcome.is, kind::dead);
    EXPECT_EQ(outcome.reason, "unlisted_service");
    EXPECT_TRUE(client_.asked_of("evil").empty());
}

TEST_F(teams_addresses, a_file_goes_to_sharepoint_and_nowhere_else) {
    (void)send(with_file("{}"));
    auto yes = fixture("invoke_fileConsent_accept");
    yes["value"]["context"] = posted().at(1).at("attachments").at(0).at("content").at("acceptContext");
    for (const auto* url :
         {"http://acme.sharepoint.com/up", "https://sharepoint.com/up", "https://acme.sharepoint.com.evil.example/",
          "https://evil.example/.sharepoint.com", "https://evil.example?x=.sharepoint.com",
          "https://a@acme.sharepoint.com/", "https://acme.sharepoint.com:8443/",
          "https://evil.example\\.sharepoint.com/", "https://169.254.169.254/", "http://127.0.0.1/",
          "https://evil.example#.sharepoint.com", ""}) {
        yes["value"]["uploadInfo"]["uploadUrl"] = url;
        EXPECT_EQ(deliver(yes.dump()).status, 502U) << url;
    }
    for (const auto& one : client_.asked) EXPECT_NE(one.method, "PUT") << one.url;
}

}  // namespace
}  // namespace waymark::teams
