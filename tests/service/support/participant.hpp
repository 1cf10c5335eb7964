// Somebody in a fake workspace: reads what is shown to them, types, edits, presses what stands under a message. Their
// acts reach the service as their platform delivers them: again and again until accepted, and some of them once more
// after that.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/service/support/installation.hpp"

namespace waymark::testing {

/// How often a platform repeats itself, 0 to 1 each.
struct delivery_habits {
    double repeated = 0;    ///< the same event once more, as a retry
    double renamed = 0;     ///< the same message once more, under another event id, where a platform does that
    double remembered = 0;  ///< an event of long ago once more
    double doubled = 0;     ///< the same click or command once more
    double first_lost = 0;  ///< the first delivery never arrives: what does is a retry
};

/// One thing shown: a message, or what became of one.
struct shown_message {
    bool is_change = false;
    std::string text;  ///< as somebody reads it
};

class participant {
  public:
    virtual ~participant() = default;
    participant(const participant&) = delete;
    participant& operator=(const participant&) = delete;
    participant(participant&&) = default;

    virtual void type(const std::string& text) = 0;
    /// Changes what was typed last.
    virtual void edit(const std::string& text) = 0;
    /// Uses the newest message that offers this label; throws std::runtime_error when there is none.
    virtual void press(const std::string& label) = 0;
    virtual void command(const std::string& text) = 0;
    /// Everything shown to them so far, in order.
    [[nodiscard]] virtual std::vector<shown_message> seen() const = 0;

    /// Reads on until a message that contains `words` has been shown, and returns its text; empty after `patience`.
    [[nodiscard]] std::string wait_for(const std::string& words, std::chrono::milliseconds patience);
    /// Texts of all messages posted to them so far, as they were first shown, in order.
    [[nodiscard]] std::vector<std::string> shown() const;
    /// How they are called on their platform.
    [[nodiscard]] const std::string& user() const { return user_; }

    /// What the service has acknowledged: acts of their own, and repetitions of one of those.
    struct taken {
        int acts = 0, repeats = 0;
    };
    [[nodiscard]] const taken& acknowledged() const { return acknowledged_; }

  protected:
    participant(std::string user, const installation& at, delivery_habits habits, std::uint64_t seed);

    [[nodiscard]] const installation& home() const { return at_; }
    [[nodiscard]] const delivery_habits& habits() const { return habits_; }
    [[nodiscard]] bool chance(double how_often);
    [[nodiscard]] std::size_t one_of(std::size_t count) { return dice_() % count; }
    void count_act() { ++acknowledged_.acts; }
    /// The service has to take what it knows already; throws std::runtime_error when it did not.
    void count_repeat(const http_reply_seen& answered);
    /// Delivers until the answer is 200. `deliver` is told how often it has been tried before.
    template <class Deliver>
    void insist(const Deliver& deliver) {
        for (int tries = 0; deliver(tries).status != 200; ++tries) wait_to_try_again(tries);
        count_act();
    }

  private:
    static void wait_to_try_again(int tries);

    std::string user_;
    const installation& at_;
    delivery_habits habits_;
    std::mt19937_64 dice_;
    std::size_t read_ = 0;
    taken acknowledged_;
};

/// A number nobody else in this process gets: makes event ids, timestamps and trigger ids unique.
[[nodiscard]] std::uint64_t next_serial();

}  // namespace waymark::testing
