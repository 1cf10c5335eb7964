#include "storage/whole_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "storage/sqlite/owner.hpp"

namespace waymark {

bool write_whole_file(const std::string& path, std::string_view text) {
    const auto partial = path + ".new";
    (void)::unlink(partial.c_str());  // of a write that was cut; mostly there is none
    create_for_owner_of_folder(partial);
    const int file = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (file < 0) return false;
    const bool written =
        ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    const bool closed = ::close(file) == 0;
    if (!written || !closed || std::rename(partial.c_str(), path.c_str()) != 0) return false;
    sync_folder_of(path);
    return true;
}

void sync_folder_of(const std::string& path) {
    const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // NOLINT(*-vararg)
    if (folder < 0) return;
    (void)::fsync(folder);  // some file systems do not offer it
    ::close(folder);
}

}  // namespace waymark
