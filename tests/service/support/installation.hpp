// Waymark as somebody installed it, for one test: a folder with settings, programme, scripts and database, and the real
// binary, started and stopped as often as the test wants. Everything goes with the test.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/service/support/loopback.hpp"
#include "tests/service/support/platform_settings.hpp"
#include "tests/service/support/service_process.hpp"

namespace waymark::testing {

class installation {
  public:
    /// `name` is how its folder is called. The settings point to these platforms, the programme is empty as yet.
    installation(const std::string& name, std::vector<platform_settings> platforms);
    installation(const std::string& name, const fake_slack& slack) : installation(name, {settings_for(slack)}) {}
    ~installation();
    installation(const installation&) = delete;
    installation& operator=(const installation&) = delete;

    /// Further lines for the settings file, as YAML: they go on with the section of the last platform, or begin
    /// another. Set before start().
    std::string more_settings;
    /// Files in the folder. Set before start().
    std::string programmes = "programme.yaml";
    /// Where the database lies; in the folder unless changed before start().
    std::filesystem::path database;

    void write(const std::string& file, const std::string& text) const;
    [[nodiscard]] std::filesystem::path path(const std::string& file) const { return folder_ / file; }

    /// Starts `waymark run` and waits until it serves. Throws std::runtime_error with what it said when it does not.
    void start();
    /// Starts it, and expects that it refuses: what it said. Throws when it went on to serve.
    [[nodiscard]] std::string start_refused();
    /// Another `waymark` command with the same settings file: exit status and everything it wrote.
    struct said {
        int status = 0;
        std::string text;
    };
    [[nodiscard]] said run(const std::vector<std::string>& words) const;
    /// SIGKILL. Throws when it had ended by itself: a crash must not pass for a kill.
    void kill();
    /// SIGTERM; the exit status, or empty when it was still there after 10 s.
    std::optional<int> stop() { return process_->stop(std::chrono::seconds(10)); }

    [[nodiscard]] int port() const { return port_; }
    [[nodiscard]] http_reply_seen admin(const std::string& path) const;
    /// A number of /metrics, such as `waymark_requests_total{kind="message"}`; 0 when it is not there.
    [[nodiscard]] double metric(const std::string& name) const;
    /// What it has written since it was started last.
    [[nodiscard]] std::string log() const { return process_->output(); }
    [[nodiscard]] service_process& process() { return *process_; }

  private:
    void write_settings() const;
    void launch();

    std::filesystem::path folder_;
    std::vector<platform_settings> platforms_;
    std::map<std::string, std::string> secrets_;  ///< of all of them
    std::unique_ptr<service_process> process_;
    int port_ = 0, admin_port_ = 0;
};

}  // namespace waymark::testing
