// Tokens that were verified a moment ago: the Bot Connector sends the same one for an hour. Kept by their hash, so that
// no token lies about in memory.
#pragma once

#include <array>
#include <map>

#include "adapters/teams/token.hpp"

namespace waymark::teams {

class verified_tokens {
  public:
    /// Null when it is not there, or has expired by `now`.
    [[nodiscard]] const verified_token* find(std::string_view authorization, instant now) const;
    void keep(std::string_view authorization, verified_token token, instant now);
    /// The keys have changed: each is verified anew.
    void clear() { tokens_.clear(); }
    [[nodiscard]] std::size_t size() const { return tokens_.size(); }

  private:
    static constexpr std::size_t most = 1'000;  ///< a tenant and an hour are one; more than enough
    using digest = std::array<unsigned char, 32>;
    [[nodiscard]] static digest hash(std::string_view text);
    std::map<digest, verified_token> tokens_;
};

}  // namespace waymark::teams
