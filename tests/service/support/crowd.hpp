// People who keep a service busy while it is being killed: each numbers their own words, so that afterwards it can be
// told which were lost and which were taken twice. Some say nothing, and are to be reminded on time.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/support/slack_caller.hpp"
#include "tests/support/fake_slack.hpp"

namespace waymark::testing {

/// Two flows for `scripts/flows`: mentors count up, one question after the other; mentees are silent and get three
/// reminders. Both begin with a word.
[[nodiscard]] std::string counting_flow();
[[nodiscard]] std::string silent_flow();
constexpr int questions_a_talk = 150;
constexpr int reminders_a_talk = 3;
/// A programme may write a hundred messages a day to somebody who did not ask for them: reminders and last words.
constexpr int silent_talks_a_day = 100 / (reminders_a_talk + 1);

/// One of them. Touched by one thread.
struct someone {
    std::string user;
    bool counts = true;                   ///< or is silent
    std::vector<std::string> said;        ///< answers that were acknowledged, in order
    int talks = 0;                        ///< begun
    int asked = 0;                        ///< questions answered in this talk
    nlohmann::json pending;               ///< an event that nobody has acknowledged yet; null when there is none
    int deliveries = 0;                   ///< of `pending`, so far
    std::vector<nlohmann::json> earlier;  ///< a few that were acknowledged
    std::chrono::steady_clock::time_point next_act{};
};

/// What each person has been shown, kept up with the fake.
class reading {
  public:
    explicit reading(fake_slack& slack) : slack_(slack) {}
    struct seen {
        int questions = 0, reminders = 0, endings = 0;
    };
    /// Reads what is new, and says what this person has seen. From any thread.
    [[nodiscard]] seen of(const std::string& user);

  private:
    fake_slack& slack_;
    std::mutex one_at_a_time_;
    std::map<std::string, seen> by_user_;
    std::size_t read_ = 0;
    std::chrono::steady_clock::time_point read_at_{};
};

class crowd {
  public:
    /// `mentors` count, `mentees` are silent. They talk to the port that `port` holds at the time.
    crowd(fake_slack& slack, const std::atomic<int>& port, const std::vector<std::string>& mentors,
          const std::vector<std::string>& mentees, std::uint64_t seed);

    void begin();
    /// Lets everybody end what they have begun: no new words, but what was sent is sent until it is acknowledged.
    void end();
    [[nodiscard]] const std::vector<someone>& people() const { return people_; }
    [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }

  private:
    void talk(std::size_t first, std::size_t step, std::uint64_t seed);
    void act(someone& who, slack_caller& caller, std::mt19937_64& dice);
    [[nodiscard]] bool has_something_to_say(const someone& who);
    void deliver(someone& who, slack_caller& caller, std::mt19937_64& dice);

    const std::atomic<int>& port_;
    std::uint64_t seed_;
    reading reading_;
    std::vector<someone> people_;
    std::atomic<bool> ending_ = false;
    std::atomic<std::uint64_t> acknowledged_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace waymark::testing
