#include "adapters/teams/signing_keys.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <array>

#include "adapters/teams/base64url.hpp"
#include "adapters/teams/service_url.hpp"
#include "adapters/teams/strict_json.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;

constexpr std::size_t most_keys = 1'000;  // Microsoft was seen to list 250
constexpr std::size_t longest_name = 255;
constexpr int least_bits = 2048;
constexpr int most_bits = 8192;  // a check costs the square of them
constexpr std::size_t longest_exponent = 4;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <class T, void (*Free)(T*)>
struct freer {
    void operator()(T* one) const { Free(one); }
};
using number = std::unique_ptr<BIGNUM, freer<BIGNUM, BN_free>>;
using builder = std::unique_ptr<OSSL_PARAM_BLD, freer<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using params = std::unique_ptr<OSSL_PARAM, freer<OSSL_PARAM, OSSL_PARAM_free>>;
using context = std::unique_ptr<EVP_PKEY_CTX, freer<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using key = std::unique_ptr<EVP_PKEY, freer<EVP_PKEY, EVP_PKEY_free>>;

number number_of(std::string_view big_endian) {
    return number(BN_bin2bn(bytes(big_endian), static_cast<int>(big_endian.size()), nullptr));
}

key rsa_key(const BIGNUM* n, const BIGNUM* e) {
    const builder build(OSSL_PARAM_BLD_new());
    if (!build || !OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n) ||
        !OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e))
        return {};
    const params made(OSSL_PARAM_BLD_to_param(build.get()));
    const context from(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    EVP_PKEY* out = nullptr;
    if (!made || !from || EVP_PKEY_fromdata_init(from.get()) != 1 ||
        EVP_PKEY_fromdata(from.get(), &out, EVP_PKEY_PUBLIC_KEY, made.get()) != 1)
        return {};
    return key(out);
}

bool is_set_to_other(const json& entry, const char* name, std::string_view wanted) {
    const auto found = entry.find(name);
    return found != entry.end() && (!found->is_string() || found->get_ref<const std::string&>() != wanted);
}

std::vector<std::string> texts_in(const json& entry, const char* name) {
    std::vector<std::string> out;
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_array()) return out;
    for (const auto& one : *found)
        if (one.is_string()) out.push_back(one.get<std::string>());
    return out;
}

std::unique_ptr<signing_key> key_from(const json& entry) {
    if (!entry.is_object() || is_set_to_other(entry, "use", "sig") || is_set_to_other(entry, "alg", "RS256")) return {};
    const auto* type = text_in(entry, "kty");
    const auto* n = text_in(entry, "n");
    const auto* e = text_in(entry, "e");
    if (!type || *type != "RSA" || !n || !e) return {};
    const auto modulus = base64url_decoded(*n);
    const auto exponent = base64url_decoded(*e);
    if (!modulus || !exponent) return {};
    auto out = signing_key::create(*modulus, *exponent);
    if (out) out->endorse(texts_in(entry, "endorsements"));
    return out;
}

}  // namespace

std::unique_ptr<signing_key> signing_key::create(std::string_view n, std::string_view e) {
    if (n.size() > most_bits / 8 + 1 || e.empty() || e.size() > longest_exponent) return {};
    const auto modulus = number_of(n);
    const auto exponent = number_of(e);
    if (!modulus || !exponent || BN_num_bits(modulus.get()) < least_bits || BN_num_bits(modulus.get()) > most_bits ||
        !BN_is_odd(modulus.get()) || !BN_is_odd(exponent.get()) || BN_is_one(exponent.get()))
        return {};
    const auto made = rsa_key(modulus.get(), exponent.get());
    std::shared_ptr<EVP_PKEY_CTX> verifier(made ? EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr) : nullptr,
                                           EVP_PKEY_CTX_free);
    const bool ready = verifier && EVP_PKEY_verify_init(verifier.get()) == 1 &&
                       EVP_PKEY_CTX_set_rsa_padding(verifier.get(), RSA_PKCS1_PADDING) == 1 &&
                       EVP_PKEY_CTX_set_signature_md(verifier.get(), EVP_sha256()) == 1;
    ERR_clear_error();
    if (!ready) return {};
    auto out = std::unique_ptr<signing_key>(new signing_key);
    out->verifier_ = std::move(verifier);
    out->size_ = static_cast<std::size_t>(BN_num_bytes(modulus.get()));
    return out;
}

bool signing_key::verifies(std::string_view text, std::string_view signature) const {
    if (signature.size() != size_) return false;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return false;
    const bool good = EVP_PKEY_verify(verifier_.get(), bytes(signature), signature.size(), digest.data(), size) == 1;
    if (!good) ERR_clear_error();
    return good;
}

result<key_set> key_set::read(std::string_view jwks) {
    if (jwks.size() > longest_key_document) return errc::malformed_keys;
    const auto document = strict_object(std::string(jwks));
    if (!document) return errc::malformed_keys;
    const auto entries = document->find("keys");
    if (entries == document->end() || !entries->is_array()) return errc::malformed_keys;
    key_set out;
    for (const auto& entry : *entries) {
        if (out.keys_.size() == most_keys) break;
        const auto* id = entry.is_object() ? text_in(entry, "kid") : nullptr;
        if (!id || id->empty() || id->size() > longest_name || out.keys_.contains(*id)) continue;
        if (auto one = key_from(entry)) out.keys_.emplace(*id, std::move(one));
    }
    if (out.keys_.empty()) return errc::no_usable_keys;
    return out;
}

const signing_key* key_set::find(std::string_view id) const {
    const auto found = keys_.find(id);
    return found == keys_.end() ? nullptr : found->second.get();
}

result<std::string> keys_address(std::string_view metadata, std::string_view metadata_url) {
    if (metadata.size() > longest_key_document) return errc::malformed_metadata;
    const auto document = strict_object(std::string(metadata));
    const auto* address = document ? text_in(*document, "jwks_uri") : nullptr;
    if (!address) return errc::malformed_metadata;
    const auto from = split_url(metadata_url);
    const auto to = split_url(*address);
    if (!from || !to || to->scheme != from->scheme || to->authority != from->authority) return errc::keys_elsewhere;
    return *address;
}

}  // namespace waymark::teams
