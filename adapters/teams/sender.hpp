// Messages to people in Teams: their conversation opened where there is none, the pieces of a message one after the
// other, an answered card sent anew, a file offered. Says how each ended.
//
// Threads: lives on the io thread.
#pragma once

#include <functional>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/encode.hpp"
#include "adapters/teams/teams_pacing.hpp"
#include "adapters/teams/ways.hpp"

namespace waymark::teams {

/// The words of a card, to show them once more with the answer; no question waits that long.
constexpr auto card_kept = std::chrono::days(60);

struct sender_settings {
    std::string bot;                ///< "28:<app id>"
    std::string bot_name;           ///< as the app package says
    std::string first_service_url;  ///< for whom no better one is known
    std::function<instant()> now;
};

class sender {
  public:
    /// All must outlive it. Who sends has counted one call for each message; every further one is counted here.
    sender(connector& to, ways& known, teams_pacing& pace, sender_settings settings)
        : connector_(to), ways_(known), pacing_(pace), settings_(std::move(settings)) {}
    void keep_notes_in(note_book& from) { notes_ = &from; }

    [[nodiscard]] boost::asio::awaitable<send_outcome> send(outbound message);

  private:
    /// Where a message goes, and how much of it is there already; `failure` counts when there is no such place.
    struct place {
        way is;
        std::size_t arrived = 0;  ///< pieces
        send_outcome failure;
        std::vector<platform_note> notes;
        [[nodiscard]] bool known() const { return !is.conversation.empty(); }
    };
    [[nodiscard]] parties between(const way& is) const;
    [[nodiscard]] boost::asio::awaitable<place> place_for(const outbound& message);
    [[nodiscard]] boost::asio::awaitable<place> place_of(address who);
    [[nodiscard]] boost::asio::awaitable<place> open(address who, way known);
    [[nodiscard]] boost::asio::awaitable<api_answer> open_at(std::string service, address who, way known);
    [[nodiscard]] boost::asio::awaitable<send_outcome> post_all(outbound message, place at);
    [[nodiscard]] boost::asio::awaitable<api_answer> post_there(const outbound& message, place& at);
    [[nodiscard]] boost::asio::awaitable<api_answer> post_rest(const address& to, std::vector<nlohmann::json> pieces,
                                                               place& at);
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> words_of(const outbound& message);
    [[nodiscard]] boost::asio::awaitable<send_outcome> settle(outbound message, std::optional<std::string> words);
    [[nodiscard]] send_outcome ended(send_outcome outcome, const address& to, std::vector<platform_note> notes) const;

    connector& connector_;
    ways& ways_;
    teams_pacing& pacing_;
    sender_settings settings_;
    note_book* notes_ = nullptr;
};

}  // namespace waymark::teams
