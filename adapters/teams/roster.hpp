// Who is who in Teams: names and e-mail addresses, as the rosters of conversations and teams tell them.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/teams_pacing.hpp"
#include "adapters/teams/ways.hpp"

namespace waymark::teams {

class roster {
  public:
    roster(connector& from, ways& known, teams_pacing& pace, std::function<instant()> now)
        : connector_(from), ways_(known), pacing_(pace), now_(std::move(now)) {}
    void keep_notes_in(note_book& from) { notes_ = &from; }

    /// What a roster tells of somebody with whom there is a conversation; their time zone is the client's.
    [[nodiscard]] boost::asio::awaitable<std::optional<profile>> look_up(address who);
    /// Searches the teams of `tenant` that the bot is a member of; each is read once for all who are looked for within
    /// a few minutes. Waits for the tenant's pace. Throws std::runtime_error, in words, when Teams could not be asked.
    [[nodiscard]] boost::asio::awaitable<std::optional<address>> find_by_email(std::string email, std::string tenant);
    /// The bot came into a team, or left one: noted, to be searched later.
    void learn(const activity& in, webhook_reply& reply);

  private:
    /// An e-mail address or principal name, in small letters -> whose it is.
    using people_by_name = std::map<std::string, address>;
    struct team_read {
        people_by_name people;
        instant at;
    };
    [[nodiscard]] boost::asio::awaitable<people_by_name> read_team(std::string service, std::string team,
                                                                   std::string tenant);
    [[nodiscard]] boost::asio::awaitable<api_answer> ask_for_page(std::string service, std::string team,
                                                                  std::string tenant, std::string from);
    [[nodiscard]] boost::asio::awaitable<void> wait_for_pace(address in);

    connector& connector_;
    ways& ways_;
    teams_pacing& pacing_;
    std::function<instant()> now_;
    std::map<std::string, team_read> read_;  ///< by team
    note_book* notes_ = nullptr;
    /// Of each tenant, team -> the service it is at; as they were noted, and every change since.
    std::map<address, std::map<std::string, std::string>> teams_;
};

}  // namespace waymark::teams
