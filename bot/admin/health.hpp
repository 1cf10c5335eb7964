// Whether all is well, and if not, why, in words an admin can act on. Pure: /readyz shows what comes out.
#pragma once

#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conversations/time.hpp"

namespace waymark {

/// What is known about the process at one moment.
struct process_health {
    bool draining = false;
    std::optional<instant> restored;              ///< the database was brought back from a backup, and not confirmed
    boost::system::error_code storage_trouble{};  ///< why the storage cannot commit
    std::chrono::steady_clock::duration storage_silent{};  ///< for how long it has owed an answer
    std::string database;
    std::optional<std::uint64_t> free_disk_mib;  ///< where the database is; empty when it cannot be told
    int disk_floor_mib = 0;
    std::map<std::string, std::string> unchecked_accounts;  ///< platform and what it said
    std::map<std::string, std::string> closed_accounts;     ///< account and the platform's reason
    bool deliveries_limited = false;
};

constexpr auto slow_storage = std::chrono::seconds(2);

/// Why it is not ready (storage, intake, or paused by a restore), one sentence each; empty when it is.
[[nodiscard]] std::vector<std::string> what_is_wrong(const process_health& now);
/// What a platform does not let us do. Events are still taken and kept, and no restart or other machine would help.
[[nodiscard]] std::vector<std::string> warnings_of(const process_health& now);

/// Free space of the file system that holds `path`.
[[nodiscard]] std::optional<std::uint64_t> free_disk_mib(const std::string& path);

}  // namespace waymark
