// The pure parts of an installation by OAuth: where the browser is sent, the cookie that ties its answer to it, and the
// attempts that are under way.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "adapters/slack/oauth_access.hpp"
#include "conversations/time.hpp"

namespace waymark::slack {

/// "https://waymark.example.org/slack/oauth_redirect"
[[nodiscard]] std::string redirect_address(const oauth_app& app);
/// Where Slack asks whether the app may be installed; beside its API ("https://slack.com/api/").
[[nodiscard]] std::string authorize_address(const oauth_app& app, std::string_view api, std::string_view state);
/// Where an admin of an organization chooses the workspaces.
[[nodiscard]] std::string workspaces_address(std::string_view enterprise, std::string_view app_id);

/// How long somebody may take between our page and Slack's answer.
constexpr span attempt_lasts = std::chrono::minutes(10);

/// The value of Set-Cookie that keeps `state` in this browser; an empty one takes the cookie away.
[[nodiscard]] std::string state_cookie(std::string_view state);
/// The state in the value of a Cookie header; "" when there is none.
[[nodiscard]] std::string state_in_cookie(std::string_view header);
/// In a time that tells nothing about where they differ.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

/// 256 random bits, in letters and digits.
[[nodiscard]] std::string new_state();

/// Attempts that have begun, each good for one answer.
class attempts {
  public:
    static constexpr std::size_t most = 10'000;  ///< then the oldest is forgotten
    void begin(const std::string& state, instant now);
    /// Whether this one was under way; it is not any more.
    [[nodiscard]] bool end(const std::string& state, instant now);
    [[nodiscard]] std::size_t size() const { return until_.size(); }

  private:
    std::map<std::string, instant> until_;
    std::deque<std::string> order_;
};

}  // namespace waymark::slack
