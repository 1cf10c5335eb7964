#include "tests/service/support/slack_installing.hpp"

#include "adapters/slack/form.hpp"

namespace waymark::testing {

platform_settings installable(const fake_slack& slack) {
    return {
        "slack:\n  signing_secrets_env: [TEST_SIGNING_SECRET]\n  client_id: \"1111.2222\"\n"
        "  client_secret_env: TEST_CLIENT_SECRET\n  public_url: https://bot.example.org\n  api_base: " +
            slack.api() + "\n  messages_per_minute: 6000\n",
        {{"TEST_SIGNING_SECRET", signing_secret}, {"TEST_CLIENT_SECRET", client_secret}},
        {}};
}

http_reply_seen install_in(const std::string& team, const std::string& name, const installation& home,
                           fake_slack& slack) {
    loopback_connection browser(home.port());
    const auto begun = browser.get("/slack/install");
    if (begun.status != 302) return begun;
    const auto location = begun.header("location");
    const auto query = slack::form::read(location.substr(location.find('?') + 1));
    std::string code;
    slack.with_world([&](slack_world& world) { code = world.installs().allow({team, name}); });
    const auto cookie = begun.header("set-cookie");
    return browser.ask("GET /slack/oauth_redirect?code=" + code + "&state=" + (*query)["state"] +
                       " HTTP/1.1\r\nHost: bot.example.org\r\nCookie: " + cookie.substr(0, cookie.find(';')) +
                       "\r\n\r\n");
}

}  // namespace waymark::testing
