// One YAML file and the environment, read into one struct. Everything that is wrong is reported at once, with its
// place; a service with a bad setting does not start. Codes C0xx are listed in README.md.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bot/http_server.hpp"
#include "conversations/language/diagnostic.hpp"
#include "conversations/time.hpp"
#include "storage/key_place.hpp"

namespace waymark {

/// A token or key. Nothing prints it; whoever needs the text says so.
class secret {
  public:
    secret() = default;
    explicit secret(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] const std::string& reveal() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

  private:
    std::string text_;
};

struct listen_address {
    std::string host = "127.0.0.1";
    unsigned short port = 0;  ///< 0 = any free one, printed at start
};

struct slack_config {
    std::vector<secret> signing_secrets;
    secret bot_token;       ///< of one workspace; or, or also:
    std::string client_id;  ///< of the app, with its secret: then people install it in their browser
    secret client_secret;
    secret app_token;          ///< for Socket Mode
    bool socket_mode = false;  ///< an app token is named: Slack need not reach us
    int socket_connections = 2;
    std::string api_base = "https://slack.com/api/";
    std::string app_id;
    std::string ca_file;
    std::string public_url;  ///< where Slack reaches us, for the app's manifest: "https://waymark.example.org/"
    std::string bot_name = "Waymark";  ///< as people see it in Slack
    int messages_per_minute = 240;
    std::string look_in;  ///< no setting: the workspace in which a list's e-mail addresses are looked up
};

/// Longest texts of an app package, in characters.
struct teams_package_limits {
    static constexpr std::size_t short_name = 30, full_name = 100, summary = 80, about = 4'000;
    static constexpr std::size_t command = 128, command_about = 4'000;
};

/// What the app package says about the app. Texts that are empty are the bot's own words, in each of its languages.
struct teams_package_config {
    std::string id;                                  ///< of the Teams app, a GUID; empty = made from the bot's
    std::string developer, website, privacy, terms;  ///< who offers it, and their pages
    std::string short_name, full_name;
    std::string summary, about;
    std::string accent_color = "#1D5F50";         ///< of our icon
    std::string version;                          ///< raised at every change; empty = Waymark's own
    std::vector<std::string> scopes{"personal"};  ///< and "team", "groupChat"
};

struct teams_config {
    std::string app_id;                      ///< of the bot's registration, a GUID
    secret app_secret;                       ///< or:
    std::string certificate_file;            ///< PEM; its public half stands in the registration
    std::string private_key_file;            ///< PEM, not readable by others
    std::string home_tenant;                 ///< of a single-tenant app; empty = multi-tenant
    std::vector<std::string> tenants;        ///< whose people may talk to the bot, besides the home tenant's
    std::string cloud = "public";            ///< "public", "gcc", "gcc_high", "dod"; the rest follows from it,
    std::string metadata_url;                ///< unless it is named: OpenID metadata,
    std::vector<std::string> issuers;        ///< of inbound tokens,
    std::string token_service;               ///< where our own tokens come from, without the tenant,
    std::string token_tenant;                ///< of a multi-tenant app,
    std::string token_scope;                 ///<
    std::vector<std::string> service_hosts;  ///< the only hosts that get our tokens, exact,
    std::string first_service_url;           ///< and where somebody is written to who has not written yet
    std::string ca_file;                     ///< a private authority for all of them
    std::string bot_name = "Waymark";        ///< as people see it in Teams
    int messages_per_minute = 1'800;         ///< in one tenant
    bool anonymous = false;                  ///< no tokens: to try it in Microsoft's Agents Playground
    std::optional<teams_package_config> package;
};

struct config {
    std::string file;
    listen_address listen{"127.0.0.1", 8080};
    listen_address admin{"127.0.0.1", 8081};
    std::string cert_file, key_file;
    std::string database = "waymark.db";
    key_place master_key;                 ///< where the keys of the database stand
    std::vector<std::string> scripts;     ///< folders whose flows and texts come on top of the shipped ones
    std::vector<std::string> programmes;  ///< programme files
    std::optional<slack_config> slack;
    std::optional<teams_config> teams;
    http_limits limits{};
    int queued_events = 10'000;       ///< more than this waiting to be stored, and Slack is asked to come again
    int disk_floor_mib = 64;          ///< less free space than this, and /readyz says so
    int smallest_group = 5;           ///< a report counts nobody in a smaller one
    std::string reports_url;          ///< where its reports are published, for whoever runs a programme
    std::string log_level = "info";   ///< "error", "warn", "info", "debug"
    std::string log_format = "json";  ///< "json", "text"
};

/// Where settings come from besides the file.
struct surroundings {
    std::function<std::optional<std::string>(const std::string& name)> variable;
    /// Contents of a file; empty when it cannot be read.
    std::function<std::optional<std::string>(const std::string& path)> file;
    /// Why no file can be made in a folder, such as "does not exist"; empty when one can.
    std::function<std::string(const std::string& folder)> folder_trouble = [](const std::string&) { return ""; };
    /// For what is about to expire; without it nothing is said about that.
    std::function<instant()> now{};
    /// Whether it is for a start. Commands beside the service need no secret and make no database.
    bool for_start = true;
};
/// The process's own environment and files.
[[nodiscard]] surroundings real_surroundings();

/// Use the result only when !any_error(problems). Relative paths in the file count from the file's own folder.
[[nodiscard]] config read_config(const std::string& file, std::string_view source, const surroundings& around,
                                 std::vector<diagnostic>& problems);

}  // namespace waymark
