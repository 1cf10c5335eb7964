// One installation of our app in Slack: in a workspace, or in a whole Enterprise organization. A plain value, and the
// text under which it is kept.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark::slack {

struct installation {
    std::string enterprise;  ///< "E…" of the organization, if there is one
    std::string team;        ///< "T…"; empty for a whole organization
    std::string team_name;   ///< or the organization's
    bool org_wide = false;
    std::string app, bot_user, bot;
    std::string rights;         ///< as Slack lists them: "chat:write,im:history"
    std::string token;          ///< never logged, and no more is:
    std::string refresh_token;  ///< empty without token rotation
    instant expires = never;    ///< of the token; never without rotation
    instant installed_at;       ///< in whole seconds, as Slack's events tell theirs

    /// What addresses of people under it have as their tenant.
    [[nodiscard]] const std::string& tenant() const { return org_wide ? enterprise : team; }
    friend bool operator==(const installation&, const installation&) = default;
};

/// From an answer of oauth.v2.access that was asked for at `asked`. Empty when it grants no bot's token.
[[nodiscard]] std::optional<installation> installation_granted(const nlohmann::json& answer, instant asked);
/// The same installation with the pair of tokens of such an answer. Empty when there is none in it.
[[nodiscard]] std::optional<installation> with_new_tokens(installation before, const nlohmann::json& answer,
                                                          instant asked);

/// Kept as notes about the tenant, and a list of all tenants about no tenant at all.
[[nodiscard]] platform_note note_of(const installation& one);
/// Forgets it.
[[nodiscard]] platform_note no_note_of(const std::string& tenant);
[[nodiscard]] platform_note note_of_tenants(const std::vector<std::string>& tenants);
constexpr auto installation_note = "installation";
constexpr auto tenants_note = "installations";
[[nodiscard]] address place_of(const std::string& tenant);

/// Empty for text that note_of() did not write.
[[nodiscard]] std::optional<installation> read_installation(std::string_view text);
[[nodiscard]] std::vector<std::string> read_tenants(std::string_view text);

}  // namespace waymark::slack
