#include "adapters/teams/token.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>

#include "adapters/teams/base64url.hpp"
#include "adapters/teams/service_url.hpp"
#include "adapters/teams/strict_json.hpp"

namespace waymark::teams {
namespace {

using boost::beast::iequals;
using nlohmann::json;

constexpr std::string_view scheme = "Bearer ";
constexpr std::size_t most_audiences = 16;
constexpr std::int64_t end_of_time = 253'402'300'799;  // of the year 9999: sums with it do not overflow

struct raw_parts {
    std::string_view header, claims, signature;
};

/// Step 1, and the three parts of step 2.
result<raw_parts> split(std::string_view authorization) {
    if (authorization.size() < scheme.size() || !iequals(authorization.substr(0, scheme.size()), scheme))
        return errc::no_token;
    const auto token = authorization.substr(scheme.size());
    if (token.empty() || token.find_first_of(" \t,") != std::string_view::npos) return errc::no_token;
    if (token.size() > longest_token) return errc::too_large;
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
        return errc::malformed_token;
    return raw_parts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

std::optional<json> object_in(std::string_view part) {
    const auto text = base64url_decoded(part);
    if (!text) return {};
    return strict_object(*text);
}

/// True when the claim is absent; a NumericDate may be written as a fraction, but nobody does.
bool read_time(const json& claims, const char* name, std::optional<std::int64_t>& out) {
    const auto found = claims.find(name);
    if (found == claims.end()) return true;
    if (!found->is_number_integer()) return false;
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(end_of_time))
        return false;
    out = found->get<std::int64_t>();
    return *out >= 0;
}

/// One text, or an array of a few.
bool read_audiences(const json& claims, std::vector<std::string>& out) {
    const auto found = claims.find("aud");
    if (found == claims.end()) return true;
    if (const auto* one = found->get_ptr<const std::string*>()) {
        out.push_back(*one);
        return true;
    }
    if (!found->is_array() || found->size() > most_audiences) return false;
    for (const auto& one : *found) {
        if (!one.is_string()) return false;
        out.push_back(one.get<std::string>());
    }
    return true;
}

bool is_listed(const std::vector<std::string>& list, std::string_view one) {
    return std::ranges::any_of(list, [&](const std::string& each) { return iequals(each, one); });
}

bool is_welcome(const trust& whom, std::string_view tenant) {
    return (!whom.home_tenant.empty() && iequals(whom.home_tenant, tenant)) || is_listed(whom.tenants, tenant);
}

}  // namespace

result<presented_token> read_token(std::string_view authorization, const trust& whom) {
    const auto parts = split(authorization);
    if (!parts) return parts.error();
    const auto header = object_in(parts->header);
    const auto claims = object_in(parts->claims);
    auto signature = base64url_decoded(parts->signature);
    if (!header || !claims || !signature) return errc::malformed_token;

    const auto* issuer = text_in(*claims, "iss");
    if (!issuer || std::ranges::find(whom.issuers, *issuer) == whom.issuers.end()) return errc::unknown_issuer;
    // The one algorithm there is. Other headers are not read: no key comes from a token (jku, jwk, x5u, x5c).
    const auto* algorithm = text_in(*header, "alg");
    if (!algorithm || *algorithm != "RS256" || header->contains("crit")) return errc::wrong_algorithm;
    if (signature->empty()) return errc::malformed_token;
    const auto* key_id = text_in(*header, "kid");
    if (!key_id || key_id->empty()) return errc::no_key_id;

    presented_token out;
    const auto signed_size = parts->header.size() + 1 + parts->claims.size();
    out.signed_part = authorization.substr(scheme.size(), signed_size);
    out.signature = std::move(*signature);
    out.key_id = *key_id;
    if (!read_audiences(*claims, out.audiences)) return errc::malformed_token;
    if (!read_time(*claims, "exp", out.expires) || !read_time(*claims, "nbf", out.not_before))
        return errc::malformed_time;
    if (const auto* url = text_in(*claims, "serviceurl")) out.service_url = *url;
    return out;
}

result<verified_token> verify_token(const presented_token& token, const key_set* keys, const trust& whom, instant now) {
    if (!keys) return errc::no_keys;
    const auto* key = keys->find(token.key_id);
    if (!key) return errc::unknown_key;
    if (!key->verifies(token.signed_part, token.signature)) return errc::bad_signature;

    if (!token.expires) return errc::no_expiry;
    const auto expires = instant{std::chrono::seconds(*token.expires)} + clock_tolerance;
    if (now > expires) return errc::expired;
    if (token.not_before && now < instant{std::chrono::seconds(*token.not_before)} - clock_tolerance)
        return errc::not_yet_valid;
    // An empty id of ours would match an empty claim.
    if (whom.app_id.empty() || !is_listed(token.audiences, whom.app_id)) return errc::other_audience;
    if (token.service_url.empty()) return errc::no_service_url;
    return verified_token{token.service_url, key->endorsements(), expires};
}

result<void> check_activity(const verified_token& token, const activity_facts& facts, const trust& whom) {
    if (!token.endorsements.empty() && !is_listed(token.endorsements, facts.channel)) return errc::not_endorsed;
    if (!same_service(token.service_url, facts.service_url)) return errc::other_service_url;
    if (!leads_to(facts.service_url, whom.service_hosts)) return errc::unlisted_service;
    const auto bare = facts.recipient.starts_with("28:") ? facts.recipient.substr(3) : facts.recipient;
    if (whom.app_id.empty() || !iequals(bare, whom.app_id)) return errc::other_bot;
    const bool welcome = !facts.tenants.empty() && std::ranges::all_of(facts.tenants, [&](std::string_view tenant) {
        return !tenant.empty() && is_welcome(whom, tenant);
    });
    if (!welcome) return errc::other_tenant;
    return {};
}

unsigned status_for(const boost::system::error_code& refusal) {
    if (refusal == errc::no_keys) return 503;
    constexpr std::array unwanted{errc::unlisted_service, errc::other_bot, errc::other_tenant};
    return std::ranges::find(unwanted, refusal) == unwanted.end() ? 401 : 403;
}

}  // namespace waymark::teams
