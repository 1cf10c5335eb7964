#include "tests/service/support/participant.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

namespace waymark::testing {

namespace {

using namespace std::chrono_literals;

constexpr int most_deliveries = 200;
constexpr auto between_deliveries = 50ms;

}  // namespace

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

participant::participant(std::string user, const installation& at, delivery_habits habits, std::uint64_t seed)
    : user_(std::move(user)), at_(at), habits_(habits), dice_(seed) {}

bool participant::chance(double how_often) {
    return std::uniform_real_distribution<double>(0, 1)(dice_) < how_often;
}

void participant::wait_to_try_again(int tries) {
    if (tries > most_deliveries) throw std::runtime_error("the service never took what somebody did");
    std::this_thread::sleep_for(between_deliveries);
}

void participant::count_repeat(const http_reply_seen& answered) {
    if (answered.status != 200) throw std::runtime_error("the service did not take what it knows already");
    ++acknowledged_.repeats;
}

std::string participant::wait_for(const std::string& words, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto all = shown();
        while (read_ < all.size())
            if (const auto& text = all[read_++]; text.find(words) != std::string::npos) return text;
        if (std::chrono::steady_clock::now() > until) return {};
        std::this_thread::sleep_for(10ms);
    }
}

std::vector<std::string> participant::shown() const {
    std::vector<std::string> out;
    for (const auto& one : seen())
        if (!one.is_change) out.push_back(one.text);
    return out;
}

}  // namespace waymark::testing
