// Our app proves itself to Entra ID by a certificate: a short token signed with its key.
#pragma once

#include <memory>
#include <string>

#include "conversations/time.hpp"

struct evp_pkey_st;

namespace waymark::teams {

class client_assertion {
  public:
    /// PEM texts, RSA. Throws std::runtime_error when they cannot be read or do not belong together.
    client_assertion(const std::string& certificate, const std::string& private_key);

    /// For one request to `token_url`; good for ten minutes.
    [[nodiscard]] std::string sign(const std::string& token_url, const std::string& app_id, instant now) const;

  private:
    std::shared_ptr<evp_pkey_st> key_;
    std::string header_;
};

}  // namespace waymark::teams
