#include "storage/sqlite/lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "storage/sqlite/owner.hpp"

namespace waymark {

lock_file::~lock_file() {
    if (descriptor_ >= 0) ::close(descriptor_);  // the file stays: removing it would let two processes lock two files
}

std::string lock_file::take(const std::string& path) {
    std::error_code ec;
    if (const auto folder = folder_of(path); !std::filesystem::exists(folder, ec) && !ec)
        return "the folder " + folder + " does not exist. Make it first.";
    create_for_owner_of_folder(path);
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (descriptor_ < 0) return "cannot open the lock file " + path + ": " + std::strerror(errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 32> text{};
        const auto length = ::read(descriptor_, text.data(), text.size() - 1);
        std::string holder(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
        while (!holder.empty() && holder.back() == '\n') holder.pop_back();
        return "process " + (holder.empty() ? std::string("unknown") : holder) + " is using this database (lock file " +
               path + "). Stop it first.";
    }
    const auto text = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor_, 0) != 0 || ::pwrite(descriptor_, text.data(), text.size(), 0) < 0)
        return "cannot write the lock file " + path + ": " + std::strerror(errno);
    return {};
}

}  // namespace waymark
