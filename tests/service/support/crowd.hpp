// People who keep a service busy while it is being killed: each numbers their own words, so that afterwards it can be
// told which were lost and which were taken twice. They write, press buttons, change what they wrote, and command.
// Some say nothing, and are to be reminded on time. Some are in Slack and some in Teams.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/service/support/crowd_door.hpp"

namespace waymark::testing {

/// Two flows for `scripts/flows`: mentors count up, one question after the other, every third of them with buttons;
/// mentees are silent and get three reminders. Both begin with a word.
[[nodiscard]] std::string counting_flow();
[[nodiscard]] std::string silent_flow();
constexpr int questions_a_talk = 150;
constexpr int reminders_a_talk = 3;
/// A programme may write a hundred messages a day to somebody who did not ask for them: reminders and last words.
constexpr int silent_talks_a_day = 100 / (reminders_a_talk + 1);

/// One of them. Touched by one thread.
struct someone {
    std::string user;
    bool counts = true;              ///< or is silent
    std::vector<std::string> said;   ///< answers that were acknowledged, in order
    std::map<deed::kind, int> done;  ///< acknowledged
    int talks = 0;                   ///< begun
    std::optional<deed> decided;     ///< will do that next
    std::optional<deed> pending;     ///< nobody has acknowledged it yet
    int deliveries = 0;              ///< of `pending`, so far
    std::vector<deed> earlier;       ///< a few that were acknowledged, the latest last
    std::chrono::steady_clock::time_point next_act{};
};

/// What each person has been shown, kept up with the fakes.
class reading {
  public:
    reading(fake_slack& slack, fake_teams& teams) : slack_(slack), teams_(teams) {}
    /// What is shown twice in a row counts once: nobody answers it twice. Only reminders are alike by themselves.
    struct seen {
        int questions = 0, reminders = 0, endings = 0, helps = 0;
        nlohmann::json question;  ///< the latest, as it was posted
        std::string latest;
        int copies = 0, most_copies = 0;  ///< of the latest in a row, and of any
    };
    /// Reads what is new, and says what this person has seen. From any thread.
    [[nodiscard]] seen of(const std::string& user);

  private:
    void read_on(const nlohmann::json& shown, std::size_t& read);
    static void take_in(seen& by, const nlohmann::json& entry);

    fake_slack& slack_;
    fake_teams& teams_;
    std::mutex one_at_a_time_;
    std::map<std::string, seen> by_user_;
    std::size_t read_in_slack_ = 0, read_in_teams_ = 0;
    std::chrono::steady_clock::time_point read_at_{};
};

class crowd {
  public:
    /// `mentors` count, `mentees` are silent. They talk to the port that `port` holds at the time.
    crowd(fake_slack& slack, fake_teams& teams, const std::atomic<int>& port, const std::vector<std::string>& mentors,
          const std::vector<std::string>& mentees, std::uint64_t seed);

    /// How Slack brings what they do; over HTTP unless changed before begin().
    std::function<std::unique_ptr<crowd_door>(int port)> slack_way = slack_door;

    void begin();
    /// Lets everybody end what they have begun: no new words, but what was sent is sent until it is acknowledged.
    void end();
    [[nodiscard]] const std::vector<someone>& people() const { return people_; }
    [[nodiscard]] std::uint64_t acknowledged() const { return acknowledged_; }
    /// How often this was done by all of them together.
    [[nodiscard]] int done(deed::kind what) const;
    /// What this person has been shown until now.
    [[nodiscard]] reading::seen seen(const std::string& user) { return reading_.of(user); }

  private:
    void talk(std::size_t first, std::size_t step, std::uint64_t seed);
    void act(someone& who, crowd_door& door, std::mt19937_64& dice);
    [[nodiscard]] std::optional<deed> next_deed(const someone& who, crowd_door& door, std::mt19937_64& dice);
    void deliver(someone& who, crowd_door& door, std::mt19937_64& dice);

    fake_teams& teams_;
    const std::atomic<int>& port_;
    std::uint64_t seed_;
    reading reading_;
    std::vector<someone> people_;
    std::atomic<bool> ending_ = false;
    std::atomic<std::uint64_t> acknowledged_ = 0;
    std::vector<std::jthread> threads_;
};

}  // namespace waymark::testing
