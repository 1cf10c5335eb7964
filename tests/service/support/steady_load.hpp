// Signed events of Slack at a steady pace, as its servers bring them: each one again until it is taken. For tests in
// which something is changed under a service that goes on.
#pragma once

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace waymark::testing {

class steady_load {
  public:
    /// `people` write "help" in turns, so many times a second altogether, to whatever listens on `port`.
    steady_load(int port, std::vector<std::string> people, int per_second, std::vector<std::string> secrets);
    ~steady_load() { (void)end(); }
    steady_load(const steady_load&) = delete;
    steady_load& operator=(const steady_load&) = delete;

    void move_to(int port) { port_ = port; }
    /// From the next event on: with these in turns.
    void sign_with(std::vector<std::string> secrets);

    struct outcome {
        int taken = 0;                ///< events, each once
        int unreached = 0;            ///< deliveries that found nobody, or whose connection broke
        std::map<int, int> refusals;  ///< deliveries that were answered with anything but 200, by what it was
        std::chrono::milliseconds slowest{0};
        std::map<std::string, int> by_person;  ///< events that were taken
    };
    [[nodiscard]] outcome so_far() const;
    /// Whether so many more are taken, in time.
    [[nodiscard]] bool goes_on(int more, std::chrono::milliseconds patience) const;
    /// No new ones; what is under way is brought until it is taken.
    outcome end();

  private:
    void bring();
    [[nodiscard]] std::string next_secret();

    std::atomic<int> port_;
    const std::vector<std::string> people_;
    const std::chrono::microseconds apart_;
    mutable std::mutex one_at_a_time_;  ///< guards:
    std::vector<std::string> secrets_;
    outcome seen_;
    std::atomic<bool> ending_ = false;
    std::jthread thread_;
};

}  // namespace waymark::testing
