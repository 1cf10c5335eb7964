#include "bot/store_thread_door.hpp"

namespace waymark {
store_thread_door::store_thread_door(std::unique_ptr<store> at, boost::asio::any_io_executor io,
                                     std::size_t most_waiting,
                                     std::function<void(const boost::system::error_code&)> on_trouble)
    : thread_(std::move(at), std::move(io), most_waiting) {
    seen_->on_trouble = std::move(on_trouble);
}

store_thread_door::~store_thread_door() {
    seen_->on_trouble = nullptr;  // whoever listened may be gone
}

void store_thread_door::ask(job work, answer done, std::chrono::microseconds patience) {
    if (thread_.waiting() == 0) seen_->last_sign = std::chrono::steady_clock::now();
    auto noted = [seen = seen_, done = std::move(done)](result<void> ended) {
        seen->last_sign = std::chrono::steady_clock::now();
        if (ended.has_error() && is_trouble(ended.error())) {
            const bool first = !seen->trouble;
            seen->trouble = ended.error();
            if (first && seen->on_trouble) seen->on_trouble(ended.error());
        }
        done(ended);
    };
    thread_.post(std::move(work), std::move(noted), patience);
}

std::chrono::steady_clock::duration store_thread_door::stuck_for() const {
    if (thread_.waiting() == 0) return {};
    return std::chrono::steady_clock::now() - seen_->last_sign;
}

}  // namespace waymark
