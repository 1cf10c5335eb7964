#include "bot/admin/health.hpp"

#include <filesystem>

#include "bot/account_words.hpp"
#include "bot/time_text.hpp"
#include "storage/errc.hpp"

namespace waymark {
namespace {

std::string seconds_text(std::chrono::steady_clock::duration length) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(length).count()) + " s";
}

}  // namespace

std::vector<std::string> what_is_wrong(const process_health& now) {
    std::vector<std::string> out;
    if (now.draining) out.emplace_back("stopping: what is in hand is being finished");
    if (now.storage_trouble == store_errc::disk_full)
        out.emplace_back("the disk is full: events are refused with 503 until there is space again");
    else if (now.storage_trouble)
        out.push_back("storage cannot commit: " + now.storage_trouble.message());
    if (now.storage_silent > slow_storage)
        out.push_back("storage is slow: no commit for " + seconds_text(now.storage_silent));
    if (now.free_disk_mib && *now.free_disk_mib < static_cast<std::uint64_t>(now.disk_floor_mib))
        out.push_back("the disk is nearly full: " + std::to_string(*now.free_disk_mib) + " MiB free where " +
                      now.database + " is, less than the " + std::to_string(now.disk_floor_mib) + " MiB wanted");
    if (now.restored)
        out.push_back("paused: the database was restored from a backup at " + time_text(*now.restored) +
                      "; nothing is sent until somebody confirms it (waymark confirm-restore)");
    return out;
}

std::vector<std::string> warnings_of(const process_health& now) {
    std::vector<std::string> out;
    for (const auto& [platform, words] : now.unchecked_accounts)
        out.push_back("the account on " + platform + " could not be checked yet: " + words);
    for (const auto& [account, reason] : now.closed_accounts) out.push_back(words_of_closed(account, reason));
    if (now.deliveries_limited) out.emplace_back("the platform limits deliveries to us: it holds events back");
    return out;
}

std::optional<std::uint64_t> free_disk_mib(const std::string& path) {
    std::error_code ec;
    auto folder = std::filesystem::path(path).parent_path();
    if (folder.empty()) folder = ".";
    const auto space = std::filesystem::space(folder, ec);
    if (ec) return std::nullopt;
    return space.available / (std::uint64_t{1024} * 1024);
}

}  // namespace waymark
