// Work that many may want at the same moment, and that is done once for all of them.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>

namespace waymark {

class single_flight {
  public:
    using work = std::function<boost::asio::awaitable<void>()>;

    /// Does `what`; or waits until its end, when somebody is at it. Its errors reach only who does it. When that one is
    /// cancelled the others go on, and may find that nothing was done.
    [[nodiscard]] boost::asio::awaitable<void> run(work what) {
        if (over_) {
            const auto over = over_;
            co_await over->async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
            co_return;
        }
        const auto executor = co_await boost::asio::this_coro::executor;
        over_ = std::make_shared<boost::asio::steady_timer>(executor, boost::asio::steady_timer::time_point::max());
        const ending at_the_end(*this);
        co_await what();
    }
    [[nodiscard]] bool under_way() const { return over_ != nullptr; }

  private:
    struct ending {
        explicit ending(single_flight& of) : of_(of) {}
        ending(const ending&) = delete;
        ending& operator=(const ending&) = delete;
        ~ending() {
            const auto over = std::move(of_.over_);
            of_.over_ = nullptr;
            over->cancel();
        }

      private:
        single_flight& of_;
    };
    std::shared_ptr<boost::asio::steady_timer> over_;
};

}  // namespace waymark
