// People's direct conversations with the bot: messages that are posted and changed, files that are handed over, and
// asking whether one arrived after all.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "adapters/recent.hpp"
#include "adapters/slack/history.hpp"
#include "adapters/slack/slack_pacing.hpp"
#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

class chat {
  public:
    using api_finder = std::function<web_api&(const address&)>;

    /// `pace` must outlive it.
    chat(api_finder api, slack_pacing& pace, std::function<instant()> now);

    /// A message in a direct conversation tells its channel, which saves a call later.
    void learn_channel(const address& with, const std::string& message_ref);

    [[nodiscard]] boost::asio::awaitable<send_outcome> post(outbound message);
    [[nodiscard]] boost::asio::awaitable<send_outcome> give_file(outbound message);
    [[nodiscard]] boost::asio::awaitable<send_outcome> update(outbound message);
    [[nodiscard]] boost::asio::awaitable<find_outcome> find(outbound message);
    /// `invalid_auth` can also mean that our address is not on the app's list just now: a second proof before all
    /// stops.
    [[nodiscard]] boost::asio::awaitable<send_outcome> confirmed(address at, send_outcome outcome);

  private:
    struct found_channel {
        std::string id;  ///< "" when it cannot be told now; then:
        send_outcome failure;
    };
    [[nodiscard]] boost::asio::awaitable<found_channel> channel_of(address who);
    [[nodiscard]] boost::asio::awaitable<api_answer> post_into(const std::string& channel, const outbound& message);
    [[nodiscard]] boost::asio::awaitable<earlier_message> as_it_stands(address to, std::string ref);

    api_finder api_;
    slack_pacing& pace_;
    std::function<instant()> now_;
    recent channels_;                         ///< person -> direct conversation
    recent messages_;                         ///< message -> what was sent, to settle it without asking
    std::set<std::string> without_metadata_;  ///< workspaces that refuse metadata in messages
};

}  // namespace waymark::slack
