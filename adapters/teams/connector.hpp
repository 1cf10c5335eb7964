// The Bot Connector's REST interface: the one place that attaches our token, to hosts on the list and to no other.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "adapters/http_client.hpp"
#include "adapters/teams/answer.hpp"
#include "adapters/teams/token_source.hpp"

namespace waymark::teams {

class connector {
  public:
    using patience = std::chrono::milliseconds;
    static constexpr patience usual_patience{15'000};

    /// `tokens` may be null: in the anonymous mode none are attached, and only this very machine is called.
    connector(http_client& client, token_source* tokens, std::vector<std::string> hosts)
        : client_(client), tokens_(tokens), hosts_(std::move(hosts)) {}

    /// `service` is the address that an activity named. Every id is opaque.
    [[nodiscard]] boost::asio::awaitable<api_answer> open_conversation(std::string service, nlohmann::json wish);
    [[nodiscard]] boost::asio::awaitable<api_answer> post(std::string service, std::string conversation,
                                                          nlohmann::json activity, patience for_it = usual_patience);
    [[nodiscard]] boost::asio::awaitable<api_answer> put(std::string service, std::string conversation, std::string id,
                                                         nlohmann::json activity);
    [[nodiscard]] boost::asio::awaitable<api_answer> remove(std::string service, std::string conversation,
                                                            std::string id, patience for_it = usual_patience);
    /// `who` is an id of Teams, an Entra object id, or a principal name.
    [[nodiscard]] boost::asio::awaitable<api_answer> member(std::string service, std::string conversation,
                                                            std::string who);
    /// A page of them; `from` is the `continuationToken` of the page before, or "".
    [[nodiscard]] boost::asio::awaitable<api_answer> members(std::string service, std::string conversation,
                                                             std::string from);
    /// Whether our token may go there.
    [[nodiscard]] bool may_call(std::string_view service) const;

  private:
    [[nodiscard]] boost::asio::awaitable<api_answer> ask(std::string service, http_request request, call_kind kind);

    http_client& client_;
    token_source* tokens_;
    std::vector<std::string> hosts_;
};

}  // namespace waymark::teams
