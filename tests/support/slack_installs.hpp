// What Slack knows of an app that people install by OAuth: codes that work once, tokens of many workspaces and
// organizations, and their rotation: refresh tokens that work once, and two live tokens at most. No network.
#pragma once

#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "conversations/time.hpp"

namespace waymark::testing {

/// Where an app is installed.
struct slack_place {
    std::string team, name;                       ///< or of an organization, for all of it:
    std::string enterprise{}, enterprise_name{};  ///< "E…"
    bool org_wide = false;
    std::string bot_user = "U0BOTUSER1", bot = "B0BOTID001";
    [[nodiscard]] const std::string& tenant() const { return org_wide ? enterprise : team; }
};

class slack_installs {
  public:
    std::string client_id = "1111.2222", client_secret = "0123456789abcdef-client";
    std::string redirect;            ///< what the app has registered; empty = anything
    std::string app = "A0MENTOR01";  ///< whose codes and tokens these are
    bool rotates = false;            ///< tokens last so long:
    span token_lasts = std::chrono::hours(12);
    /// Time goes on, for tokens alone.
    void pass(span how_long) { ahead_ += how_long; }

    /// Somebody has pressed "Allow": the code that their browser brings to the app.
    [[nodiscard]] std::string allow(const slack_place& where);
    /// oauth.v2.access with these credentials ("Basic …").
    [[nodiscard]] nlohmann::json access(const std::string& credentials, const nlohmann::json& in, instant now);
    /// All tokens of this place end, as when the app is taken out; what Slack says of them from then on.
    void take_out(const std::string& tenant, const std::string& error = "token_revoked");

    struct holder {
        slack_place where;
        std::string error;  ///< why the token is good for nothing; empty = it is
    };
    /// Empty when no token of this name was ever granted.
    [[nodiscard]] std::optional<holder> holder_of(const std::string& token, instant now) const;
    [[nodiscard]] int exchanges() const { return exchanges_; }  ///< of refresh tokens, that worked

  private:
    struct token {
        slack_place where;
        std::optional<instant> until{};
        std::string refused{};  ///< what Slack says of it; empty = nothing
    };
    [[nodiscard]] nlohmann::json grant(const slack_place& where, instant now);
    [[nodiscard]] std::string next(const std::string& kind) { return kind + std::to_string(++serial_) + "-FAKE"; }

    std::map<std::string, slack_place> codes_;
    std::map<std::string, token> tokens_;
    std::map<std::string, slack_place> refresh_;           ///< those that have not been used
    std::map<std::string, std::deque<std::string>> live_;  ///< by place
    span ahead_{};
    int serial_ = 0, exchanges_ = 0;
};

}  // namespace waymark::testing
