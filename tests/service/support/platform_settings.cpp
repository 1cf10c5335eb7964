#include "tests/service/support/platform_settings.hpp"

namespace waymark::testing {

platform_settings settings_for(const fake_slack& slack) {
    return {"slack:\n  signing_secrets_env: [TEST_SIGNING_SECRET]\n  bot_token_env: TEST_BOT_TOKEN\n  api_base: " +
                slack.api() + "\n  messages_per_minute: 6000\n",
            {{"TEST_SIGNING_SECRET", signing_secret}, {"TEST_BOT_TOKEN", "xoxb-T0ACME0001-of-the-tests"}},
            {}};
}

platform_settings socket_settings_for(const fake_slack& slack) {
    return {"slack:\n  app_token_env: TEST_APP_TOKEN\n  bot_token_env: TEST_BOT_TOKEN\n  api_base: " + slack.api() +
                "\n  messages_per_minute: 6000\n",
            {{"TEST_APP_TOKEN", "xapp-of-the-tests"}, {"TEST_BOT_TOKEN", "xoxb-T0ACME0001-of-the-tests"}},
            {}};
}

platform_settings settings_for(const fake_teams& teams, const std::string& private_key) {
    const auto app = teams.app();
    const bool multi_tenant = app.authority == teams_registration().authority;
    platform_settings out;
    out.files["teams_authority.pem"] = teams.authority();
    out.lines = "teams:\n  app_id: " + app.app_id + "\n  openid_metadata: " + teams.origin() +
                "/v1/.well-known/openidconfiguration\n  issuers: [\"" + app.issuer +
                "\"]\n  token_service: " + teams.origin() + "\n  token_scope: " + app.scope + "\n  service_hosts: [\"" +
                teams.host() + "\"]\n  first_service_url: " + teams.origin() +
                "/teams/\n  ca_file: teams_authority.pem\n" +
                (multi_tenant ? "  tenants: [" + teams_tenant + "]\n" : "  home_tenant: " + app.authority + "\n");
    if (private_key.empty()) {
        out.lines += "  app_secret_env: TEST_TEAMS_SECRET\n";
        out.secrets["TEST_TEAMS_SECRET"] = app.secret;
    } else {
        out.lines += "  certificate_file: app_certificate.pem\n  private_key_file: app_key.pem\n";
        out.files["app_certificate.pem"] = app.certificate;
        out.files["app_key.pem"] = private_key;
    }
    return out;
}

}  // namespace waymark::testing
