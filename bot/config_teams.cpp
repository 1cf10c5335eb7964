#include "bot/config_teams.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

#include "adapters/teams/clouds.hpp"
#include "adapters/teams/service_url.hpp"
#include "bot/config_secrets.hpp"
#include "bot/config_teams_package.hpp"
#include "bot/teams_values.hpp"

namespace waymark {
namespace {

constexpr auto app_id_help =
    "Azure shows it with the bot as \"Microsoft App ID\", Entra as \"Application (client) ID\"";
constexpr auto tenant_help = "Azure shows it with the bot as \"App Tenant ID\", Entra in its overview as \"Tenant ID\"";

/// As Microsoft's pages, and the settings of other bots, call them.
const config_values::other_words& words_elsewhere() {
    static const config_values::other_words all{
        {"tenant_id", "home_tenant"},        {"tenant", "home_tenant"},         {"app_tenant_id", "home_tenant"},
        {"directory_id", "home_tenant"},     {"teams_tenant", "home_tenant"},   {"microsoft_app_id", "app_id"},
        {"application_id", "app_id"},        {"client_id", "app_id"},           {"bot_id", "app_id"},
        {"client_secret", "app_secret_env"}, {"app_password", "app_secret_env"}};
    return all;
}

const secret_shape& client_secret() {
    constexpr std::size_t shortest = 16;
    static const secret_shape one{
        "client secret",
        [](std::string_view text) { return is_one_word(text) && text.size() >= shortest && !is_guid(text); },
        "it is about 40 characters; Entra shows it once, as \"Value\" and not as \"Secret ID\"",
        "WAYMARK_TEAMS_APP_SECRET"};
    return one;
}

/// Where a setting of the section stands; the section itself when it is left out.
mark place_in(const yaml_node& section, std::string_view key) {
    const auto* found = setting_of(section, key);
    return found == nullptr ? section.at : found->at;
}

void check_without_tokens(config_values& values, const yaml_node& node, bool any_credentials) {
    if (any_credentials)
        values.problem(place_in(node, "anonymous"), "C025", "anonymous means without secrets, and here is one",
                       "leave out \"anonymous\", or the secret and the certificate");
}

/// A secret or a certificate, and not both.
void check_credentials(config_values& values, const yaml_node& node, const std::vector<secret_place>& secrets,
                       const teams_config& is) {
    const bool some_certificate = !is.certificate_file.empty() || !is.private_key_file.empty();
    if (is.anonymous) return check_without_tokens(values, node, some_certificate || !secrets.empty());
    if (is.certificate_file.empty() != is.private_key_file.empty())
        values.problem(node.at, "C011", "teams needs both certificate_file and private_key_file, or neither");
    if (secrets.empty() && !some_certificate)
        values.problem(values.name_of(node), "C005",
                       "teams needs app_secret_env: the variable that holds the client secret of the app",
                       "add \"app_secret_env: WAYMARK_TEAMS_APP_SECRET\"; or certificate_file and private_key_file");
    if (!secrets.empty() && some_certificate)
        values.problem(secrets.front().at, "C025", "teams has a secret and a certificate, and only one can count",
                       "leave one of them out");
    if (secrets.size() > 1)
        values.problem(secrets[1].at, "C025", "teams has several secrets, and only one can count",
                       "while one is being changed, Entra takes both: name the new one");
}

void check_ids(config_values& values, const yaml_node& node, const teams_config& is) {
    if (is.anonymous) return;
    if (is.app_id.empty())
        values.problem(values.name_of(node), "C005", "teams needs app_id: the id of the app", app_id_help);
    if (is.home_tenant.empty() && is.tenants.empty())
        values.problem(values.name_of(node), "C005", "teams needs home_tenant or tenants: nobody could talk to the bot",
                       "home_tenant is where a single-tenant app is registered, and its people may talk to the bot; "
                       "tenants are others whose people may, and all of them for a multi-tenant app");
    if (!is.home_tenant.empty() && setting_of(node, "token_tenant") != nullptr)
        values.problem(place_in(node, "token_tenant"), "C025",
                       "a single-tenant app gets its tokens from home_tenant, and not from token_tenant",
                       "leave out token_tenant; or home_tenant, if the app is multi-tenant");
}

void fill_from_cloud(teams_config& out) {
    const auto& all = teams::clouds();
    auto from = std::ranges::find(all, out.cloud, &teams::cloud::name);
    if (from == all.end()) from = all.begin();  // the wrong word is a problem already
    const auto fill = [](auto& setting, auto value) {
        if (setting.empty()) setting = std::move(value);
    };
    fill(out.metadata_url, from->metadata_url);
    fill(out.issuers, std::vector{from->issuer});
    fill(out.token_service, from->token_service);
    fill(out.token_tenant, from->token_tenant);
    fill(out.token_scope, from->token_scope);
    fill(out.service_hosts, std::vector{from->service_host});
    fill(out.first_service_url, from->first_service_url);
}

/// Else whoever has not written yet could never be written to.
void check_first_service(config_values& values, const yaml_node& node, const teams_config& is) {
    const auto named = [&](const char* key) { return setting_of(node, key) != nullptr; };
    if (!named("first_service_url") && !named("service_hosts")) return;
    if (!teams::split_url(is.first_service_url) || teams::leads_to(is.first_service_url, is.service_hosts)) return;
    values.problem(place_in(node, named("first_service_url") ? "first_service_url" : "service_hosts"), "C026",
                   "first_service_url leads to a host that is not among service_hosts: " + is.first_service_url,
                   "only hosts that are listed get our token; name both, so that they fit");
}

}  // namespace

void read_teams(config_values& values, const yaml_node& node, const surroundings& around, config& of) {
    const auto folder = std::filesystem::path(of.file).parent_path();
    auto& out = of.teams.emplace();
    std::vector<secret_place> secrets;
    values.section(node, "teams",
                   {{"app_id", guid(values, out.app_id, app_id_help)},
                    {"app_secret_env", variables(values, secrets)},
                    {"app_secret_file", files(values, secrets, folder)},
                    {"certificate_file", values.text(out.certificate_file)},
                    {"private_key_file", values.text(out.private_key_file)},
                    {"home_tenant", guid(values, out.home_tenant, tenant_help)},
                    {"tenants", guids(values, out.tenants, tenant_help)},
                    {"cloud", values.word(out.cloud, {"public", "gcc", "gcc_high", "dod"})},
                    {"openid_metadata", service_address(values, out.metadata_url)},
                    {"issuers", values.texts(out.issuers)},
                    {"token_service", service_address(values, out.token_service)},
                    {"token_tenant", values.text(out.token_tenant)},
                    {"token_scope", values.text(out.token_scope)},
                    {"service_hosts", hosts(values, out.service_hosts)},
                    {"first_service_url", service_address(values, out.first_service_url)},
                    {"ca_file", values.text(out.ca_file)},
                    {"bot_name", values.short_text(out.bot_name, teams_package_limits::short_name, "Teams")},
                    {"messages_per_minute", values.whole(out.messages_per_minute, 1, 1'000'000)},
                    {"anonymous", values.yes_or_no(out.anonymous)},
                    {"package", [&](const yaml_node& of) { read_teams_package(values, of, out.package.emplace()); }}},
                   words_elsewhere());
    check_credentials(values, node, secrets, out);
    check_ids(values, node, out);
    fill_from_cloud(out);
    check_first_service(values, node, out);
    auto found = secrets_from(secrets, client_secret(), around, values);
    if (!found.empty()) out.app_secret = std::move(found.front());
}

void check_anonymous(config_values& values, const yaml_node& root, const config& is) {
    if (!is.teams || !is.teams->anonymous) return;
    boost::system::error_code ec;
    const auto where = boost::asio::ip::make_address(is.listen.host, ec);
    if (!ec && where.is_loopback()) return;
    const auto* section = setting_of(root, "teams");
    values.problem(place_in(*section, "anonymous"), "C023",
                   "without tokens everybody who reaches " + is.listen.host + " could speak as anybody",
                   "anonymous is for trying it out on this machine: let \"listen\" begin with 127.0.0.1");
}

}  // namespace waymark
