#include "storage/sealing/master_keys.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

namespace waymark::sealing {
namespace {

constexpr std::size_t base64_letters = 44, hex_digits = 2 * secret_key::size;
constexpr std::size_t id_bytes = 4;

std::string id_of(const secret_key& key) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto named = "waymark master key " + std::string(key.reveal());
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(named.data(), named.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("no SHA-256");
    std::string out;
    for (std::size_t i = 0; i < id_bytes; ++i) out.append({digits[digest.at(i) >> 4U], digits[digest.at(i) & 0xfU]});
    return out;
}

int value_of(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

std::optional<secret_key> from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const int high = value_of(text[i]), low = value_of(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes.push_back(static_cast<char>(high * 16 + low));
    }
    return secret_key::of(bytes);
}

std::optional<secret_key> from_base64(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.back() != '=' || text.find_first_not_of(letters) != text.size() - 1) return std::nullopt;
    std::array<unsigned char, base64_letters> bytes{};  // OpenSSL counts the padding as a byte
    if (EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                        static_cast<int>(text.size())) < static_cast<int>(secret_key::size))
        return std::nullopt;
    auto out = secret_key::of({reinterpret_cast<const char*>(bytes.data()), secret_key::size});
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return out;
}

std::optional<secret_key> key_in(std::string_view line) {
    if (line.size() == hex_digits) return from_hex(line);
    if (line.size() == base64_letters) return from_base64(line);
    return std::nullopt;
}

std::string_view trimmed(std::string_view line) {
    constexpr auto blanks = " \t\r";
    const auto begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(blanks) - begin + 1);
}

/// Calls `each` with every line, its end included.
template <class Each>
void for_each_line(std::string_view text, const Each& each) {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1);
        each(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
}

std::string_view key_text(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    line = trimmed(line);
    return line.starts_with('#') ? std::string_view() : line;
}

}  // namespace

master_keys master_keys::of_this_process() {
    master_keys out;
    auto key = secret_key::random();
    auto id = id_of(key);
    out.all_.push_back({std::move(id), key});
    return out;
}

const master_key* master_keys::find(std::string_view id) const {
    const auto found = std::ranges::find(all_, id, &master_key::id);
    return found == all_.end() ? nullptr : &*found;
}

void master_keys::keep_too(const master_keys& others) {
    for (const auto& one : others.all_)
        if (find(one.id) == nullptr) all_.push_back(one);
}

std::variant<master_keys, std::string> read_master_keys(std::string_view text, const std::string& from) {
    master_keys out;
    std::string wrong;
    int number = 0;
    for_each_line(text, [&](std::string_view line) {
        ++number;
        const auto stands = key_text(line);
        if (stands.empty() || !wrong.empty()) return;
        const auto where = from + ", line " + std::to_string(number);
        const auto key = key_in(stands);
        if (!key) {
            wrong = where + ", holds no master key: one is 44 letters of base64 or 64 hexadecimal digits, 32 bytes";
            return;
        }
        auto id = id_of(*key);
        if (out.find(id) != nullptr)
            wrong = where + ", holds the key " + id + " once more";
        else
            out.all_.push_back({std::move(id), *key});
    });
    if (!wrong.empty()) return wrong;
    if (out.all_.empty()) return from + " holds no master key";
    return out;
}

std::string new_master_key() {
    const auto key = secret_key::random();
    std::string out(base64_letters + 1, '\0');  // OpenSSL ends it with a zero
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                    reinterpret_cast<const unsigned char*>(key.reveal().data()), secret_key::size);
    out.resize(base64_letters);
    return out;
}

std::string without_key(std::string_view text, std::string_view id) {
    std::string out;
    for_each_line(text, [&](std::string_view line) {
        const auto stands = key_text(line);
        const auto key = stands.empty() ? std::nullopt : key_in(stands);
        if (!key || id_of(*key) != id) out.append(line);
    });
    return out;
}

}  // namespace waymark::sealing
