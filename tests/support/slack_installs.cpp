#include "tests/support/slack_installs.hpp"

#include <openssl/evp.h>

namespace waymark::testing {
namespace {

using nlohmann::json;

constexpr std::size_t most_live = 2;

std::string text(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json refused(const char* error) {
    json out;
    out["ok"] = false;
    out["error"] = error;
    return out;
}

std::string basic(const std::string& plain) {
    std::string out(4 * ((plain.size() + 2) / 3) + 1, '\0');
    const auto size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), static_cast<int>(plain.size()));
    out.resize(static_cast<std::size_t>(size));
    return "Basic " + out;
}

json named(const std::string& id, const std::string& name) {
    json out;
    if (id.empty()) return out;
    out["id"] = id;
    out["name"] = name;
    return out;
}

}  // namespace

std::string slack_installs::allow(const slack_place& where) {
    const auto name = next("code-");
    codes_[name] = where;
    return name;
}

json slack_installs::access(const std::string& credentials, const json& in, instant now) {
    now += ahead_;
    if (credentials != basic(client_id + ":" + client_secret)) return refused("bad_client_secret");
    if (text(in, "grant_type") == "refresh_token") {
        const auto found = refresh_.find(text(in, "refresh_token"));
        if (found == refresh_.end()) return refused("invalid_refresh_token");
        const auto where = found->second;
        refresh_.erase(found);
        ++exchanges_;
        return grant(where, now);
    }
    if (!redirect.empty() && text(in, "redirect_uri") != redirect) return refused("bad_redirect_uri");
    const auto found = codes_.find(text(in, "code"));
    if (found == codes_.end()) return refused("invalid_code");
    const auto where = found->second;
    codes_.erase(found);
    return grant(where, now);
}

json slack_installs::grant(const slack_place& where, instant now) {
    json out;
    out["ok"] = true;
    out["app_id"] = app;
    out["authed_user"]["id"] = "U0ADMIN001";
    out["scope"] = "chat:write,im:history,im:write,users:read";
    out["token_type"] = "bot";
    out["bot_user_id"] = where.bot_user;
    out["team"] = where.org_wide ? json() : named(where.team, where.name);
    out["enterprise"] = named(where.enterprise, where.enterprise_name);
    out["is_enterprise_install"] = where.org_wide;
    const auto name = next(rotates ? "xoxe.xoxb-1-" : "xoxb-granted-");
    out["access_token"] = name;
    tokens_[name].where = where;
    if (!rotates) return out;
    tokens_[name].until = now + token_lasts;
    out["expires_in"] = std::chrono::duration_cast<std::chrono::seconds>(token_lasts).count();
    out["refresh_token"] = next("xoxe-1-");
    refresh_[text(out, "refresh_token")] = where;
    auto& live = live_[where.tenant()];
    live.push_back(name);
    while (live.size() > most_live) {
        tokens_[live.front()].refused = "token_revoked";
        live.pop_front();
    }
    return out;
}

void slack_installs::take_out(const std::string& tenant, const std::string& error) {
    for (auto& [name, one] : tokens_)
        if (one.where.tenant() == tenant) one.refused = error;
    std::erase_if(refresh_, [&](const auto& one) { return one.second.tenant() == tenant; });
    live_.erase(tenant);
}

std::optional<slack_installs::holder> slack_installs::holder_of(const std::string& name, instant now) const {
    const auto found = tokens_.find(name);
    if (found == tokens_.end()) return std::nullopt;
    holder out{found->second.where, found->second.refused};
    if (out.error.empty() && found->second.until && now + ahead_ >= *found->second.until) out.error = "token_expired";
    return out;
}

}  // namespace waymark::testing
