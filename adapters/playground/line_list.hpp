// Everything the page shows, numbered, and the pages that wait for more. Server-sent events come out of it: a page
// names the last line it has, and gets what came after, also when it lost the connection meanwhile.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <deque>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>

namespace waymark {

/// Lives on the io thread.
class line_list {
  public:
    static constexpr std::size_t most_kept = 5000;  ///< older lines are forgotten, on the page too when it is reloaded

    /// `run` names this process: a page that comes with another run's number starts anew.
    explicit line_list(std::string run) : run_(std::move(run)) {}
    /// Adds a line and wakes every page that waits. Returns it as it stands in the list.
    const std::string& add(const nlohmann::json& line);
    /// Whether there is something a page that has `last` ("<run>.<number>", or empty) has not seen.
    [[nodiscard]] bool has_news(std::string_view last) const;
    /// The lines after `last` as an event stream; first the event "again" when the page must forget what it shows,
    /// with the number up to which everything that follows has been said before.
    [[nodiscard]] std::string events_after(std::string_view last) const;
    /// Returns when has_news(last), or after `at_most`.
    [[nodiscard]] boost::asio::awaitable<void> wait(std::string last, std::chrono::milliseconds at_most);

  private:
    struct place {
        bool known = false;  ///< a number of this run that is still kept
        std::uint64_t next = 0;
    };
    [[nodiscard]] place after(std::string_view last) const;
    [[nodiscard]] std::string event_id(std::uint64_t number) const { return run_ + "." + std::to_string(number); }

    std::string run_;
    std::deque<std::string> lines_;
    std::uint64_t first_ = 1;  ///< the number of lines_.front()
    std::set<boost::asio::steady_timer*> waiting_;
};

}  // namespace waymark
