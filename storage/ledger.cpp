#include "storage/ledger.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "storage/sqlite/owner.hpp"
#include "storage/whole_file.hpp"

namespace waymark {
namespace {

constexpr std::size_t key_size = 16;
constexpr std::size_t pseudonym_size = 12;  // hexadecimal digits: nobody will have so many people that two are equal
constexpr std::string_view first_line = "waymark: people who are forgotten; keep this file beside the database\n";

std::string hex(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back(digits[bytes[i] >> 4U]);
        out.push_back(digits[bytes[i] & 0xfU]);
    }
    return out;
}

std::string keyed_hash(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(), digest.data(), &size) ==
        nullptr)
        throw std::runtime_error("no SHA-256");
    return hex(digest.data(), size);
}

std::string_view key_in(const forgotten_mark& mark) {
    return std::string_view(mark.text).substr(0, mark.text.find('.'));
}

std::optional<forgotten_mark> read_line(std::string_view line) {
    const auto space = line.find(' ');
    if (space == std::string_view::npos || line.substr(0, space).find('.') != 2 * key_size) return std::nullopt;
    std::int64_t us = 0;
    const auto* const end = line.data() + line.size();
    const auto [stop, ec] = std::from_chars(line.data() + space + 1, end, us);
    if (ec != std::errc{} || stop != end) return std::nullopt;
    return forgotten_mark{std::string(line.substr(0, space)), from_us(us)};
}

std::string line_of(const forgotten_mark& mark) {
    return mark.text + " " + std::to_string(to_us(mark.at)) + "\n";
}

}  // namespace

forgotten_mark mark_of(const person_id& who, instant at) {
    std::array<unsigned char, key_size> key{};
    if (RAND_bytes(key.data(), static_cast<int>(key.size())) != 1) throw std::runtime_error("no random numbers");
    const auto text = hex(key.data(), key.size());
    return {text + "." + keyed_hash(text, who.text), at};
}

bool is_mark_of(const forgotten_mark& mark, const person_id& who) {
    const auto key = key_in(mark);
    return std::string_view(mark.text).substr(key.size() + 1) == keyed_hash(key, who.text);
}

bool any_mark_of(const std::vector<forgotten_mark>& marks, const person_id& who) {
    return std::ranges::any_of(marks, [&](const forgotten_mark& one) { return is_mark_of(one, who); });
}

std::string pseudonym(const forgotten_mark& mark, std::string_view of) {
    return keyed_hash(key_in(mark), of).substr(0, pseudonym_size);
}

std::string ledger::path_for(const std::string& database) {
    return database + ".forgotten";
}

std::string ledger::open(const std::string& path) {
    path_ = path;
    std::ifstream in(path, std::ios::binary);
    if (!in) return ::access(path.c_str(), F_OK) == 0 ? path + " cannot be read." : std::string();
    std::ostringstream all;
    all << in.rdbuf();
    const auto text = std::move(all).str();
    std::size_t at = 0;
    for (auto end = text.find('\n'); end != std::string::npos; at = end + 1, end = text.find('\n', at)) {
        const auto line = std::string_view(text).substr(at, end - at);
        if (at == 0 && line == first_line.substr(0, first_line.size() - 1)) continue;
        auto mark = read_line(line);
        if (!mark)
            return path +
                   " is damaged: it says who must be forgotten again after a restore. Bring back a whole copy of it.";
        marks_.push_back(std::move(*mark));
    }
    sound_ = static_cast<std::int64_t>(at);
    return {};
}

bool ledger::add(const forgotten_mark& mark) {
    if (path_.empty()) {  // a database in memory has nothing that a backup could bring back
        marks_.push_back(mark);
        return true;
    }
    create_for_owner_of_folder(path_);
    const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);  // NOLINT(*-vararg)
    if (file < 0) return false;
    const auto text = (sound_ == 0 ? std::string(first_line) : std::string()) + line_of(mark);
    const bool written = ::ftruncate(file, sound_) == 0 &&
                         ::pwrite(file, text.data(), text.size(), sound_) == static_cast<ssize_t>(text.size()) &&
                         ::fsync(file) == 0;
    const bool closed = ::close(file) == 0;
    if (!written || !closed) return false;
    if (marks_.empty()) sync_folder_of(path_);
    sound_ += static_cast<std::int64_t>(text.size());
    marks_.push_back(mark);
    return true;
}

}  // namespace waymark
