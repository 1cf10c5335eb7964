// The real binary as a child process: started, listened to, stopped kindly or killed. Ends with the test that owns it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::testing {

class service_process {
  public:
    /// Starts `words[0]` with the rest as arguments. `environment` is added to ours. What it writes goes to `log_path`
    /// (appended), standard output and error alike. Throws std::runtime_error when it cannot be started.
    service_process(const std::vector<std::string>& words, const std::map<std::string, std::string>& environment,
                    std::string log_path);
    service_process(const service_process&) = delete;
    service_process& operator=(const service_process&) = delete;
    ~service_process();

    /// The first line written since this start that contains `words`; empty after `patience`, or when it has ended
    /// without writing it.
    [[nodiscard]] std::string wait_for_line(std::string_view words, std::chrono::milliseconds patience);
    /// The number after `before` on the first line that contains it: ports the service chose. 0 when it never came.
    [[nodiscard]] int wait_for_number(std::string_view before, std::chrono::milliseconds patience);
    /// SIGKILL, and waits until it is gone; nothing when it has ended already (see exit_status).
    void kill_now();
    /// SIGTERM; the exit status, or empty when it was still there after `patience` (and then was killed).
    std::optional<int> stop(std::chrono::milliseconds patience);
    /// Empty while it runs; otherwise its exit status (128 + signal when a signal ended it).
    [[nodiscard]] std::optional<int> exit_status();
    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Its exit status once it has ended by itself, or empty when it still runs after `patience`.
    [[nodiscard]] std::optional<int> wait_for_exit(std::chrono::milliseconds patience);
    /// Everything written since this start.
    [[nodiscard]] std::string output() const;

  private:
    pid_t pid_ = -1;
    std::string log_path_;
    std::streamoff log_start_ = 0;
    std::optional<int> ended_;
};

}  // namespace waymark::testing
