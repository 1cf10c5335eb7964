#include "adapters/playground/line_list.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <nlohmann/json.hpp>

namespace waymark {
namespace asio = boost::asio;

const std::string& line_list::add(const nlohmann::json& line) {
    lines_.push_back(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    if (lines_.size() > most_kept) {
        lines_.pop_front();
        ++first_;
    }
    for (auto* timer : waiting_) timer->cancel();
    return lines_.back();
}

line_list::place line_list::after(std::string_view last) const {
    const auto dot = last.rfind('.');
    if (dot == std::string_view::npos || last.substr(0, dot) != run_) return {false, first_};
    const auto digits = last.substr(dot + 1);
    std::uint64_t number = 0;
    const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool good = wrong == std::errc() && end == digits.data() + digits.size();
    if (!good || number + 1 < first_ || number >= first_ + lines_.size()) return {false, first_};
    return {true, number + 1};
}

bool line_list::has_news(std::string_view last) const {
    const auto from = after(last);
    return !from.known || from.next < first_ + lines_.size();
}

std::string line_list::events_after(std::string_view last) const {
    const auto from = after(last);
    std::string stream = "retry: 50\n\n";
    if (!from.known)
        stream += "event: again\nid: " + event_id(first_ - 1) +
                  "\ndata: " + std::to_string(first_ + lines_.size() - 1) + "\n\n";
    for (auto number = from.next; number < first_ + lines_.size(); ++number) {
        stream += "id: ";
        stream += event_id(number);
        stream += "\ndata: ";
        stream += lines_[number - first_];
        stream += "\n\n";
    }
    return stream;
}

asio::awaitable<void> line_list::wait(std::string last, std::chrono::milliseconds at_most) {
    if (has_news(last)) co_return;
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, at_most);
    waiting_.insert(&timer);
    struct leave {
        std::set<asio::steady_timer*>& from;
        asio::steady_timer* who;
        ~leave() { from.erase(who); }
    } const on_return{waiting_, &timer};
    // Woken, timed out or cancelled: the page is answered with what there is, and comes again.
    const auto token = asio::as_tuple(asio::use_awaitable);
    const auto ended = co_await timer.async_wait(token);
    (void)ended;
}

}  // namespace waymark
