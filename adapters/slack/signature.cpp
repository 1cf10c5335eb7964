#include "adapters/slack/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace waymark::slack {
namespace {

constexpr std::chrono::seconds tolerance{300};
constexpr std::string_view version = "v0=";
constexpr std::size_t digest_size = 32;
constexpr std::size_t signature_size = version.size() + 2 * digest_size;
constexpr std::size_t longest_timestamp = 12;  // digits of seconds for the next 30,000 years

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<instant> read_timestamp(std::string_view text) {
    std::int64_t seconds = 0;
    if (text.empty() || text.size() > longest_timestamp || text.front() == '-') return {};
    const auto end = text.data() + text.size();
    const auto [stop, ec] = std::from_chars(text.data(), end, seconds);
    if (ec != std::errc{} || stop != end) return {};
    return instant{std::chrono::seconds(seconds)};
}

using digest = std::array<unsigned char, digest_size>;

/// Lower-case hexadecimal digits only, as Slack writes them.
bool read_digest(std::string_view hex, digest& out) {
    const auto nibble = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    for (std::size_t i = 0; i < digest_size; ++i) {
        const int high = nibble(hex[2 * i]);
        const int low = nibble(hex[2 * i + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = static_cast<unsigned char>(high << 4 | low);
    }
    return true;
}

}  // namespace

/// One secret, its key schedule computed once.
struct signature_checker::keyed_hash {
    explicit keyed_hash(const std::string& secret) {
        EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        context = EVP_MAC_CTX_new(mac);
        EVP_MAC_free(mac);
        std::array<char, 7> name{"SHA256"};
        const std::array<OSSL_PARAM, 2> params{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0),
                                               OSSL_PARAM_construct_end()};
        if (!context || !EVP_MAC_init(context, bytes(secret), secret.size(), params.data()))
            throw std::runtime_error("OpenSSL has no HMAC-SHA256");
    }
    ~keyed_hash() { EVP_MAC_CTX_free(context); }
    keyed_hash(const keyed_hash&) = delete;
    keyed_hash& operator=(const keyed_hash&) = delete;

    [[nodiscard]] bool matches(std::string_view timestamp, std::string_view body, const digest& claimed) const {
        digest computed{};
        std::size_t size = 0;
        const bool done = EVP_MAC_init(context, nullptr, 0, nullptr) && EVP_MAC_update(context, bytes("v0:"), 3) &&
                          EVP_MAC_update(context, bytes(timestamp), timestamp.size()) &&
                          EVP_MAC_update(context, bytes(":"), 1) && EVP_MAC_update(context, bytes(body), body.size()) &&
                          EVP_MAC_final(context, computed.data(), &size, computed.size());
        return done && size == digest_size && CRYPTO_memcmp(computed.data(), claimed.data(), digest_size) == 0;
    }

    EVP_MAC_CTX* context = nullptr;
};

signature_checker::signature_checker(const std::vector<std::string>& secrets) {
    for (const auto& secret : secrets)
        if (!secret.empty()) hashes_.push_back(std::make_unique<keyed_hash>(secret));
}
signature_checker::~signature_checker() = default;
signature_checker::signature_checker(signature_checker&&) noexcept = default;
signature_checker& signature_checker::operator=(signature_checker&&) noexcept = default;

signature_verdict signature_checker::check(std::string_view timestamp, std::string_view signature,
                                           std::string_view body, instant now) const {
    if (timestamp.empty() || signature.empty()) return signature_verdict::missing;
    const auto sent = read_timestamp(timestamp);
    digest claimed{};
    if (!sent || signature.size() != signature_size || !signature.starts_with(version) ||
        !read_digest(signature.substr(version.size()), claimed))
        return signature_verdict::malformed;
    if (*sent > now + tolerance || *sent < now - tolerance) return signature_verdict::stale;
    for (const auto& hash : hashes_)
        if (hash->matches(timestamp, body, claimed)) return signature_verdict::good;
    return signature_verdict::wrong;
}

}  // namespace waymark::slack
