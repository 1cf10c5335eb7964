#include "tests/storage/cut_disk.hpp"

#include <algorithm>
#include <cstring>

namespace waymark {
namespace {

constexpr std::size_t sector = 512;  ///< what a disk writes whole or not at all
constexpr int page = 4096;

void apply(std::string& to, std::size_t at, std::string_view bytes) {
    if (to.size() < at + bytes.size()) to.resize(at + bytes.size(), '\0');
    to.replace(at, bytes.size(), bytes);
}

}  // namespace

/// The functions SQLite calls.
struct cut_vfs {
    struct handle {
        sqlite3_file base;
        cut_disk* disk;
        cut_disk::file* at;
    };
    static handle& of(sqlite3_file* one) { return *reinterpret_cast<handle*>(one); }
    static cut_disk& of(sqlite3_vfs* one) { return *static_cast<cut_disk*>(one->pAppData); }

    static int close(sqlite3_file*) { return SQLITE_OK; }
    static int read(sqlite3_file* file, void* into, int count, sqlite3_int64 from) {
        const auto& [base, disk, at] = of(file);
        if (disk->off_) return SQLITE_IOERR_READ;
        const auto wanted = static_cast<std::size_t>(count);
        const auto start = std::min(static_cast<std::size_t>(from), at->now.size());
        const auto there = std::min(wanted, at->now.size() - start);
        std::memcpy(into, at->now.data() + start, there);
        std::memset(static_cast<char*>(into) + there, 0, wanted - there);
        return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 to) {
        const auto& [base, disk, at] = of(file);
        if (disk->off_) return SQLITE_IOERR_WRITE;
        if (disk->full_ && at->now.size() < static_cast<std::size_t>(to) + static_cast<std::size_t>(count))
            return SQLITE_FULL;
        const bool fine = disk->operates();  // a write the power was cut in may still be there in part
        std::string text(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
        disk->change_file(*at, {static_cast<std::size_t>(to), std::move(text)});
        return fine ? SQLITE_OK : SQLITE_IOERR_WRITE;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        const auto& [base, disk, at] = of(file);
        if (!disk->operates()) return SQLITE_IOERR_TRUNCATE;
        disk->change_file(*at, {static_cast<std::size_t>(size), {}, true});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int) {
        const auto& [base, disk, at] = of(file);
        if (!disk->operates()) return SQLITE_IOERR_FSYNC;
        disk->sync(*at);
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* out) {
        *out = static_cast<sqlite3_int64>(of(file).at->now.size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file*, int) { return SQLITE_OK; }
    static int reserved(sqlite3_file*, int* out) {
        *out = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return page; }
    static int character(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // as SQLite takes Linux to be
    static int shm_map(sqlite3_file* file, int region, int length, int, void volatile** out) {
        auto& all = of(file).at->shm;
        while (all.size() <= static_cast<std::size_t>(region))
            all.push_back(std::make_unique<std::string>(static_cast<std::size_t>(length), '\0'));
        *out = all.at(static_cast<std::size_t>(region))->data();
        return SQLITE_OK;
    }
    static int shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
    static void shm_barrier(sqlite3_file*) {}
    static int shm_unmap(sqlite3_file* file, int) {
        of(file).at->shm.clear();  // the only connection is going
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
        static const sqlite3_io_methods methods{
            2,       close,       read,      write,   truncate, sync,        size,      lock,    lock,   reserved,
            control, sector_size, character, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};
        auto& disk = of(vfs);
        file->pMethods = nullptr;
        if (name == nullptr) return SQLITE_CANTOPEN;  // temporary files are kept in memory
        const auto known = disk.files_.find(name);
        const bool there = known != disk.files_.end() && known->second.is_there;
        if (disk.off_ || (!there && (flags & SQLITE_OPEN_CREATE) == 0)) return SQLITE_CANTOPEN;
        if (!there && !disk.operates()) return SQLITE_CANTOPEN;
        auto& one = disk.files_[name];
        if (!there) {
            one = {};  // that one of this name was removed before is in the folder for good at the latest now
            one.is_there = true;
        }
        of(file) = {{&methods}, &disk, &one};
        if (out_flags != nullptr) *out_flags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        auto& disk = of(vfs);
        const auto known = disk.files_.find(name);
        if (known == disk.files_.end() || !known->second.is_there) return SQLITE_IOERR_DELETE_NOENT;
        if (!disk.operates()) return SQLITE_IOERR_DELETE;
        known->second.is_there = false;
        if (sync_folder != 0 && !disk.lies_) disk.files_.erase(known);
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
        const auto known = of(vfs).files_.find(name);
        *out = known != of(vfs).files_.end() && known->second.is_there ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_path(sqlite3_vfs*, const char* name, int room, char* out) {
        sqlite3_snprintf(room, out, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs* vfs, int count, char* out) {
        for (int i = 0; i < count; ++i) out[i] = static_cast<char>(of(vfs).below(256));
        return count;
    }
    static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs* vfs, double* out) { return of(vfs).real_->xCurrentTime(of(vfs).real_, out); }
};

cut_disk::cut_disk(unsigned seed) : random_(seed), real_(sqlite3_vfs_find(nullptr)) {
    vfs_.iVersion = 1;
    vfs_.szOsFile = sizeof(cut_vfs::handle);
    vfs_.mxPathname = real_->mxPathname;
    vfs_.zName = "cut_disk";
    vfs_.pAppData = this;
    vfs_.xOpen = cut_vfs::open;
    vfs_.xDelete = cut_vfs::remove;
    vfs_.xAccess = cut_vfs::access;
    vfs_.xFullPathname = cut_vfs::full_path;
    vfs_.xRandomness = cut_vfs::randomness;
    vfs_.xSleep = cut_vfs::sleep;
    vfs_.xCurrentTime = cut_vfs::time;
    sqlite3_vfs_register(&vfs_, 1);
}

cut_disk::~cut_disk() {
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(real_, 1);
}

std::size_t cut_disk::below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
}

bool cut_disk::operates() {
    if (off_) return false;
    if (until_cut_ > 0 && --until_cut_ == 0) off_ = true;
    return !off_;
}

void cut_disk::change_file(file& one, change what) {
    if (what.truncates)
        one.now.resize(what.at, '\0');
    else
        apply(one.now, what.at, what.bytes);
    one.changes.push_back(std::move(what));
}

void cut_disk::sync(file& one) {
    ++syncs_;
    if (lies_) return;
    for (const auto& [at, bytes, truncates] : one.changes)
        truncates ? one.synced.resize(at, '\0') : apply(one.synced, at, bytes);
    one.changes.clear();
    if (one.is_synced) return;
    one.is_synced = true;  // with a new journal or log SQLite syncs the folder, and so the removals in it as well
    std::erase_if(files_, [](const auto& other) { return !other.second.is_there; });
}

std::string cut_disk::survivor(const file& one, survives how) {
    auto out = one.synced;
    auto left = how == survives::nothing ? 0 : one.changes.size();
    if (how == survives::torn && left > 0) left = below(left + 1);
    for (std::size_t number = 0; number < left; ++number) {
        const auto& [at, bytes, truncates] = one.changes[number];
        if (truncates) {
            if (how != survives::sectors || coin()) out.resize(at, '\0');
        } else if (how == survives::sectors) {
            for (std::size_t start = 0; start < bytes.size();) {
                const auto length = std::min(bytes.size() - start, sector - (at + start) % sector);
                if (coin()) apply(out, at + start, std::string_view(bytes).substr(start, length));
                start += length;
            }
        } else {
            const bool last = how == survives::torn && number + 1 == left;
            apply(out, at, std::string_view(bytes).substr(0, last ? below(bytes.size() + 1) : bytes.size()));
        }
    }
    return out;
}

void cut_disk::power_on(survives how) {
    for (auto& [name, one] : files_) {
        const bool kept = how == survives::everything || (how != survives::nothing && coin());
        if (one.is_there != one.is_synced && !kept) one.is_there = one.is_synced;
        auto bytes = one.is_there ? survivor(one, how) : std::string();
        const bool there = one.is_there;
        one = {};
        one.is_there = one.is_synced = there;
        one.synced = bytes;
        one.now = std::move(bytes);
    }
    off_ = false;
    until_cut_ = -1;
}

}  // namespace waymark
