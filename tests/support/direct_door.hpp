// A way to a store on the same thread: jobs run when they are asked, their answers come in order a turn of the loop
// later, and the test can let the storage fail.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>

#include "bot/store_door.hpp"
#include "storage/memory/memory_store.hpp"

namespace waymark::testing {

class direct_door : public store_door {
  public:
    explicit direct_door(boost::asio::io_context& io) : io_(io), at_(create_memory_store()) {}

    using store_door::ask;
    void ask(job work, answer done, std::chrono::microseconds) override {
        ++waiting_;
        ++jobs;
        result<void> ended;
        if (failures_left > 0) {
            --failures_left;
            ended = make_error_code(failure);
        } else {
            try {
                ended = at_->transaction([&] { return work(*at_); });
            } catch (const std::exception&) {
                ended = make_error_code(store_errc::misuse);
            }
        }
        if (after_job) after_job();
        boost::asio::post(io_, [this, ended, done = std::move(done)] {
            --waiting_;
            done(ended);
        });
    }
    [[nodiscard]] std::size_t waiting() const override { return waiting_ + pretended; }
    [[nodiscard]] store& at() { return *at_; }

    int failures_left = 0;  ///< the next jobs are not run, and fail with:
    store_errc failure = store_errc::unavailable;
    int jobs = 0;
    std::function<void()> after_job;  ///< called between a job and its answer
    std::size_t pretended = 0;        ///< jobs that are said to wait besides

  private:
    boost::asio::io_context& io_;
    std::unique_ptr<store> at_;
    std::size_t waiting_ = 0;
};

}  // namespace waymark::testing
