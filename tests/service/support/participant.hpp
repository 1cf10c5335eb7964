// Somebody in the fake workspace: reads what is shown to them, types, edits, presses what stands under a message. Their
// acts reach the service as Slack delivers them: again and again until accepted, and some of them once more after that.
#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "tests/service/support/installation.hpp"
#include "tests/service/support/slack_caller.hpp"

namespace waymark::testing {

/// How often Slack repeats itself, 0 to 1 each.
struct delivery_habits {
    double repeated = 0;    ///< the same event once more, with a retry's headers
    double renamed = 0;     ///< the same message once more, under another event id
    double remembered = 0;  ///< an event of long ago once more
    double doubled = 0;     ///< the same click or command once more
};

class participant {
  public:
    /// `user` is the Slack id. Acts go to `at`, wherever it listens at that moment.
    participant(std::string user, const installation& at, fake_slack& slack, delivery_habits habits = {},
                std::uint64_t seed = 1);

    void type(const std::string& text);
    /// Changes what was typed last.
    void edit(const std::string& text);
    /// Uses the newest message that offers this label; throws std::runtime_error when there is none.
    void press(const std::string& label);
    void command(const std::string& text);

    /// Reads on until a message that contains `words` has been shown, and returns its text; empty after `patience`.
    [[nodiscard]] std::string wait_for(const std::string& words, std::chrono::milliseconds patience);
    /// Texts of all messages posted to them so far, as they were first shown, in order.
    [[nodiscard]] std::vector<std::string> shown() const;
    [[nodiscard]] const std::string& user() const { return user_; }

    /// What the service has acknowledged: acts of their own, and repetitions of one of those.
    struct taken {
        int acts = 0, repeats = 0;
    };
    [[nodiscard]] const taken& acknowledged() const { return acknowledged_; }

  private:
    void deliver(const nlohmann::json& envelope);
    void repeat(const slack_caller::answer& answered);
    [[nodiscard]] bool chance(double how_often);

    std::string user_;
    const installation& at_;
    fake_slack& slack_;
    delivery_habits habits_;
    std::mt19937_64 dice_;
    std::vector<nlohmann::json> delivered_;
    std::string last_text_, last_ts_;
    std::size_t read_ = 0;
    taken acknowledged_;
};

/// A number nobody else in this process gets: makes event ids, timestamps and trigger ids unique.
[[nodiscard]] std::uint64_t next_serial();
/// A message's ts of now, unique.
[[nodiscard]] std::string next_ts();

}  // namespace waymark::testing
