// The public keys with which the Bot Connector signs its tokens, read from a JWKS. Pure: fetching them is the rim's.
//
// Threads: a key is used by one thread at a time.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/teams/errc.hpp"

struct evp_pkey_ctx_st;

namespace waymark::teams {

/// Bytes of key set and metadata that are read at all. Microsoft's key set was seen to have 870,000, most of them
/// certificates.
constexpr std::size_t longest_key_document = 4'000'000;

class signing_key {
  public:
    /// `n` and `e` as big-endian bytes. Null when they are no RSA key of 2048 to 8192 bits with a sane exponent.
    [[nodiscard]] static std::unique_ptr<signing_key> create(std::string_view n, std::string_view e);

    /// RSASSA-PKCS1-v1_5 with SHA-256, and nothing else whatever the token says.
    [[nodiscard]] bool verifies(std::string_view text, std::string_view signature) const;
    /// Channels the key may sign for; empty = any.
    [[nodiscard]] const std::vector<std::string>& endorsements() const { return endorsements_; }
    void endorse(std::vector<std::string> channels) { endorsements_ = std::move(channels); }

  private:
    signing_key() = default;
    std::shared_ptr<evp_pkey_ctx_st> verifier_;
    std::size_t size_ = 0;  ///< bytes of the modulus, and so of each signature
    std::vector<std::string> endorsements_;
};

class key_set {
  public:
    /// Reads a JWKS. Entries that are not RSA, not for signatures, broken, or named like an earlier one are skipped.
    /// Errors: malformed_keys, no_usable_keys.
    [[nodiscard]] static result<key_set> read(std::string_view jwks);

    /// Null when there is no such key. `id` is only ever looked up.
    [[nodiscard]] const signing_key* find(std::string_view id) const;
    [[nodiscard]] std::size_t size() const { return keys_.size(); }

  private:
    std::map<std::string, std::shared_ptr<const signing_key>, std::less<>> keys_;
};

/// Where the keys are, as OpenID metadata fetched from `metadata_url` tell: on the very same host and port, as in each
/// of Microsoft's clouds. Errors: malformed_metadata, keys_elsewhere.
[[nodiscard]] result<std::string> keys_address(std::string_view metadata, std::string_view metadata_url);

}  // namespace waymark::teams
