#include "tests/service/support/service_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;

[[noreturn]] void become(const std::vector<std::string>& words, const std::map<std::string, std::string>& environment,
                         int log) {
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

template <class Done>
bool within(std::chrono::milliseconds patience, const Done& done) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!done()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(2ms);
    }
    return true;
}

}  // namespace

service_process::service_process(const std::vector<std::string>& words,
                                 const std::map<std::string, std::string>& environment, std::string log_path)
    : log_path_(std::move(log_path)) {
    std::error_code none;
    const auto size = std::filesystem::file_size(log_path_, none);
    log_start_ = none ? 0 : static_cast<std::streamoff>(size);
    const int log = ::open(log_path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) throw std::runtime_error("cannot write " + log_path_);
    pid_ = ::fork();
    if (pid_ == 0) become(words, environment, log);
    ::close(log);
    if (pid_ < 0) throw std::runtime_error("cannot fork");
}

service_process::~service_process() {
    kill_now();
}

std::string service_process::output() const {
    std::ifstream file(log_path_);
    file.seekg(log_start_);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

std::string service_process::wait_for_line(std::string_view words, std::chrono::milliseconds patience) {
    std::string found;
    (void)within(patience, [&] {  // an empty answer says that it never came
        const bool ended = exit_status().has_value();
        std::istringstream lines(output());
        for (std::string line; found.empty() && std::getline(lines, line) && !lines.eof();)
            if (line.find(words) != std::string::npos) found = line;
        return ended || !found.empty();
    });
    return found;
}

int service_process::wait_for_number(std::string_view before, std::chrono::milliseconds patience) {
    const auto line = wait_for_line(before, patience);
    const auto at = line.find(before);
    return at == std::string::npos ? 0 : std::atoi(line.c_str() + at + before.size());
}

std::optional<int> service_process::exit_status() {
    if (ended_) return ended_;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return {};
    ended_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    return ended_;
}

void service_process::kill_now() {
    if (exit_status()) return;
    ::kill(pid_, SIGKILL);
    (void)within(10s, [&] { return exit_status().has_value(); });  // SIGKILL cannot be refused
}

std::optional<int> service_process::stop(std::chrono::milliseconds patience) {
    if (!exit_status()) ::kill(pid_, SIGTERM);
    const auto status = wait_for_exit(patience);
    if (!status) kill_now();
    return status;
}

std::optional<int> service_process::wait_for_exit(std::chrono::milliseconds patience) {
    (void)within(patience, [&] { return exit_status().has_value(); });  // empty when it did not
    return ended_;
}

}  // namespace waymark::testing
