#include "bot/config.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bot/config_secrets.hpp"
#include "bot/config_teams.hpp"
#include "bot/config_values.hpp"
#include "bot/system_clock.hpp"
#include "bot/tls_files.hpp"
#include "conversations/language/secret_words.hpp"

namespace waymark {
namespace {

constexpr auto example_app_id = "A0123456789";  // in deploy/waymark.example.yaml

const secret_shape& signing_secret() {
    static const secret_shape one{"signing secret",
                                  [](std::string_view text) {
                                      constexpr std::size_t shortest = 16;
                                      return is_one_word(text) && text.size() >= shortest && !text.starts_with("xox") &&
                                             !text.starts_with("xapp-");
                                  },
                                  "it is 32 letters and digits; Slack shows it under \"Basic Information\"",
                                  "WAYMARK_SLACK_SIGNING_SECRET"};
    return one;
}

const secret_shape& bot_token() {
    static const secret_shape one{
        "bot token", [](std::string_view text) { return is_one_word(text) && text.starts_with("xoxb-"); },
        "it begins with xoxb-; Slack shows it under \"OAuth & Permissions\"", "WAYMARK_SLACK_BOT_TOKEN"};
    return one;
}

const secret_shape& client_secret() {
    static const secret_shape one{"client secret",
                                  [](std::string_view text) {
                                      constexpr std::size_t shortest = 16;
                                      return is_one_word(text) && text.size() >= shortest && !text.starts_with("xox") &&
                                             !text.starts_with("xapp-");
                                  },
                                  "it is 32 letters and digits; Slack shows it under \"Basic Information\"",
                                  "WAYMARK_SLACK_CLIENT_SECRET"};
    return one;
}

const secret_shape& app_token() {
    static const secret_shape one{
        "app token", [](std::string_view text) { return is_one_word(text) && text.starts_with("xapp-"); },
        "it begins with xapp-; Slack makes one under \"Basic Information\", \"App-Level Tokens\"",
        "WAYMARK_SLACK_APP_TOKEN"};
    return one;
}

constexpr std::size_t longest_app_name = 35;

/// How the bot gets into a workspace: by one token, by people who install it, or both.
void check_installing(config_values& values, const yaml_node& node, const std::vector<secret_place>& tokens,
                      const std::vector<secret_place>& secrets, const slack_config& is) {
    const auto missing = [&](std::string text, std::string help) {
        values.problem(values.name_of(node), "C005", std::move(text), std::move(help));
    };
    const bool installable = !is.client_id.empty() || !secrets.empty();
    if (tokens.size() > 1 || (tokens.empty() && !installable))
        missing("slack needs bot_token_env: the one variable that holds the bot's token",
                "add \"bot_token_env: WAYMARK_SLACK_BOT_TOKEN\"; or, for several workspaces, client_id and "
                "client_secret_env");
    if (!installable) return;
    if (is.client_id.empty())
        missing("slack has a client secret and no client_id",
                "add client_id; Slack shows it under \"Basic Information\"");
    if (secrets.size() != 1)
        missing("slack has a client_id and needs client_secret_env: the one variable that holds the client secret",
                "add \"client_secret_env: WAYMARK_SLACK_CLIENT_SECRET\"");
    if (is.public_url.empty())
        missing("people install the app in their browser, and public_url does not say where",
                "add \"public_url: https://...\": the address under which Slack and browsers reach you");
}

void read_slack(config_values& values, const yaml_node& node, const surroundings& around, config& of) {
    const auto folder = std::filesystem::path(of.file).parent_path();
    auto& out = of.slack.emplace();
    std::vector<secret_place> signing, token, client, app;
    values.section(node, "slack",
                   {{"signing_secrets_env", variables(values, signing)},
                    {"signing_secrets_file", files(values, signing, folder)},
                    {"bot_token_env", variables(values, token)},
                    {"bot_token_file", files(values, token, folder)},
                    {"client_id", values.text(out.client_id)},
                    {"client_secret_env", variables(values, client)},
                    {"client_secret_file", files(values, client, folder)},
                    {"app_token_env", variables(values, app)},
                    {"app_token_file", files(values, app, folder)},
                    {"socket_connections", values.whole(out.socket_connections, 1, 10)},
                    {"app_id", values.text(out.app_id)},
                    {"api_base", values.web_address(out.api_base)},
                    {"ca_file", values.text(out.ca_file)},
                    {"public_url", values.web_address(out.public_url)},
                    {"bot_name", values.short_text(out.bot_name, longest_app_name, "Slack")},
                    {"messages_per_minute", values.whole(out.messages_per_minute, 1, 1'000'000)}});
    out.socket_mode = !app.empty();
    if (app.size() > 1)
        values.problem(app[1].at, "C005", "slack has one app token, and here are several", "leave one of them");
    if (signing.empty() && app.empty())
        values.problem(values.name_of(node), "C005",
                       "slack needs signing_secrets_env: the variables that hold the signing secrets",
                       "add \"signing_secrets_env: [WAYMARK_SLACK_SIGNING_SECRET]\"; or, where Slack cannot reach this "
                       "machine, \"app_token_env: WAYMARK_SLACK_APP_TOKEN\"");
    check_installing(values, node, token, client, out);
    out.signing_secrets = secrets_from(signing, signing_secret(), around, values);
    const auto tokens = secrets_from(token, bot_token(), around, values);
    const auto secrets = secrets_from(client, client_secret(), around, values);
    const auto app_tokens = secrets_from(app, app_token(), around, values);
    if (!app_tokens.empty()) out.app_token = app_tokens.front();
    if (const auto* id = node.find("app_id"); id != nullptr && id->text == example_app_id)
        values.problem(id->at, "C018", "this is the id of the example, and not of your app",
                       "Slack shows yours under \"Basic Information\"; or leave the line out");
    if (!tokens.empty()) out.bot_token = tokens.front();
    if (!secrets.empty()) out.client_secret = secrets.front();
}

void read_limits(config_values& values, const yaml_node& node, config& out) {
    int connections = static_cast<int>(out.limits.connections);
    values.section(node, "limits",
                   {{"head", values.bytes(out.limits.head.bytes, 1024, std::size_t{64} * 1024)},
                    {"body", values.bytes(out.limits.body_bytes, 1024, std::size_t{64} * 1024 * 1024)},
                    {"connections", values.whole(connections, 1, 100'000)},
                    {"head_within", values.seconds(out.limits.head_patience)},
                    {"body_within", values.seconds(out.limits.body_patience)},
                    {"idle", values.seconds(out.limits.idle_patience)},
                    {"queued_events", values.whole(out.queued_events, 1, 1'000'000)},
                    {"free_disk_mib", values.whole(out.disk_floor_mib, 1, 1'000'000)}});
    out.limits.connections = static_cast<std::size_t>(connections);
}

/// Where a setting stands; the beginning of the file when it is left out.
mark place_of(const yaml_node& root, std::string_view key) {
    const auto* node = setting_of(root, key);
    return node == nullptr ? root.at : node->at;
}

void check_listeners(config_values& values, const yaml_node& root, const config& is) {
    const auto everywhere = [](const std::string& host) { return host == "0.0.0.0" || host == "::"; };
    const bool one_place = is.listen.host == is.admin.host || everywhere(is.listen.host) || everywhere(is.admin.host);
    if (is.listen.port == 0 || is.listen.port != is.admin.port || !one_place) return;
    values.problem(place_of(root, setting_of(root, "admin") == nullptr ? "listen" : "admin"), "C015",
                   "\"listen\" and \"admin\" have the same port, " + std::to_string(is.admin.port),
                   "give one of them another port");
}

/// Commands beside the service need it, too, and say themselves what is lacking.
void check_master_key(config_values& values, const yaml_node& root, const surroundings& around, const config& is) {
    if (!is.master_key.file.empty() && !is.master_key.variable.empty())
        values.problem(place_of(root, "master_key_env"), "C025",
                       "the master key is looked for in one place: in a file, or in a variable",
                       "take master_key_file or master_key_env out");
    if (is.master_key.variable.empty()) return;
    if (!names_a_variable(is.master_key.variable))
        return refuse_secret_itself(values, place_of(root, "master_key_env"), "master key", "WAYMARK_MASTER_KEY");
    if (!around.for_start || around.variable(is.master_key.variable)) return;
    values.problem(place_of(root, "master_key_env"), "C009",
                   "the environment variable " + is.master_key.variable + " is not set",
                   "secrets never stand in this file; set it where the service is started");
}

void read_all(config_values& values, const yaml_node& root, const surroundings& around, config& out) {
    const auto tls = [&](const yaml_node& node) {
        values.section(node, "tls",
                       {{"cert_file", values.text(out.cert_file)}, {"key_file", values.text(out.key_file)}});
        if (out.cert_file.empty() != out.key_file.empty())
            values.problem(node.at, "C011", "tls needs both cert_file and key_file, or neither");
    };
    const auto slack = [&](const yaml_node& node) { read_slack(values, node, around, out); };
    const auto teams = [&](const yaml_node& node) { read_teams(values, node, around, out); };
    const auto limits = [&](const yaml_node& node) { read_limits(values, node, out); };
    const auto report = [&](const yaml_node& node) {
        constexpr int least = 5, most = 20;
        values.section(node, "report",
                       {{"smallest_group", values.whole(out.smallest_group, least, most)},
                        {"address", values.web_address(out.reports_url)}});
    };
    const auto log = [&](const yaml_node& node) {
        values.section(node, "log",
                       {{"level", values.word(out.log_level, {"error", "warn", "info", "debug"})},
                        {"format", values.word(out.log_format, {"json", "text"})}});
    };
    values.section(root, "the configuration",
                   {{"listen", values.listen(out.listen)},
                    {"admin", values.listen(out.admin)},
                    {"tls", tls},
                    {"database", values.text(out.database)},
                    {"master_key_file", values.text(out.master_key.file)},
                    {"master_key_env", values.text(out.master_key.variable)},
                    {"scripts", values.texts(out.scripts)},
                    {"programmes", values.texts(out.programmes)},
                    {"slack", slack},
                    {"teams", teams},
                    {"limits", limits},
                    {"report", report},
                    {"log", log}});
    check_listeners(values, root, out);
    check_master_key(values, root, around, out);
    check_anonymous(values, root, out);
}

/// A warning only: whoever checks may be somebody else than who serves, and a service unit makes its own folder.
void check_database(config_values& values, const yaml_node& root, const surroundings& around, const config& is) {
    if (!around.for_start) return;
    auto folder = std::filesystem::path(is.database).parent_path().string();
    if (folder.empty()) folder = ".";
    const auto trouble = around.folder_trouble(folder);
    if (!trouble.empty())
        values.warning(place_of(root, "database"), "C016", "the folder of the database, " + folder + ", " + trouble,
                       "Waymark does not start without it; the service unit makes its own");
}

}  // namespace

surroundings real_surroundings() {
    surroundings out;
    out.variable = [](const std::string& name) -> std::optional<std::string> {
        const char* text = std::getenv(name.c_str());
        if (text == nullptr) return {};
        return std::string(text);
    };
    out.now = system_clock::machines_own;
    out.folder_trouble = [](const std::string& folder) -> std::string {
        std::error_code ec;
        if (!std::filesystem::is_directory(folder, ec)) return "does not exist";
        return ::access(folder.c_str(), W_OK | X_OK) == 0 ? "" : "cannot be written by the user who runs this";
    };
    out.file = [](const std::string& path) -> std::optional<std::string> {
        std::ifstream in(path, std::ios::binary);
        if (!in) return {};
        std::ostringstream all;
        all << in.rdbuf();
        return std::move(all).str();
    };
    return out;
}

config read_config(const std::string& file, std::string_view source, const surroundings& around,
                   std::vector<diagnostic>& problems) {
    config out;
    out.file = file;
    config_values values(file, problems);
    const auto before = problems.size();
    const auto root = read_yaml(file, source, problems);
    for (auto i = before; i < problems.size(); ++i) {  // the reader speaks of flows: F001 syntax, F011 a key twice
        if (problems[i].code == "F001") problems[i].code = "C001";
        if (problems[i].code == "F011") problems[i].code = "C002";
    }
    if (!root) return out;
    read_all(values, *root, around, out);
    if (!out.slack && !out.teams)
        values.problem(root->at, "C005", "no chat platform is set up",
                       "add a section \"slack:\" or \"teams:\"; deploy/waymark.example.yaml shows both");
    const auto folder = std::filesystem::path(file).parent_path();
    for (auto* path : {&out.database, &out.master_key.file, &out.cert_file, &out.key_file})
        make_absolute(folder, *path);
    if (out.slack) make_absolute(folder, out.slack->ca_file);
    if (out.teams)
        for (auto* path : {&out.teams->ca_file, &out.teams->certificate_file, &out.teams->private_key_file})
            make_absolute(folder, *path);
    for (auto& path : out.scripts) make_absolute(folder, path);
    for (auto& path : out.programmes) make_absolute(folder, path);
    check_database(values, *root, around, out);
    check_tls_files(values, *root, around, out);
    sort_by_place(problems, before);
    return out;
}

}  // namespace waymark
