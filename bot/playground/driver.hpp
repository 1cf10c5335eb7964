// Turns the hands of the playground's clock. It goes from one thing that is due to the next, and lets each of them
// finish before it goes on, so that everything happens at its own time however far the clock is moved at once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "adapters/playground/controls.hpp"
#include "bot/manual_clock.hpp"

namespace waymark {

/// What the driver asks of the rest of the process.
struct playground_doors {
    /// When the next timer is due or the next message may be sent; empty when nothing is planned.
    std::function<boost::asio::awaitable<std::optional<instant>>()> next_due;
    /// Whether nothing is being worked on: every event done, nothing due, nothing left to send by now.
    std::function<boost::asio::awaitable<bool>()> at_rest;
    /// Starts a flow of the pair; a sentence when it could not.
    std::function<boost::asio::awaitable<std::optional<std::string>>(std::string flow)> start;
    /// How many lines the page has got so far.
    std::function<std::size_t()> lines_shown;
    /// Tells the page where the clock stands, whether it still moves, and a sentence.
    std::function<void(instant now, bool moving, const std::string& note)> tell;
};

/// Lives on the io thread.
class playground_driver : public playground_controls {
  public:
    static constexpr std::size_t most_wishes = 20;  ///< pressed and not fulfilled yet; further presses are ignored
    static constexpr int most_steps = 400;          ///< things that may happen unseen before one press gives up

    playground_driver(manual_clock& hands, playground_doors doors) : hands_(hands), doors_(std::move(doors)) {}

    [[nodiscard]] instant now() const override { return hands_.now(); }
    void advance(span by) override { wish(moved{by}); }
    void advance_to_next() override { wish(moved{}); }
    void start(const std::string& flow) override { wish(started{flow}); }

    /// Fulfils wishes one after the other until it is cancelled. Belongs into the process's task group.
    [[nodiscard]] boost::asio::awaitable<void> run();

  private:
    struct moved {
        span by{};  ///< 0 = to the next thing that happens
    };
    struct started {
        std::string flow;
    };
    using wish_type = std::variant<moved, started>;

    void wish(wish_type what);
    [[nodiscard]] boost::asio::awaitable<void> pause(std::chrono::milliseconds length);
    [[nodiscard]] boost::asio::awaitable<void> come_to_rest();
    [[nodiscard]] boost::asio::awaitable<void> move_by(span by);
    [[nodiscard]] boost::asio::awaitable<void> move_to_next();
    [[nodiscard]] boost::asio::awaitable<void> start_now(std::string flow);

    manual_clock& hands_;
    playground_doors doors_;
    std::deque<wish_type> wishes_;
    boost::asio::steady_timer* idle_ = nullptr;  ///< the timer run() waits on while there is no wish
};

}  // namespace waymark
