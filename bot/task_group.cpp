#include "bot/task_group.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <vector>

namespace waymark {
namespace asio = boost::asio;

namespace {

bool is_cancellation(const std::exception& what) {
    const auto* error = dynamic_cast<const boost::system::system_error*>(&what);
    return error != nullptr && error->code() == asio::error::operation_aborted;
}

}  // namespace

task_group::task_group(asio::any_io_executor io, failure_report on_failure)
    : io_(io), on_failure_(std::move(on_failure)), empty_(io) {}

void task_group::spawn(std::string_view task, asio::awaitable<void> work) {
    if (stopping_) return;
    const auto place = running_.emplace(running_.end());
    auto done = [this, place, task](const std::exception_ptr& failure) {
        running_.erase(place);
        if (running_.empty()) empty_.cancel();
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& what) {
            if (!is_cancellation(what) && on_failure_) on_failure_(task, what);
        }
    };
    asio::co_spawn(io_, std::move(work), asio::bind_cancellation_slot(place->slot(), std::move(done)));
}

asio::awaitable<void> task_group::wait(std::chrono::steady_clock::duration patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!running_.empty() && std::chrono::steady_clock::now() < until) {
        empty_.expires_at(until);
        const auto token = asio::as_tuple(asio::use_awaitable);
        const auto ended = co_await empty_.async_wait(token);
        (void)ended;  // the loop looks why
    }
}

asio::awaitable<bool> task_group::stop(std::chrono::steady_clock::duration gentle,
                                       std::chrono::steady_clock::duration last) {
    stopping_ = true;
    co_await wait(gentle);
    // Cancelling ends tasks, and each takes itself off the list: never walk the list while it does.
    std::vector<asio::cancellation_signal*> all;
    for (auto& one : running_) all.push_back(&one);
    for (auto* one : all) {
        const bool there =
            std::any_of(running_.begin(), running_.end(), [&](const auto& still) { return &still == one; });
        if (there) one->emit(asio::cancellation_type::terminal);
    }
    co_await wait(last);
    co_return running_.empty();
}

}  // namespace waymark
