#include "bot/platforms.hpp"

#include "conversations/forms.hpp"

namespace waymark {
namespace {

/// Of a single-tenant app its own tenant answers, also for messages to people of other tenants.
std::string token_url(const teams_config& from) {
    const bool slash = from.token_service.ends_with('/');
    return from.token_service + (slash ? "" : "/") + (from.home_tenant.empty() ? from.token_tenant : from.home_tenant) +
           "/oauth2/v2.0/token";
}

std::string text_of(const std::string& file, const surroundings& around) {
    return file.empty() ? std::string() : around.file(file).value_or("");
}

}  // namespace

slack_settings settings_of(const slack_config& from) {
    slack_settings out;
    for (const auto& one : from.signing_secrets) out.signing_secrets.push_back(one.reveal());
    out.bot_token = from.bot_token.reveal();
    out.oauth = {from.client_id, from.client_secret.reveal(), from.public_url};
    out.bot_name = from.bot_name;
    out.look_in = from.look_in;
    out.sockets.app_token = from.app_token.reveal();
    out.sockets.connections = from.socket_connections;
    out.api = from.api_base;
    out.app_id = from.app_id;
    out.ca_file = from.ca_file;
    out.workspace_per_minute = from.messages_per_minute;
    return out;
}

teams_settings settings_of(const teams_config& from, const surroundings& around) {
    teams_settings out;
    out.whom = {from.app_id, from.home_tenant, from.tenants, from.issuers, from.service_hosts};
    out.bot_name = from.bot_name;
    out.credentials = {from.app_secret.reveal(), text_of(from.certificate_file, around),
                       text_of(from.private_key_file, around)};
    out.metadata_url = from.metadata_url;
    out.token_url = token_url(from);
    out.token_scope = from.token_scope;
    out.first_service_url = from.first_service_url;
    out.ca_file = from.ca_file;
    out.tenant_per_minute = from.messages_per_minute;
    out.anonymous = from.anonymous;
    return out;
}

std::vector<std::unique_ptr<adapter>> platforms_from(const config& from) {
    return serving_platforms(from, {}, {});
}

std::vector<std::unique_ptr<adapter>> serving_platforms(const config& from, const bot_texts& texts,
                                                        const flow_library& flows) {
    std::vector<std::unique_ptr<adapter>> out;
    if (from.slack) {
        auto settings = settings_of(*from.slack);
        settings.check_form = [texts, flows](const inbound::submitted& what, std::string_view language, instant now) {
            return problems_in(what, {texts, flows}, language, now);
        };
        out.push_back(create_slack_adapter(std::move(settings)));
    }
    if (from.teams) out.push_back(create_teams_adapter(settings_of(*from.teams, real_surroundings())));
    return out;
}

}  // namespace waymark
