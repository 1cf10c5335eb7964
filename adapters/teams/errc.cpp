#include "adapters/teams/errc.hpp"

#include <string>

namespace waymark::teams {
namespace {

/// The messages are also the labels under which refusals are counted.
const char* word_for(errc e) {
    switch (e) {
        case errc::no_token:
            return "no_token";
        case errc::malformed_token:
            return "malformed_token";
        case errc::too_large:
            return "token_too_large";
        case errc::unknown_issuer:
            return "unknown_issuer";
        case errc::wrong_algorithm:
            return "wrong_algorithm";
        case errc::no_key_id:
            return "no_key_id";
        case errc::no_keys:
            return "no_keys";
        case errc::unknown_key:
            return "unknown_key";
        case errc::bad_signature:
            return "bad_signature";
        case errc::no_expiry:
            return "no_expiry";
        case errc::malformed_time:
            return "malformed_time";
        case errc::expired:
            return "expired";
        case errc::not_yet_valid:
            return "not_yet_valid";
        case errc::other_audience:
            return "other_audience";
        case errc::no_service_url:
            return "no_service_url";
        case errc::not_endorsed:
            return "not_endorsed";
        case errc::other_service_url:
            return "other_service_url";
        case errc::unlisted_service:
            return "unlisted_service";
        case errc::other_bot:
            return "other_bot";
        case errc::other_tenant:
            return "other_tenant";
        case errc::malformed_keys:
            return "malformed_keys";
        case errc::no_usable_keys:
            return "no_usable_keys";
        case errc::malformed_metadata:
            return "malformed_metadata";
        case errc::unreachable_keys:
            return "unreachable_keys";
        case errc::keys_elsewhere:
            return "keys_elsewhere";
    }
    return "unknown";
}

class teams_category final : public boost::system::error_category {
  public:
    const char* name() const noexcept override { return "teams"; }
    std::string message(int value) const override { return word_for(static_cast<errc>(value)); }
};

}  // namespace

const boost::system::error_category& category() {
    static const teams_category one;
    return one;
}

}  // namespace waymark::teams
