#include "adapters/teams/client_assertion.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "adapters/teams/base64url.hpp"

namespace waymark::teams {
namespace {

constexpr auto good_for = std::chrono::minutes(10);
constexpr auto slow_clocks = std::chrono::minutes(1);

std::shared_ptr<BIO> reading(const std::string& pem) {
    return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all};
}

/// Without an answer of ours, OpenSSL would ask for a passphrase at the terminal.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

std::string thumbprint(const X509* certificate, const EVP_MD* by) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (X509_digest(certificate, by, bytes.data(), &size) != 1) throw std::runtime_error("the certificate has no hash");
    return base64url_encoded({reinterpret_cast<const char*>(bytes.data()), size});
}

std::string random_id() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("no randomness");
    return base64url_encoded({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::int64_t seconds(instant at) {
    return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

std::string signature_of(const std::string& text, EVP_PKEY* key) {
    const std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::string out(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
    auto size = out.size();
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size()) != 1)
        throw std::runtime_error("the assertion cannot be signed");
    out.resize(size);
    return out;
}

}  // namespace

client_assertion::client_assertion(const std::string& certificate, const std::string& private_key) {
    const std::shared_ptr<X509> read(PEM_read_bio_X509(reading(certificate).get(), nullptr, no_passphrase, nullptr),
                                     X509_free);
    if (!read) throw std::runtime_error("the certificate of the Teams app cannot be read");
    key_.reset(PEM_read_bio_PrivateKey(reading(private_key).get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
    if (!key_ || EVP_PKEY_get_base_id(key_.get()) != EVP_PKEY_RSA)
        throw std::runtime_error("the private key of the Teams app cannot be read, or is no RSA key");
    if (X509_check_private_key(read.get(), key_.get()) != 1)
        throw std::runtime_error("the private key of the Teams app does not belong to its certificate");
    nlohmann::json header;
    header["alg"] = "RS256";
    header["typ"] = "JWT";
    header["x5t"] = thumbprint(read.get(), EVP_sha1());
    header["x5t#S256"] = thumbprint(read.get(), EVP_sha256());
    header_ = base64url_encoded(header.dump());
}

std::string client_assertion::sign(const std::string& token_url, const std::string& app_id, instant now) const {
    nlohmann::json claims;
    claims["aud"] = token_url;
    claims["iss"] = app_id;
    claims["sub"] = app_id;
    claims["jti"] = random_id();
    claims["nbf"] = seconds(now - slow_clocks);
    claims["exp"] = seconds(now + good_for);
    const auto text = header_ + "." + base64url_encoded(claims.dump());
    return text + "." + base64url_encoded(signature_of(text, key_.get()));
}

}  // namespace waymark::teams
