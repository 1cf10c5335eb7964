// A disk whose power can be cut: an SQLite VFS that keeps files in memory, knows which writes were synced, and after a
// cut keeps of the others what a real disk might. One connection at a time.
#pragma once

#include <sqlite3.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace waymark {

/// While it lives, SQLite opens files here unless told otherwise.
class cut_disk {
  public:
    explicit cut_disk(unsigned seed);
    ~cut_disk();
    cut_disk(const cut_disk&) = delete;
    cut_disk& operator=(const cut_disk&) = delete;

    /// The power goes at the `operations`-th write, sync, truncation, creation or removal from now on; this one is not
    /// completed any more, and everything fails afterwards.
    void cut_after(int operations) { until_cut_ = operations; }
    [[nodiscard]] bool is_off() const { return off_; }

    enum class survives {
        nothing,     ///< of what was not synced
        everything,  ///< as when only the process was killed
        sectors,     ///< some of the sectors, in no order
        torn         ///< the first writes, the last of them in part
    };
    /// Power on again: of what was not synced this much is there.
    void power_on(survives how);
    /// A full disk: no file can grow.
    void fill(bool is_full = true) { full_ = is_full; }
    /// Takes everything off the disk. No file may be open.
    void wipe() { files_.clear(); }
    /// From now on the disk says "synced" and does nothing.
    void lie_about_syncs() { lies_ = true; }
    [[nodiscard]] int syncs() const { return syncs_; }

  private:
    friend struct cut_vfs;
    struct change {
        std::size_t at = 0;
        std::string bytes;
        bool truncates = false;  ///< to `at`
    };
    struct file {
        std::string synced;
        std::string now;
        bool is_synced = false;  ///< its name is in the folder for good
        bool is_there = false;
        std::vector<change> changes;                    ///< since the last sync
        std::vector<std::unique_ptr<std::string>> shm;  ///< memory, not disk
    };
    /// False when the power is off, or goes with this operation.
    [[nodiscard]] bool operates();
    void change_file(file& one, change what);
    void sync(file& one);
    [[nodiscard]] std::string survivor(const file& one, survives how);
    [[nodiscard]] bool coin() { return std::uniform_int_distribution<int>(0, 1)(random_) == 1; }
    [[nodiscard]] std::size_t below(std::size_t end);

    std::mt19937 random_;
    std::map<std::string, file> files_;
    sqlite3_vfs vfs_{};
    sqlite3_vfs* real_ = nullptr;
    int until_cut_ = -1;  ///< negative: never
    bool off_ = false;
    bool lies_ = false;
    bool full_ = false;
    int syncs_ = 0;
};

}  // namespace waymark
