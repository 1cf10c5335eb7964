// How each person is reached: their conversation with the bot, the service it is at, and the ids Teams uses there.
// Learnt from what they do, kept as notes, and renewed whenever it changes.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "adapters/adapter.hpp"
#include "adapters/recent.hpp"
#include "adapters/teams/activity.hpp"

namespace waymark::teams {

/// After that it is looked for anew.
constexpr auto way_kept = std::chrono::days(365);

struct way {
    std::string conversation;  ///< "a:1…"; empty before the first message
    std::string service;       ///< the newest `serviceUrl` that was heard of there
    std::string person;        ///< "29:1…"; empty = only their Entra object id is known
    std::string bot;           ///< "28:<app id>", as Teams calls us there
    std::string zone;          ///< IANA, of the client they last used; empty = unsaid
    friend bool operator==(const way&, const way&) = default;
};

class ways {
  public:
    void keep_notes_in(note_book& from) { notes_ = &from; }
    /// Puts what a personal activity tells into the reply: a note when it is new, the person's time zone when it has
    /// changed, and their language the first time.
    void learn(const activity& in, webhook_reply& reply);
    /// These are stored: what they say is known from now on.
    void noted(const std::vector<platform_note>& notes);

    /// An empty one when nothing is known.
    [[nodiscard]] boost::asio::awaitable<way> find(address who);
    /// From now on this is the way; returns the note that says so.
    [[nodiscard]] platform_note changed(const address& who, const way& is, instant now);
    /// Whether the app was installed for them a moment ago: Teams refuses at random then.
    [[nodiscard]] bool is_newly_installed(const address& who, instant now) const;

  private:
    [[nodiscard]] boost::asio::awaitable<std::optional<way>> remembered(address who);
    static void tell(const activity& in, const way& is, const std::optional<way>& before, webhook_reply& reply);

    static constexpr std::size_t most_remembered = 100'000;
    note_book* notes_ = nullptr;
    recent known_{most_remembered};
    recent installed_{most_remembered / 100};  ///< person -> when
};

}  // namespace waymark::teams
