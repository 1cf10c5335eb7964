// The figures of the process as Prometheus reads them. Pure: numbers in, text out; no ids and no names in labels.
#pragma once

#include <optional>
#include <string>

#include "bot/inbox.hpp"
#include "bot/outbox_runner.hpp"
#include "bot/turn_runner.hpp"
#include "storage/store_thread.hpp"

namespace waymark {

struct process_figures {
    std::uint64_t resident_bytes = 0;
    double cpu_seconds = 0;
};
/// Of this process, by the kernel's count.
[[nodiscard]] process_figures figures_of_process();

struct measurements {
    inbox_counts inbox;
    turn_counts turns;
    outbox_counts outbox;
    commit_times commits;
    std::optional<store_health> rows;  ///< empty while the storage cannot be asked
    std::size_t jobs_waiting = 0;
    std::size_t connections = 0, admin_connections = 0;
    std::size_t closed_accounts = 0;
    std::optional<std::uint64_t> free_disk_mib;
    bool ready = false;
    process_figures process;
    instant started;
};

/// In the text format, version 0.0.4.
[[nodiscard]] std::string metrics_text(const measurements& now);

}  // namespace waymark
