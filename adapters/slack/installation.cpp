#include "adapters/slack/installation.hpp"

#include <nlohmann/json.hpp>

#include "adapters/json_values.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/objects.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;

std::int64_t number_in(const json& object, const char* key, std::int64_t otherwise) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}

/// A moment that is kept as a number of microseconds, or as nothing.
void put(json& into, const char* key, instant when) {
    if (when != never) into[key] = to_us(when);
}
instant moment_in(const json& object, const char* key, instant otherwise) {
    return object.contains(key) ? from_us(number_in(object, key, to_us(otherwise))) : otherwise;
}

void take_tokens(const json& answer, instant asked, installation& into) {
    into.token = text_in(answer, "access_token");
    into.refresh_token = text_in(answer, "refresh_token");
    const auto seconds = number_in(answer, "expires_in", 0);
    into.expires = seconds > 0 ? asked + std::chrono::seconds(seconds) : never;
}

}  // namespace

std::optional<installation> installation_granted(const json& answer, instant asked) {
    installation out;
    if (!answer.is_object()) return std::nullopt;
    const auto team = object_at(answer, "team");
    const auto enterprise = object_at(answer, "enterprise");
    out.org_wide = true_at(answer, "is_enterprise_install");
    out.enterprise = text_in(enterprise, "id");
    out.team = out.org_wide ? std::string() : text_in(team, "id");
    out.team_name = text_in(out.org_wide ? enterprise : team, "name");
    out.app = text_in(answer, "app_id");
    out.bot_user = text_in(answer, "bot_user_id");
    out.rights = text_in(answer, "scope");
    out.installed_at = std::chrono::floor<std::chrono::seconds>(asked);
    take_tokens(answer, asked, out);
    if (text_in(answer, "token_type") != "bot" || out.token.empty() || !id_like(out.tenant())) return std::nullopt;
    return out;
}

std::optional<installation> with_new_tokens(installation before, const json& answer, instant asked) {
    if (!answer.is_object()) return std::nullopt;
    auto out = std::move(before);
    take_tokens(answer, asked, out);
    if (out.token.empty() || out.refresh_token.empty()) return std::nullopt;
    return out;
}

address place_of(const std::string& tenant) {
    return {"slack", {tenant}, ""};
}

platform_note note_of(const installation& one) {
    json body;
    for (const auto& [key, value] : {std::pair("enterprise", &one.enterprise),
                                     {"team", &one.team},
                                     {"team_name", &one.team_name},
                                     {"app", &one.app},
                                     {"bot_user", &one.bot_user},
                                     {"bot", &one.bot},
                                     {"rights", &one.rights},
                                     {"token", &one.token},
                                     {"refresh_token", &one.refresh_token}})
        if (!value->empty()) body[key] = *value;
    if (one.org_wide) body["org_wide"] = true;
    put(body, "expires", one.expires);
    put(body, "installed_at", one.installed_at);
    return {place_of(one.tenant()), installation_note, body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

platform_note no_note_of(const std::string& tenant) {
    return {place_of(tenant), installation_note, ""};
}

platform_note note_of_tenants(const std::vector<std::string>& tenants) {
    return {place_of(""), tenants_note, tenants.empty() ? std::string() : json(tenants).dump()};
}

std::optional<installation> read_installation(std::string_view text) {
    const auto body = json::parse(text, nullptr, false);
    if (!body.is_object()) return std::nullopt;
    installation out;
    for (const auto& [key, value] : {std::pair("enterprise", &out.enterprise),
                                     {"team", &out.team},
                                     {"team_name", &out.team_name},
                                     {"app", &out.app},
                                     {"bot_user", &out.bot_user},
                                     {"bot", &out.bot},
                                     {"rights", &out.rights},
                                     {"token", &out.token},
                                     {"refresh_token", &out.refresh_token}})
        *value = text_in(body, key);
    out.org_wide = true_at(body, "org_wide");
    out.expires = moment_in(body, "expires", never);
    out.installed_at = moment_in(body, "installed_at", {});
    if (out.tenant().empty() || out.token.empty()) return std::nullopt;
    return out;
}

std::vector<std::string> read_tenants(std::string_view text) {
    std::vector<std::string> out;
    const auto body = json::parse(text, nullptr, false);
    if (body.is_array())
        for (const auto& one : body)
            if (one.is_string()) out.push_back(one.get<std::string>());
    return out;
}

}  // namespace waymark::slack
