// They want the file: it is put where Teams says, they are told where it lies, and the question goes away.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <set>
#include <string>
#include <vector>

#include "adapters/adapter.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/file_offer.hpp"

namespace waymark::teams {

struct handover_settings {
    std::string bot_name;
    std::vector<std::string> hosts;  ///< besides SharePoint, as in the tests
};

class file_handover {
  public:
    file_handover(http_client& client, connector& to, handover_settings settings)
        : client_(client), connector_(to), settings_(std::move(settings)) {}
    void keep_notes_in(note_book& from) { notes_ = &from; }

    /// Does nothing for other activities. The answer waits until the file is there, and is 502 when it is not: then
    /// Teams says so, and they can press again.
    void take(const activity& in, webhook_reply& reply);

  private:
    [[nodiscard]] boost::asio::awaitable<void> hand_over(activity in, webhook_reply& reply);
    [[nodiscard]] boost::asio::awaitable<bool> upload(std::string url, std::string bytes);
    [[nodiscard]] boost::asio::awaitable<void> tell(activity in);

    http_client& client_;
    connector& connector_;
    handover_settings settings_;
    note_book* notes_ = nullptr;
    std::set<std::string> under_way_;  ///< questions whose answer was delivered more than once
};

}  // namespace waymark::teams
