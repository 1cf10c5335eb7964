#include "adapters/teams/verified_tokens.hpp"

#include <openssl/sha.h>

namespace waymark::teams {

verified_tokens::digest verified_tokens::hash(std::string_view text) {
    digest out{};
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data());
    return out;
}

const verified_token* verified_tokens::find(std::string_view authorization, instant now) const {
    if (authorization.size() > longest_token) return nullptr;
    const auto found = tokens_.find(hash(authorization));
    return found == tokens_.end() || now > found->second.expires ? nullptr : &found->second;
}

void verified_tokens::keep(std::string_view authorization, verified_token token, instant now) {
    if (tokens_.size() >= most) std::erase_if(tokens_, [&](const auto& one) { return now > one.second.expires; });
    if (tokens_.size() >= most) tokens_.clear();
    tokens_.insert_or_assign(hash(authorization), std::move(token));
}

}  // namespace waymark::teams
