#include "tests/service/support/installation.hpp"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// Long enough for a sanitized binary on a busy machine.
constexpr auto start_patience = 60s;

}  // namespace

installation::installation(const std::string& name, std::vector<platform_settings> platforms)
    : folder_(fs::temp_directory_path() / ("waymark_" + name + "_" + std::to_string(::getpid()))),
      platforms_(std::move(platforms)) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    database = folder_ / "waymark.db";
    for (const auto& one : platforms_) {
        secrets_.insert(one.secrets.begin(), one.secrets.end());
        for (const auto& [file, text] : one.files) write(file, text);
    }
}

installation::~installation() {
    process_.reset();
    std::error_code ignored;
    if (std::getenv("WAYMARK_KEEP") == nullptr) fs::remove_all(folder_, ignored);
}

void installation::write(const std::string& file, const std::string& text) const {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream out(folder_ / file, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + (folder_ / file).string());
}

void installation::write_settings() const {
    std::string lines;
    for (const auto& one : platforms_) lines += one.lines;
    write("waymark.yaml", "listen: \"127.0.0.1:0\"\nadmin: \"127.0.0.1:0\"\ndatabase: " + database.string() +
                              "\nprogrammes: [" + programmes + "]\n" +
                              (fs::exists(folder_ / "scripts") ? "scripts: [scripts]\n" : "") + lines + more_settings);
}

void installation::launch() {
    write_settings();
    process_.reset();  // the one before, if it still runs
    process_ = std::make_unique<service_process>(
        std::vector<std::string>{WAYMARK_BINARY, "run", "--config", (folder_ / "waymark.yaml").string()}, secrets_,
        (folder_ / "log").string());
}

void installation::start() {
    launch();
    port_ = process_->wait_for_number("listening on 127.0.0.1:", start_patience);
    admin_port_ = process_->wait_for_number("admin on 127.0.0.1:", start_patience);
    if (port_ == 0 || admin_port_ == 0) throw std::runtime_error("waymark did not come up:\n" + log());
}

std::string installation::start_refused() {
    launch();
    if (!process_->wait_for_exit(start_patience)) throw std::runtime_error("waymark did not refuse:\n" + log());
    return log();
}

void installation::kill() {
    const auto before = process_->exit_status();
    process_->kill_now();
    const auto status = process_->exit_status();
    if (!before && status == 128 + SIGKILL) return;
    throw std::runtime_error("waymark was to be killed, and ended by itself with " +
                             (status ? "status " + std::to_string(*status) : "no status") + ":\n" + log());
}

installation::said installation::run(const std::vector<std::string>& words) const {
    std::vector<std::string> all{WAYMARK_BINARY};
    all.insert(all.end(), words.begin(), words.end());
    service_process one(all, secrets_, (folder_ / "command.log").string());
    const auto status = one.wait_for_exit(start_patience);
    return {status.value_or(-1), one.output()};
}

http_reply_seen installation::admin(const std::string& path) const {
    return loopback_connection(admin_port_).get(path);
}

double installation::metric(const std::string& name) const {
    const auto page = "\n" + admin("/metrics").body;
    const auto at = page.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::atof(page.c_str() + at + name.size() + 2);
}

}  // namespace waymark::testing
