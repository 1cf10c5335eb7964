#include "storage/key_place.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <sstream>

#include "storage/sqlite/owner.hpp"
#include "storage/whole_file.hpp"

namespace waymark {
namespace {

constexpr std::string_view first_line =
    "# Waymark's master keys: without them the database and its backups cannot be read. Keep a copy of this file, but\n"
    "# not where the backups are. The first key wraps; \"waymark keys\" lists, changes and removes them.\n";

std::string why() {
    return std::strerror(errno);
}

/// Empty when the file is for its owner alone.
std::string open_to_others(const std::string& file) {
    struct stat is{};
    if (::stat(file.c_str(), &is) != 0) return file + " cannot be read: " + why();
    if ((is.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
    return file + " holds master keys and is open to other users of this machine. Run: chmod 600 " + file;
}

/// Writes what `changed` makes of it in its place. Whoever else does so at the moment is in the way: neither may lose a
/// key that the other has put in.
std::string rewrite(const std::string& file, const std::function<std::string(const std::string&)>& changed) {
    const auto partial = file + ".new";
    const int to = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (to < 0 && errno == EEXIST)
        return partial + " is there: the keys are being changed just now, or a change was cut off; then remove it.";
    if (to < 0) return partial + " cannot be written: " + why();
    std::string problem;
    std::ostringstream all;
    std::ifstream in(file, std::ios::binary);
    all << in.rdbuf();
    struct stat was{};
    if (!in || ::stat(file.c_str(), &was) != 0) problem = file + " cannot be read: " + why();
    const auto text = problem.empty() ? changed(all.str()) : std::string();
    const bool written = problem.empty() && ::fchmod(to, was.st_mode & S_IRWXU) == 0 &&
                         (was.st_uid == ::geteuid() || ::fchown(to, was.st_uid, was.st_gid) == 0) &&
                         ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(to) == 0;
    if (problem.empty() && !written) problem = partial + " cannot be written: " + why();
    ::close(to);
    if (problem.empty() && ::rename(partial.c_str(), file.c_str()) != 0)
        problem = file + " cannot be replaced: " + why();
    if (!problem.empty())
        (void)::unlink(partial.c_str());  // what is left of it is in nobody's way but a later change's
    sync_folder_of(file);
    return problem;
}

}  // namespace

key_place key_place::of_database(const std::string& database) const {
    return file.empty() && variable.empty() ? key_place{database + ".key", {}} : *this;
}

std::string key_place::in_words() const {
    return variable.empty() ? "the file " + file : "the variable " + variable;
}

key_stamp stamp_of(const key_place& at) {
    struct stat is{};
    if (!at.variable.empty() || ::stat(at.file.c_str(), &is) != 0) return {};
    constexpr std::int64_t ns = 1'000'000'000;
    return {is.st_ino, is.st_size, is.st_mtim.tv_sec * ns + is.st_mtim.tv_nsec};
}

bool any_key_at(const key_place& at) {
    if (at.variable.empty()) return ::access(at.file.c_str(), F_OK) == 0;
    const char* text = std::getenv(at.variable.c_str());
    return text != nullptr && *text != '\0';
}

std::variant<sealing::master_keys, std::string> read_keys(const key_place& at) {
    if (!at.variable.empty()) {
        const char* found = std::getenv(at.variable.c_str());
        std::string text = found == nullptr ? "" : found;
        std::ranges::replace(text, ',', '\n');
        std::ranges::replace(text, ' ', '\n');
        return sealing::read_master_keys(text, at.in_words());
    }
    if (auto open = open_to_others(at.file); !open.empty()) return open;
    std::ifstream in(at.file, std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    if (!in) return at.file + " cannot be read: " + why();
    return sealing::read_master_keys(std::move(all).str(), at.file);
}

std::string make_key_file(const std::string& file) {
    if (any_key_at({file, {}})) return file + " is there already";
    if (write_whole_file(file, std::string(first_line) + sealing::new_master_key() + "\n")) return {};
    return file + " cannot be written: " + why();
}

std::string put_new_key_first(const std::string& file) {
    return rewrite(file, [](const std::string& old) {
        const bool ours = old.starts_with(first_line);
        return std::string(first_line) + sealing::new_master_key() + "\n" +
               (ours ? old.substr(first_line.size()) : old);
    });
}

std::string take_key_out(const std::string& file, const std::string& id) {
    return rewrite(file, [&](const std::string& old) { return sealing::without_key(old, id); });
}

}  // namespace waymark
