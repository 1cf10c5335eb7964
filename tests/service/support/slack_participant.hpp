// Somebody in the fake Slack workspace.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/service/support/participant.hpp"
#include "tests/service/support/slack_caller.hpp"

namespace waymark::testing {

class slack_participant final : public participant {
  public:
    /// `user` is the Slack id. Acts go to `at`, wherever it listens at that moment.
    slack_participant(std::string user, const installation& at, fake_slack& slack, delivery_habits habits = {},
                      std::uint64_t seed = 1, std::string team = default_team);

    void type(const std::string& text) override;
    void edit(const std::string& text) override;
    void press(const std::string& label) override;
    void command(const std::string& text) override;
    [[nodiscard]] std::vector<shown_message> seen() const override;

  private:
    void deliver(const nlohmann::json& from_the_usual_team);

    fake_slack& slack_;
    std::string team_;
    std::vector<nlohmann::json> delivered_;
    std::string last_text_, last_ts_;
};

/// A message's ts of now, unique.
[[nodiscard]] std::string next_ts();

}  // namespace waymark::testing
