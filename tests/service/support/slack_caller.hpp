// Slack's side of the webhooks: signs and posts events, clicks and commands to the service, and says what it answered.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/service/support/loopback.hpp"
#include "tests/support/slack_signing.hpp"

namespace waymark::testing {

/// A whole request with these headers, after its Host and before its Content-Length.
[[nodiscard]] std::string post_request(const std::string& path, const std::map<std::string, std::string>& headers,
                                       const std::string& body);

constexpr auto default_team = "T0ACME0001";

class slack_caller {
  public:
    slack_caller(int port, std::string secret) : connection_(port), secret_(std::move(secret)) {}

    using answer = http_reply_seen;
    /// Posts `body` signed now. `extra` adds headers ("X-Slack-Retry-Num": "1").
    answer post(const std::string& path, const std::string& content_type, const std::string& body,
                const std::map<std::string, std::string>& extra = {});
    answer event(const nlohmann::json& envelope, const std::map<std::string, std::string>& extra = {});
    answer interaction(const nlohmann::json& payload);
    /// `serial` makes the command one of its own: the same one is a repetition.
    answer command(const std::string& user, const std::string& text, std::uint64_t serial,
                   const std::string& team = default_team);
    /// The service was started anew on another port.
    void move_to(int port) { connection_.move_to(port); }

  private:
    loopback_connection connection_;
    std::string secret_;
};

/// Envelopes as Slack sends them. `serial` makes event ids; `ts` names the message.
[[nodiscard]] nlohmann::json message_event(const std::string& user, const std::string& text, const std::string& ts,
                                           const std::string& event_id);
[[nodiscard]] nlohmann::json edit_event(const std::string& user, const std::string& old_text,
                                        const std::string& new_text, const std::string& message_ts,
                                        const std::string& event_id);
/// What Slack says when an admin takes the app out: "app_uninstalled" or "tokens_revoked", in any order.
[[nodiscard]] nlohmann::json farewell_event(const std::string& team, const std::string& kind,
                                            const std::string& event_id);
/// What a slash command carries. `serial` makes it one of its own: the same one is a repetition.
[[nodiscard]] std::map<std::string, std::string> command_fields(const std::string& user, const std::string& text,
                                                                std::uint64_t serial,
                                                                const std::string& in = default_team);
/// A use of `element` (as the app posted it, found in `message`) choosing `value`.
[[nodiscard]] nlohmann::json click_payload(const std::string& user, const nlohmann::json& message,
                                           const std::string& block_id, const nlohmann::json& element,
                                           const std::string& value, std::uint64_t serial);
/// The same envelope or payload as it comes from another workspace.
[[nodiscard]] nlohmann::json of_team(nlohmann::json envelope, const std::string& team);
/// What somebody typed, as Slack's `text` fields carry it: three characters become entities.
[[nodiscard]] std::string escaped(const std::string& typed);
/// And back: what somebody reads.
[[nodiscard]] std::string unescaped(std::string text);
/// The direct conversation of a user, as the fake names it.
[[nodiscard]] std::string channel_of(const std::string& user);
[[nodiscard]] std::string form_encoded(const std::map<std::string, std::string>& fields);

}  // namespace waymark::testing
