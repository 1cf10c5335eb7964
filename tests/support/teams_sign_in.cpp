#include "tests/support/teams_sign_in.hpp"

#include "adapters/slack/form.hpp"

namespace waymark::testing {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr auto metadata_path = "/v1/.well-known/openidconfiguration";
constexpr auto keys_path = "/v1/.well-known/keys";
constexpr std::string_view token_path = "/oauth2/v2.0/token";
constexpr auto assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

std::int64_t seconds(instant at) {
    return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

teams_answer token_refusal(unsigned status, const std::string& error, int code, const std::string& words) {
    json body;
    body["error"] = error;
    body["error_description"] = "AADSTS" + std::to_string(code) + ": " + words;
    body["error_codes"] = json::array({code});
    body["trace_id"] = body["correlation_id"] = "11111111-0001-4000-8000-000000000001";
    return teams_json(status, body);
}

}  // namespace

void teams_sign_in::rotate_keys(bool keep_the_old_one) {
    before_ = std::move(signing_);
    lists_before_ = keep_the_old_one;
    signing_ = {"key-" + std::to_string(++keys_made_), new_rsa_key()};
}

std::string teams_sign_in::operation(const std::string& path) {
    if (path == metadata_path) return "metadata";
    if (path == keys_path) return "keys";
    return path.ends_with(token_path) ? "token" : "";
}

std::optional<teams_answer> teams_sign_in::answer(const std::string& path, const std::string& body, instant now) {
    const auto asked = operation(path);
    if (asked.empty()) return {};
    ++counts_[asked];
    if (asked == "token") return token(path, body, now);
    json out;
    if (asked == "keys") {
        for (const auto* one : {&signing_, &before_})
            if (one == &signing_ || lists_before_)
                out["keys"].push_back(public_entry(one->key, one->id, {"msteams", "webchat"}));
        return teams_json(200, out);
    }
    out["issuer"] = app_.issuer;
    out["authorization_endpoint"] = "https://invalid.botframework.com";
    out["jwks_uri"] = keys_address_.empty() ? origin_ + keys_path : keys_address_;
    out["id_token_signing_alg_values_supported"] = json::array({"RS256"});
    out["token_endpoint_auth_methods_supported"] = json::array({"private_key_jwt"});
    return teams_json(200, out);
}

teams_answer teams_sign_in::token(const std::string& path, const std::string& body, instant now) {
    const auto form = slack::form::read(body);
    if (!form || (*form)["grant_type"] != "client_credentials")
        return token_refusal(400, "invalid_request", 900144, "The grant type is missing or another.");
    if (path != "/" + app_.authority + std::string(token_path) || (*form)["client_id"] != app_.app_id)
        return token_refusal(400, "unauthorized_client", 700016, "Application was not found in the directory.");
    if ((*form)["scope"] != app_.scope)
        return token_refusal(400, "invalid_scope", 70011, "The scope is not valid: " + (*form)["scope"]);
    if (app_.certificate.empty() && (*form)["client_secret"] != app_.secret)
        return token_refusal(401, "invalid_client", 7000215, "Invalid client secret provided.");
    if (!app_.certificate.empty()) {
        const auto problem =
            (*form)["client_assertion_type"] != assertion_type
                ? "no assertion"
                : assertion_problem((*form)["client_assertion"], app_.certificate, app_.app_id, origin_ + path, now);
        if (!problem.empty()) return token_refusal(401, "invalid_client", 700027, "The assertion is " + problem);
    }
    const auto given = "an-access-token-of-the-tests-" + std::to_string(++tokens_given_);
    tokens_[given] = now + app_.token_life;
    json out;
    out["token_type"] = "Bearer";
    out["expires_in"] = out["ext_expires_in"] = app_.token_life.count();
    out["access_token"] = given;
    return teams_json(200, out);
}

bool teams_sign_in::admits(const std::string& authorization, instant now) const {
    constexpr std::string_view scheme = "Bearer ";
    if (everybody_) return true;
    if (!authorization.starts_with(scheme)) return false;
    const auto found = tokens_.find(authorization.substr(scheme.size()));
    return found != tokens_.end() && now < found->second;
}

json teams_sign_in::claims(const std::string& service_url, instant now) const {
    json out;
    out["serviceurl"] = service_url;
    out["nbf"] = seconds(now - 5min);
    out["exp"] = seconds(now + 55min);
    out["iss"] = app_.issuer;
    out["aud"] = app_.app_id;
    return out;
}

std::string teams_sign_in::signed_by(const named_key& by, const json& claims) const {
    json header;
    header["alg"] = "RS256";
    header["kid"] = header["x5t"] = by.id;
    header["typ"] = "JWT";
    return "Bearer " + signed_token(header.dump(), claims.dump(), by.key);
}

std::string teams_sign_in::authorization_with(const json& claims, const private_key& key,
                                              const std::string& key_id) const {
    return signed_by({key_id.empty() ? signing_.id : key_id, key}, claims);
}

std::string teams_sign_in::authorization(const std::string& service_url, instant now) const {
    return signed_by(signing_, claims(service_url, now));
}

std::string teams_sign_in::authorization_by_the_old_key(const std::string& service_url, instant now) const {
    return signed_by(before_, claims(service_url, now));
}

}  // namespace waymark::testing
