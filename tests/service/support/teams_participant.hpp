// Somebody in the fake Teams.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/service/support/participant.hpp"
#include "tests/service/support/teams_caller.hpp"
#include "tests/support/teams_activities.hpp"

namespace waymark::testing {

class teams_participant final : public participant {
  public:
    /// `user` is the Entra object id. Acts go to `at`, wherever it listens at that moment.
    teams_participant(std::string user, const installation& at, fake_teams& teams, delivery_habits habits = {},
                      std::uint64_t seed = 1);

    void type(const std::string& text) override;
    void edit(const std::string& text) override;
    void press(const std::string& label) override;
    /// There are no slash commands: the bot is mentioned in a group.
    void command(const std::string& text) override;
    [[nodiscard]] std::vector<shown_message> seen() const override;

    /// Puts the app into their Teams.
    void install();
    void uninstall();
    /// The person as activities name them now.
    [[nodiscard]] teams_sender sender() const;
    /// What pressing this would send; throws std::runtime_error when nothing offers it.
    [[nodiscard]] nlohmann::json press_of(const std::string& label) const;

  private:
    void deliver(const nlohmann::json& activity);
    /// Presses and invokes come again under new ids, everything else under the same.
    void deliver_press(const nlohmann::json& activity);

    fake_teams& teams_;
    std::vector<nlohmann::json> delivered_;
    std::string last_message_;
};

}  // namespace waymark::testing
