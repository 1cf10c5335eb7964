// Every coroutine of the process, by name. Nothing runs detached: stopping asks, waits, cancels, and waits again.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <list>
#include <string_view>

namespace waymark {

/// Lives on the io thread.
class task_group {
  public:
    /// `on_failure` hears of a task that ended by an exception (a bug); cancellations are none.
    using failure_report = std::function<void(std::string_view task, const std::exception& what)>;
    task_group(boost::asio::any_io_executor io, failure_report on_failure);
    task_group(const task_group&) = delete;
    task_group& operator=(const task_group&) = delete;

    /// Runs `work` until it returns. `task` must outlive it (a literal). After stop() has begun nothing is started.
    void spawn(std::string_view task, boost::asio::awaitable<void> work);
    /// Waits up to `patience` until no task is left.
    [[nodiscard]] boost::asio::awaitable<void> wait(std::chrono::steady_clock::duration patience);
    /// The end: waits up to `gentle` for tasks that finish by themselves, cancels the rest, waits up to `last`.
    /// False when a task was still there after that.
    [[nodiscard]] boost::asio::awaitable<bool> stop(std::chrono::steady_clock::duration gentle,
                                                    std::chrono::steady_clock::duration last);
    [[nodiscard]] std::size_t size() const { return running_.size(); }

  private:
    boost::asio::any_io_executor io_;
    failure_report on_failure_;
    std::list<boost::asio::cancellation_signal> running_;
    boost::asio::steady_timer empty_;  ///< cancelled when the last task ends
    bool stopping_ = false;
};

}  // namespace waymark
