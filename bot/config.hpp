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
    secret bot_token;
    std::string api_base = "https://slack.com/api/";
    std::string app_id;
    std::string ca_file;
    int messages_per_minute = 240;
};

struct config {
    std::string file;
    listen_address listen{"127.0.0.1", 8080};
    listen_address admin{"127.0.0.1", 8081};
    std::string cert_file, key_file;
    std::string database = "waymark.db";
    std::vector<std::string> scripts;     ///< folders whose flows and texts come on top of the shipped ones
    std::vector<std::string> programmes;  ///< programme files
    std::optional<slack_config> slack;
    http_limits limits{};
    int queued_events = 10'000;       ///< more than this waiting to be stored, and Slack is asked to come again
    int disk_floor_mib = 64;          ///< less free space than this, and /readyz says so
    int smallest_group = 5;           ///< a report counts nobody in a smaller one
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
    /// Whether it is for a start. Commands beside the service need no secret and make no database.
    bool for_start = true;
};
/// The process's own environment and files.
[[nodiscard]] surroundings real_surroundings();

/// Use the result only when !any_error(problems). Relative paths in the file count from the file's own folder.
[[nodiscard]] config read_config(const std::string& file, std::string_view source, const surroundings& around,
                                 std::vector<diagnostic>& problems);

}  // namespace waymark
