#include "storage/sqlite/owner.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace waymark {

void create_for_owner_of_folder(const std::string& path) {
    struct stat folder{};
    if (::geteuid() != 0 || ::stat(folder_of(path).c_str(), &folder) != 0 || folder.st_uid == 0) return;
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (made < 0) return;  // it is there already, or the next who opens it says what is in the way
    (void)::fchown(made, folder.st_uid, folder.st_gid);  // where that is not possible, root's file is all there can be
    ::close(made);
}

std::string folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    return folder.empty() ? "." : folder.string();
}

}  // namespace waymark
