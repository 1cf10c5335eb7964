// How the runners reach the store, which lives on a thread of its own: a job goes there, its result comes back here
// after the commit. An interface, so that tests can run jobs at once or let them fail.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "storage/store.hpp"

namespace waymark {

class store_door {
  public:
    virtual ~store_door() = default;
    using job = std::function<result<void>(store&)>;
    using answer = std::function<void(result<void>)>;
    /// Runs `work` on the store's thread, in the order asked, in a transaction it may share with others; then calls
    /// `done` on the io thread: without error only after everything `work` did is durable. An exception of `work`
    /// arrives as store_errc::misuse; what it did is undone. `patience`: so long it may wait for others to share a
    /// commit with.
    virtual void ask(job work, answer done, std::chrono::microseconds patience) = 0;
    void ask(job work, answer done) { ask(std::move(work), std::move(done), {}); }
    /// Jobs that were asked and are not answered yet.
    [[nodiscard]] virtual std::size_t waiting() const = 0;
};

/// `work(store&)` returns result<T>; so does this, after the commit.
template <class Work>
[[nodiscard]] auto ask_store(store_door& door, Work work, std::chrono::microseconds patience = {})
    -> boost::asio::awaitable<std::invoke_result_t<Work&, store&>> {
    using outcome = std::invoke_result_t<Work&, store&>;
    auto kept = std::make_shared<outcome>(make_error_code(store_errc::unavailable));
    auto job = [kept, work = std::move(work)](store& at) mutable -> result<void> {
        *kept = work(at);
        if (kept->has_error()) return kept->error();
        return {};
    };
    auto begin = [&door, &job, patience](auto handler) {
        auto held = std::make_shared<decltype(handler)>(std::move(handler));
        auto done = [held](result<void> ended) {
            (*held)(ended.has_error() ? ended.error() : boost::system::error_code());
        };
        door.ask(std::move(job), std::move(done), patience);
    };
    auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    auto [ec] = co_await boost::asio::async_initiate<decltype(token), void(boost::system::error_code)>(begin, token);
    if (ec) co_return ec;
    co_return std::move(*kept);
}

}  // namespace waymark
