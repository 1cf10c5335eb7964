#include "storage/store_thread.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

namespace waymark {
namespace {

constexpr std::size_t longest_group = 256;  ///< bounds how long the first job of a group waits for its commit

result<void> guarded(const store_thread::job& work, store& at) {
    try {
        return at.transaction([&] { return work(at); });
    } catch (const std::exception&) {
        return make_error_code(store_errc::misuse);
    }
}

}  // namespace

store_thread::store_thread(std::unique_ptr<store> at, boost::asio::any_io_executor hand_back, std::size_t most_waiting)
    : store_(std::move(at)), executor_(std::move(hand_back)), most_waiting_(most_waiting), thread_([this] { run(); }) {}

store_thread::~store_thread() {
    stop();
}

void store_thread::post(job work, answer done, std::chrono::microseconds patience) {
    const auto begin_by = std::chrono::steady_clock::now() + patience;
    {
        const std::lock_guard hold(guard_);
        if (!stopping_ && waiting_->load() < most_waiting_) {
            ++*waiting_;
            queue_.push_back({std::move(work), std::move(done), {}});
            begin_by_ = std::min(begin_by_, begin_by);
            work_waits_.notify_one();
            return;
        }
    }
    boost::asio::post(executor_, [done = std::move(done)] { done(make_error_code(store_errc::unavailable)); });
}

void store_thread::stop() {
    {
        const std::lock_guard hold(guard_);
        stopping_ = true;
    }
    work_waits_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void store_thread::run() {
    while (true) {
        std::vector<entry> group;
        {
            std::unique_lock hold(guard_);
            work_waits_.wait(hold, [this] { return stopping_ || !queue_.empty(); });
            while (!stopping_ && std::chrono::steady_clock::now() < begin_by_) work_waits_.wait_until(hold, begin_by_);
            if (queue_.empty()) return;
            if (queue_.size() <= longest_group) {
                group.swap(queue_);
                begin_by_ = std::chrono::steady_clock::time_point::max();
            } else {
                const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(longest_group);
                group.assign(std::make_move_iterator(queue_.begin()), std::make_move_iterator(end));
                queue_.erase(queue_.begin(), end);
            }
        }
        run_group(group);
        hand_back(std::move(group));
    }
}

void store_thread::run_group(std::vector<entry>& group) {
    const auto began = std::chrono::steady_clock::now();
    if (group.size() == 1) {
        group.front().ended = guarded(group.front().work, *store_);
    } else {
        const auto each = [&]() -> result<void> {
            for (auto& one : group) one.ended = guarded(one.work, *store_);
            return {};
        };
        const auto committed = store_->transaction(each);
        if (committed.has_error())
            for (auto& one : group) one.ended = committed;
    }
    note(std::chrono::steady_clock::now() - began);
}

void store_thread::note(std::chrono::nanoseconds length) {
    const auto kept = std::ranges::lower_bound(commit_times::limits, length);
    ++groups_within_.at(static_cast<std::size_t>(kept - commit_times::limits.begin()));
    all_groups_ns_ += length.count();
}

commit_times store_thread::times() const {
    commit_times out;
    for (std::size_t i = 0; i < out.within.size(); ++i)
        out.within.at(i) = groups_within_.at(i).load(std::memory_order_relaxed);
    out.all_together = std::chrono::nanoseconds(all_groups_ns_.load(std::memory_order_relaxed));
    return out;
}

void store_thread::hand_back(std::vector<entry> group) {
    auto held = std::make_shared<std::vector<entry>>(std::move(group));
    boost::asio::post(executor_, [counter = waiting_, held] {
        for (auto& one : *held) {
            --*counter;
            one.done(one.ended);
        }
    });
}

}  // namespace waymark
