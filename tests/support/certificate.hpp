// Certificates for tests, made on the spot.
#pragma once

#include <string>

namespace waymark::testing {

struct certificate_and_key {
    std::string certificate, key;  ///< PEM
};

enum class key_kind { elliptic, rsa };

/// A certificate for `host` that is its own authority, good for a day.
[[nodiscard]] certificate_and_key self_signed(const std::string& host, key_kind kind = key_kind::elliptic);

}  // namespace waymark::testing
