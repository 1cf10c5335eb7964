// The runners' way to a store on its own thread, which also knows how the storage is doing: whether it failed to
// commit, and how long a job has been waiting for it.
//
// Threads: lives on the io thread.
#pragma once

#include <optional>

#include "bot/store_door.hpp"
#include "storage/store_thread.hpp"

namespace waymark {

class store_thread_door final : public store_door {
  public:
    /// `most_waiting` as store_thread has it; `on_trouble` hears when commits begin to fail.
    store_thread_door(std::unique_ptr<store> at, boost::asio::any_io_executor io, std::size_t most_waiting,
                      std::function<void(const boost::system::error_code&)> on_trouble);
    ~store_thread_door() override;
    store_thread_door(const store_thread_door&) = delete;
    store_thread_door& operator=(const store_thread_door&) = delete;

    using store_door::ask;
    void ask(job work, answer done, std::chrono::microseconds patience) override;
    [[nodiscard]] std::size_t waiting() const override { return thread_.waiting(); }

    /// Why the storage could not commit; empty while it can. Stays until `recovered`: a job that only read would
    /// succeed on a full disk.
    [[nodiscard]] const boost::system::error_code& trouble() const { return seen_->trouble; }
    /// Something was written again.
    void recovered() { seen_->trouble.clear(); }
    /// For how long nothing was answered although jobs wait.
    [[nodiscard]] std::chrono::steady_clock::duration stuck_for() const;
    [[nodiscard]] commit_times times() const { return thread_.times(); }
    /// Finishes what was asked and ends the thread.
    void stop() { thread_.stop(); }

  private:
    /// Shared with answers on their way, which may outlive the door.
    struct seen {
        boost::system::error_code trouble;
        std::chrono::steady_clock::time_point last_sign;
        std::function<void(const boost::system::error_code&)> on_trouble;
    };
    std::shared_ptr<seen> seen_ = std::make_shared<seen>();
    store_thread thread_;
};

}  // namespace waymark
