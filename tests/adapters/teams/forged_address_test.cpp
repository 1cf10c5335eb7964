// Addresses that strangers would like us to call: none is believed, no socket is opened, no token leaves.
#include "tests/adapters/teams/forged_addresses.hpp"
#include "tests/adapters/teams/teams_calls.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;
using kind = send_outcome::kind;

class teams_addresses : public teams_calls {};

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
    for (const auto& url : forged_uploads()) {
        yes["value"]["uploadInfo"]["uploadUrl"] = url;
        EXPECT_EQ(deliver(yes.dump()).status, 502U) << url;
    }
    for (const auto& one : client_.asked) EXPECT_NE(one.method, "PUT") << one.url;
}

}  // namespace
}  // namespace waymark::teams
