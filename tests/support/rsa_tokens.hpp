// RSA keys made on the spot, and tokens (JWT, RS256) signed with them: those of Microsoft, and those of an app.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "conversations/time.hpp"

struct evp_pkey_st;

namespace waymark::testing {

using private_key = std::shared_ptr<evp_pkey_st>;
[[nodiscard]] private_key new_rsa_key();
[[nodiscard]] private_key private_key_of(const std::string& pem);

/// RSA over `text`, with PKCS#1 v1.5 or PSS padding.
[[nodiscard]] std::string rsa_signature(const std::string& text, const private_key& by, const char* digest = "SHA256",
                                        bool pss = false);
/// "header.payload.signature" with the two texts as they are.
[[nodiscard]] std::string signed_token(const std::string& header, const std::string& payload, const private_key& by);

/// The public half, as an entry of a JWKS.
[[nodiscard]] nlohmann::json public_entry(const private_key& key, const std::string& id,
                                          const std::vector<std::string>& endorsements);

/// Of a certificate (PEM), SHA-1, as the header `x5t` names it.
[[nodiscard]] std::string thumbprint_of(const std::string& certificate_pem);
/// What is wrong with the assertion (RFC 7523) by which an app proves that it has the key of its certificate: empty, or
/// words. `endpoint` is where it was sent.
[[nodiscard]] std::string assertion_problem(const std::string& token, const std::string& certificate_pem,
                                            const std::string& app_id, const std::string& endpoint, instant now);

}  // namespace waymark::testing
