// The playground as a chat platform: one page on this machine shows both people of a pair; what they do comes in as
// events like any platform's, and what the outbox sends appears on the page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/playground/controls.hpp"
#include "adapters/playground/decode.hpp"
#include "adapters/playground/line_list.hpp"
#include "adapters/playground/settings.hpp"

namespace waymark {

class playground_adapter : public adapter {
  public:
    /// `controls` must outlive the adapter.
    playground_adapter(playground_settings settings, playground_controls& controls);

    [[nodiscard]] std::string_view platform() const override { return "playground"; }
    [[nodiscard]] std::vector<std::string> paths() const override;
    [[nodiscard]] webhook_reply receive(const webhook_request& request, instant now) override;
    [[nodiscard]] bool waits(const webhook_request& request, instant) const override;
    [[nodiscard]] boost::asio::awaitable<void> news(const webhook_request& request, instant) override;
    /// Refuses every listening address but this machine's own.
    [[nodiscard]] boost::asio::awaitable<std::optional<check_problem>> check() override;
    [[nodiscard]] boost::asio::awaitable<send_outcome> send(outbound message) override;
    [[nodiscard]] boost::asio::awaitable<find_outcome> find(outbound message) override;
    [[nodiscard]] boost::asio::awaitable<std::optional<profile>> look_up(address who) override;
    [[nodiscard]] instant may_send_at(const address&, instant now) override { return now; }
    void count_send(const address&, instant) override {}

    /// How many messages and acts the page shows so far; clock lines do not count.
    [[nodiscard]] std::size_t lines_shown() const { return shown_.size(); }

    /// Tells the page where the clock stands, whether it is still on its way, and a sentence to say beside it.
    void clock_moved(instant now, bool moving, const std::string& note);

    /// Puts a line back that an earlier run gave to the journal; one that cannot be read is left out.
    void restore(const std::string& line);

  private:
    void add(const nlohmann::json& line);
    [[nodiscard]] webhook_reply page(std::string_view path, const webhook_request& request, instant now) const;
    [[nodiscard]] webhook_reply year(std::string_view target) const;  ///< only when there are years
    [[nodiscard]] webhook_reply act(std::string_view action, const webhook_request& request, instant now);
    [[nodiscard]] webhook_reply accept(inbound_event event);

    playground_settings settings_;
    playground_controls& controls_;
    line_list lines_;
    std::set<std::string> shown_;  ///< keys of the events and messages that are on the page already
};

}  // namespace waymark
