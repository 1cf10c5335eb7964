// Slack's side of the webhooks: signs and posts events, clicks and commands to the service, and says what it answered.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace waymark::testing {

class slack_caller {
  public:
    slack_caller(int port, std::string secret) : port_(port), secret_(std::move(secret)) {}
    ~slack_caller();
    slack_caller(const slack_caller&) = delete;
    slack_caller& operator=(const slack_caller&) = delete;

    struct answer {
        int status = 0;  ///< 0: no answer; the connection failed or broke
        std::string head, body;
    };

    /// Posts `body` signed now. `extra` adds headers ("X-Slack-Retry-Num": "1").
    answer post(const std::string& path, const std::string& content_type, const std::string& body,
                const std::map<std::string, std::string>& extra = {});
    answer event(const nlohmann::json& envelope, const std::map<std::string, std::string>& extra = {});
    answer interaction(const nlohmann::json& payload);
    answer command(const std::string& user, const std::string& text);
    /// The service was started anew on another port.
    void move_to(int port);

  private:
    int port_;
    std::string secret_;
    int fd_ = -1;
};

/// Envelopes as Slack sends them. `serial` makes event ids; `ts` names the message.
[[nodiscard]] nlohmann::json message_event(const std::string& user, const std::string& text, const std::string& ts,
                                           const std::string& event_id);
[[nodiscard]] nlohmann::json edit_event(const std::string& user, const std::string& old_text,
                                        const std::string& new_text, const std::string& message_ts,
                                        const std::string& event_id);
/// A use of `element` (as the app posted it, found in `message`) choosing `value`.
[[nodiscard]] nlohmann::json click_payload(const std::string& user, const nlohmann::json& message,
                                           const std::string& block_id, const nlohmann::json& element,
                                           const std::string& value, std::uint64_t serial);
/// The direct conversation of a user, as the fake names it.
[[nodiscard]] std::string channel_of(const std::string& user);
[[nodiscard]] std::string form_encoded(const std::map<std::string, std::string>& fields);

}  // namespace waymark::testing
