#include "tests/support/rsa_tokens.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>

#include "adapters/teams/base64url.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

void must(bool done) {
    if (!done) throw std::runtime_error("OpenSSL refused");
}

const unsigned char* raw(const std::string& text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string number_of(const private_key& key, const char* name) {
    BIGNUM* number = nullptr;
    must(EVP_PKEY_get_bn_param(key.get(), name, &number) == 1);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> held(number, BN_free);
    std::string out(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

struct token_parts {
    std::string signed_part, signature;
    json header, claims;
};

json decoded(const std::string& text) {
    return json::parse(teams::base64url_decoded(text).value_or(""), nullptr, false);
}

token_parts parts_of(const std::string& token) {
    const auto first = token.find('.');
    const auto last = token.rfind('.');
    if (first == std::string::npos || last == first) return {};
    return {token.substr(0, last), teams::base64url_decoded(token.substr(last + 1)).value_or(""),
            decoded(token.substr(0, first)), decoded(token.substr(first + 1, last - first - 1))};
}

using certificate_ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using bio_ptr = std::unique_ptr<BIO, decltype(&BIO_free)>;

bio_ptr reading(const std::string& text) {
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

certificate_ptr certificate_of(const std::string& pem) {
    const auto from = reading(pem);
    certificate_ptr out(PEM_read_bio_X509(from.get(), nullptr, nullptr, nullptr), X509_free);
    must(out != nullptr);
    return out;
}

std::string thumbprint(const X509* certificate, const EVP_MD* digest) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    must(X509_digest(certificate, digest, bytes.data(), &size) == 1);
    return teams::base64url_encoded({reinterpret_cast<const char*>(bytes.data()), size});
}

bool is_signed_by(const token_parts& token, X509* certificate) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    must(EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(certificate)) == 1);
    return EVP_DigestVerify(context.get(), raw(token.signature), token.signature.size(), raw(token.signed_part),
                            token.signed_part.size()) == 1;
}

std::string claim_problem(const json& claims, const std::string& app_id, const std::string& endpoint, instant now) {
    constexpr std::int64_t longest = 600;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (claims.value("iss", "") != app_id || claims.value("sub", "") != app_id) return "not of this app";
    if (claims.value("aud", "") != endpoint) return "for " + claims.value("aud", "nobody");
    if (claims.value("jti", "").empty()) return "no jti";
    if (claims.value("nbf", std::int64_t{0}) > seconds) return "not valid yet";
    const auto expires = claims.value("exp", std::int64_t{0});
    if (expires <= seconds) return "expired";
    return expires - seconds > longest ? "valid for too long" : "";
}

}  // namespace

private_key new_rsa_key() {
    return {EVP_RSA_gen(2048U), EVP_PKEY_free};
}

private_key private_key_of(const std::string& pem) {
    const auto from = reading(pem);
    return {PEM_read_bio_PrivateKey(from.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
}

std::string thumbprint_of(const std::string& certificate_pem) {
    return thumbprint(certificate_of(certificate_pem).get(), EVP_sha1());
}

std::string rsa_signature(const std::string& text, const private_key& by, const char* digest, bool pss) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX* padding = nullptr;
    must(EVP_DigestSignInit_ex(context.get(), &padding, digest, nullptr, nullptr, by.get(), nullptr) == 1);
    if (pss) must(EVP_PKEY_CTX_set_rsa_padding(padding, RSA_PKCS1_PSS_PADDING) == 1);
    std::string out(512, '\0');
    auto size = out.size();
    must(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, raw(text), text.size()) ==
         1);
    out.resize(size);
    return out;
}

std::string signed_token(const std::string& header, const std::string& payload, const private_key& by) {
    const auto signed_part = teams::base64url_encoded(header) + "." + teams::base64url_encoded(payload);
    return signed_part + "." + teams::base64url_encoded(rsa_signature(signed_part, by));
}

json public_entry(const private_key& key, const std::string& id, const std::vector<std::string>& endorsements) {
    json out;
    out["kty"] = "RSA";
    out["use"] = "sig";
    out["kid"] = out["x5t"] = id;
    out["n"] = teams::base64url_encoded(number_of(key, OSSL_PKEY_PARAM_RSA_N));
    out["e"] = teams::base64url_encoded(number_of(key, OSSL_PKEY_PARAM_RSA_E));
    out["endorsements"] = endorsements;
    return out;
}

std::string assertion_problem(const std::string& token, const std::string& certificate_pem, const std::string& app_id,
                              const std::string& endpoint, instant now) {
    const auto parts = parts_of(token);
    if (!parts.header.is_object() || !parts.claims.is_object()) return "no token";
    if (parts.header.value("alg", "") != "RS256") return "not RS256";
    const auto certificate = certificate_of(certificate_pem);
    const bool named = parts.header.value("x5t", "") == thumbprint(certificate.get(), EVP_sha1()) ||
                       parts.header.value("x5t#S256", "") == thumbprint(certificate.get(), EVP_sha256());
    if (!named) return "of another certificate";
    if (!is_signed_by(parts, certificate.get())) return "badly signed";
    return claim_problem(parts.claims, app_id, endpoint, now);
}

}  // namespace waymark::testing
