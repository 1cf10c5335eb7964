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

    /// How an act of before is delivered once more.
    enum class once_more { as_it_was, as_a_retry, under_another_id };
    /// How many things they have done, and one of these again. Only messages come as a retry or under another event id:
    /// Slack does not repeat clicks and commands by itself.
    [[nodiscard]] std::size_t acts() const { return acts_.size(); }
    void again(std::size_t act, once_more how);

  private:
    /// One of: an event, a click, a command.
    struct act {
        nlohmann::json event{}, click{};
        std::string words{};
        std::uint64_t serial = 0;
    };
    void deliver(const nlohmann::json& from_the_usual_team);

    fake_slack& slack_;
    std::string team_;
    std::vector<nlohmann::json> delivered_;  ///< events
    std::vector<act> acts_;
    std::string last_text_, last_ts_;
};

/// A message's ts of now, unique.
[[nodiscard]] std::string next_ts();

}  // namespace waymark::testing
