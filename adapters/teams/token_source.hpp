// Our own tokens for the Bot Connector: asked for by client credentials, kept, renewed early, and asked for once
// however many wait.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/http_client.hpp"
#include "adapters/single_flight.hpp"
#include "adapters/teams/client_assertion.hpp"

namespace waymark::teams {

/// Whose tokens, from where.
struct token_wish {
    std::string url, scope, app_id;
    std::string secret;                             ///< or:
    std::shared_ptr<const client_assertion> proof;  ///< by certificate
};

/// A token, or what stands in the way of one.
struct granted_token {
    std::string text;  ///< empty when there is none; then:
    send_outcome failure;
};

class token_source {
  public:
    static constexpr span margin = std::chrono::minutes(5);       ///< before its end a token is not used any more,
    static constexpr int margin_part = 10;                        ///< or a tenth of a short life
    static constexpr span first_pause = std::chrono::seconds(1);  ///< after a failure; doubled each time
    static constexpr span longest_pause = std::chrono::minutes(1);
    static constexpr span refused_pause = std::chrono::minutes(5);  ///< what somebody must put right first

    token_source(http_client& client, token_wish wish, std::function<instant()> now)
        : client_(client), wish_(std::move(wish)), now_(std::move(now)) {}

    [[nodiscard]] boost::asio::awaitable<granted_token> get();
    /// Fetches the next one when half of this one's life is over. Never makes anybody wait.
    [[nodiscard]] boost::asio::awaitable<void> renew_early();
    /// The connector refused this token: it is not used again.
    void refused(const std::string& token);
    /// The clock was set: when to fetch again cannot be reckoned from what was noted by the other one.
    void clock_was_set() { token_.clear(), pause_until_ = {}; }

  private:
    [[nodiscard]] boost::asio::awaitable<void> fetch();
    void keep(const nlohmann::json& body, instant asked);
    void failed(send_outcome::kind is, std::string reason, span pause);
    [[nodiscard]] span next_pause();

    http_client& client_;
    token_wish wish_;
    std::function<instant()> now_;
    single_flight flight_;
    std::string token_;
    instant usable_until_{}, renew_from_{};
    send_outcome failure_;
    instant pause_until_{};  ///< nothing is asked before, after a failure
    int failures_ = 0;       ///< in a row
};

}  // namespace waymark::teams
