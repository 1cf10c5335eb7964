// What one person does in the Home tab and in modals: opens, presses, types, submits, closes.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/service/support/installation.hpp"
#include "tests/support/fake_slack.hpp"

namespace waymark::testing {

class slack_windows {
  public:
    slack_windows(std::string user, const installation& home, fake_slack& slack)
        : user_(std::move(user)), home_(home), slack_(slack) {}

    void open_home() const;
    /// Their Home tab once it holds these words; null when it never does.
    [[nodiscard]] nlohmann::json page_with(const std::string& words) const;
    /// A modal of anybody's that holds them.
    [[nodiscard]] nlohmann::json modal_with(const std::string& words) const;
    /// Presses a button in a view. With "late" Slack has waited too long for what comes of it.
    void press(const nlohmann::json& view, const std::string& label, const std::string& trigger_end = "live") const;
    /// Types into the first text field, and goes on without sending it.
    void type(nlohmann::json view, const std::string& text) const;
    void close(const nlohmann::json& view) const;
    /// Fields by their blocks: {"selected_time": "09:00"}, {"value": "words"}.
    http_reply_seen submit(nlohmann::json view, const std::map<std::string, nlohmann::json>& fields) const;
    /// The first text field alone.
    http_reply_seen answer(const nlohmann::json& view, const std::string& text) const;

  private:
    using finder = std::function<nlohmann::json(const std::map<std::string, nlohmann::json>&)>;
    [[nodiscard]] nlohmann::json until_found(const finder& look) const;
    [[nodiscard]] nlohmann::json payload(const std::string& type, const std::string& trigger_end = "live") const;

    std::string user_;
    const installation& home_;
    fake_slack& slack_;
};

}  // namespace waymark::testing
