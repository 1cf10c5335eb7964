#include "bot/idempotency_id.hpp"

#include <openssl/evp.h>

#include <array>
#include <memory>

namespace waymark {

std::string idempotency_id(const message_key& key) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    // looked up once: that takes longer than the digest itself
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha256(EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                        &EVP_MD_free);
    EVP_Digest(key.text.data(), key.text.size(), digest.data(), &size, sha256.get(), nullptr);
    constexpr auto hex = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < 16; ++i) {
        out += hex[digest[i] >> 4];
        out += hex[digest[i] & 15];
    }
    return out;
}

}  // namespace waymark
