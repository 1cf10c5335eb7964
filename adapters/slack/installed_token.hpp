// The token of one installation. With token rotation it is renewed ahead of its end, once for all who wait, and the new
// pair is stored before it is used: a refresh token works once, and whoever loses the next one has to be installed
// again.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/single_flight.hpp"
#include "adapters/slack/installation.hpp"
#include "adapters/slack/oauth_access.hpp"
#include "adapters/slack/token_source.hpp"

namespace waymark::slack {

class installed_token final : public token_source {
  public:
    static constexpr span ahead = std::chrono::hours(2);          ///< less left than this, and it is renewed
    static constexpr span first_pause = std::chrono::seconds(1);  ///< after a failure; doubled each time
    static constexpr span longest_pause = std::chrono::minutes(1);
    static constexpr span refused_pause = std::chrono::minutes(10);  ///< what somebody must put right first

    /// What all tokens of an app share. Must outlive them.
    struct surroundings {
        http_client& client;
        std::string api;
        oauth_app app;
        std::function<instant()> now;
        note_book* book = nullptr;  ///< without one nothing is stored
    };
    explicit installed_token(surroundings& around) : around_(around) {}

    /// From now on this installation counts, whatever was before.
    void install(installation one);
    /// There is none any more.
    void forget();
    [[nodiscard]] const std::optional<installation>& installed() const { return is_; }

    [[nodiscard]] boost::asio::awaitable<granted_token> get() override;
    [[nodiscard]] boost::asio::awaitable<granted_token> instead_of(std::string expired) override;

  private:
    [[nodiscard]] boost::asio::awaitable<void> renew();
    [[nodiscard]] boost::asio::awaitable<std::optional<installation>> another_pair();
    [[nodiscard]] boost::asio::awaitable<void> store(installation next);
    void start_with(std::optional<installation> one);
    void failed(send_outcome::kind is, std::string reason, span pause);
    [[nodiscard]] span next_pause();

    surroundings& around_;
    single_flight flight_;
    std::optional<installation> is_;
    std::optional<installation> unstored_;  ///< Slack has granted this pair, and it could not be stored yet
    int generation_ = 0;                    ///< of `is_`, by install and forget
    send_outcome failure_;
    instant pause_until_{};  ///< nothing is asked before, after a failure
    int failures_ = 0;       ///< in a row
};

}  // namespace waymark::slack
