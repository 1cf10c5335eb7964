#include "adapters/teams/token.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "adapters/json_paths.hpp"
#include "adapters/letter_case.hpp"
#include "adapters/teams/base64url.hpp"
#include "adapters/teams/service_url.hpp"

namespace waymark::teams {
namespace {

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

enum node : json_node {
    root = json_root,
    algorithm,
    key_id,
    extensions,
    issuer,
    audience,
    expires,
    not_before,
    service
};
constexpr std::size_t node_count = service + 1;

constexpr std::array header_steps{json_step{root, "alg", algorithm}, json_step{root, "kid", key_id},
                                  json_step{root, "crit", extensions}};
constexpr std::array claim_steps{json_step{root, "iss", issuer}, json_step{root, "aud", audience},
                                 json_step{root, "exp", expires}, json_step{root, "nbf", not_before},
                                 json_step{root, "serviceurl", service}};

/// The members of one part that matter, each as what it is and not as what it looks like: "1" is no number.
class members {
  public:
    std::string* text(json_node at) {
        if (at == audience) return &audiences_.emplace_back();
        return &values_[at];
    }
    void begin(json_node) {}
    /// Readers disagree about which of two equal names counts.
    void named(json_node at) { repeated_ = std::exchange(present_[at], true) || repeated_; }
    void kind(json_node at, json_kind is) {
        if (at == audience) return audience_kind(is);
        if (!std::exchange(told_[at], true)) kinds_[at] = is;  // an array stays one, whatever is in it
    }

    [[nodiscard]] bool has(node at) const { return present_[at]; }
    [[nodiscard]] bool in_order() const { return !repeated_ && !odd_audience_ && audiences_.size() <= most_audiences; }
    /// Empty when it is absent or no text.
    [[nodiscard]] const std::string& operator[](node at) const {
        static const std::string none;
        return kinds_[at] == json_kind::text ? values_[at] : none;
    }
    /// True when it is absent. A NumericDate may be a fraction, but nobody writes one.
    [[nodiscard]] bool time(node at, std::optional<std::int64_t>& out) const {
        if (!present_[at]) return true;
        std::int64_t seconds = 0;
        const auto& digits = values_[at];
        const auto [stop, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
        if (kinds_[at] != json_kind::integer || ec != std::errc{} || seconds < 0 || seconds > end_of_time) return false;
        out = seconds;
        return true;
    }
    [[nodiscard]] std::vector<std::string>& audiences() { return audiences_; }

  private:
    /// One text, or an array of texts.
    void audience_kind(json_kind is) {
        const bool first = !std::exchange(audience_begun_, true);
        if (is != json_kind::text && !(first && is == json_kind::array)) odd_audience_ = true;
    }

    std::array<std::string, node_count> values_;
    std::array<json_kind, node_count> kinds_{};
    std::array<bool, node_count> present_{}, told_{};
    std::vector<std::string> audiences_;
    bool repeated_ = false, audience_begun_ = false, odd_audience_ = false;
};

/// False when it is not one JSON object in strict base64url.
bool read_part(std::string_view part, std::span<const json_step> steps, members& out) {
    const auto text = base64url_decoded(part);
    return text && read_json_paths(*text, steps, out) && out.in_order();
}

bool is_listed(const std::vector<std::string>& list, std::string_view one) {
    return std::ranges::any_of(list, [&](const std::string& each) { return iequals(each, one); });
}

instant end_of(const presented_token& token) {
    return instant{std::chrono::seconds(*token.expires)} + clock_tolerance;
}

bool is_welcome(const trust& whom, std::string_view tenant) {
    return (!whom.home_tenant.empty() && iequals(whom.home_tenant, tenant)) || is_listed(whom.tenants, tenant);
}

}  // namespace

result<presented_token> read_token(std::string_view authorization, const trust& whom) {
    const auto parts = split(authorization);
    if (!parts) return parts.error();
    members header;
    members claims;
    auto signature = base64url_decoded(parts->signature);
    if (!signature || !read_part(parts->header, header_steps, header) || !read_part(parts->claims, claim_steps, claims))
        return errc::malformed_token;

    if (claims[issuer].empty() || std::ranges::find(whom.issuers, claims[issuer]) == whom.issuers.end())
        return errc::unknown_issuer;
    // The one algorithm there is. Other headers are not read: no key comes from a token (jku, jwk, x5u, x5c).
    if (header[algorithm] != "RS256" || header.has(extensions)) return errc::wrong_algorithm;
    if (signature->empty()) return errc::malformed_token;
    if (header[key_id].empty()) return errc::no_key_id;

    presented_token out;
    const auto signed_size = parts->header.size() + 1 + parts->claims.size();
    out.signed_part = authorization.substr(scheme.size(), signed_size);
    out.signature = std::move(*signature);
    out.key_id = header[key_id];
    out.audiences = std::move(claims.audiences());
    if (!claims.time(expires, out.expires) || !claims.time(not_before, out.not_before)) return errc::malformed_time;
    out.service_url = claims[service];
    return out;
}

result<void> check_claims(const presented_token& token, const trust& whom, instant now) {
    if (!token.expires) return errc::no_expiry;
    if (now > end_of(token)) return errc::expired;
    if (token.not_before && now < instant{std::chrono::seconds(*token.not_before)} - clock_tolerance)
        return errc::not_yet_valid;
    // An empty id of ours would match an empty claim.
    if (whom.app_id.empty() || !is_listed(token.audiences, whom.app_id)) return errc::other_audience;
    if (token.service_url.empty()) return errc::no_service_url;
    return {};
}

result<verified_token> verify_token(const presented_token& token, const key_set* keys, const trust& whom, instant now) {
    const auto claims = check_claims(token, whom, now);
    if (!keys) return claims.has_error() ? claims.error() : make_error_code(errc::no_keys);
    const auto* key = keys->find(token.key_id);
    if (!key) return errc::unknown_key;
    if (!key->verifies(token.signed_part, token.signature)) return errc::bad_signature;
    if (claims.has_error()) return claims.error();
    return verified_token{token.service_url, key->endorsements(), end_of(token)};
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
