// Who is who in Teams: names and e-mail addresses, as the rosters of conversations and teams tell them.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/ways.hpp"

namespace waymark::teams {

class roster {
  public:
    roster(connector& from, ways& known) : connector_(from), ways_(known) {}
    void read_notes_from(note_reader& from) { notes_ = &from; }

    /// What a roster tells of somebody with whom there is a conversation; their time zone is the client's.
    [[nodiscard]] boost::asio::awaitable<std::optional<profile>> look_up(address who);
    /// Searches the teams of `tenant` that the bot is a member of. Throws std::runtime_error, in words, when Teams
    /// could not be asked.
    [[nodiscard]] boost::asio::awaitable<std::optional<address>> find_by_email(std::string email, std::string tenant);
    /// The bot came into a team, or left one: noted, to be searched later.
    void learn(const activity& in, webhook_reply& reply);

  private:
    [[nodiscard]] boost::asio::awaitable<std::optional<address>> find_in(std::string service, std::string team,
                                                                         std::string email, std::string tenant);
    connector& connector_;
    ways& ways_;
    note_reader* notes_ = nullptr;
    /// Of each tenant, team -> the service it is at; as they were noted, and every change since.
    std::map<address, std::map<std::string, std::string>> teams_;
};

}  // namespace waymark::teams
