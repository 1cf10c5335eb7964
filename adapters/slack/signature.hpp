// Says whether a request really comes from Slack: HMAC-SHA256 over the raw bytes, in the five minutes either side of
// now. Pure apart from OpenSSL's own state; use one object from one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/time.hpp"

namespace waymark::slack {

enum class signature_verdict {
    good,
    missing,    ///< one of the two headers is not there
    malformed,  ///< not a decimal timestamp, or not "v0=" and 64 hex digits
    stale,      ///< more than 300 s before or after now
    wrong       ///< no secret gives this signature
};

class signature_checker {
  public:
    /// `secrets`: every signing secret that is valid now, so that one can be exchanged without a gap. Empty secrets are
    /// left out; without any secret nothing is good.
    explicit signature_checker(const std::vector<std::string>& secrets);
    ~signature_checker();
    signature_checker(signature_checker&&) noexcept;
    signature_checker& operator=(signature_checker&&) noexcept;

    /// `timestamp` and `signature` are the header values as received; `body` the exact bytes.
    [[nodiscard]] signature_verdict check(std::string_view timestamp, std::string_view signature, std::string_view body,
                                          instant now) const;

  private:
    struct keyed_hash;
    std::vector<std::unique_ptr<keyed_hash>> hashes_;
};

}  // namespace waymark::slack
