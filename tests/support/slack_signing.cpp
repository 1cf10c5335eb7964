#include "tests/support/slack_signing.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace waymark::testing {

std::string slack_signature(const std::string& secret, const std::string& stamp, const std::string& body) {
    constexpr auto hex_digits = "0123456789abcdef";
    const auto base = "v0:" + stamp + ":" + body;
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(base.data()), base.size(), digest, &size);
    std::string text = "v0=";
    for (unsigned i = 0; i < size; ++i) text.append({hex_digits[digest[i] >> 4], hex_digits[digest[i] & 15]});
    return text;
}

}  // namespace waymark::testing
