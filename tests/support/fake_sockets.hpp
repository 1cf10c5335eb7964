// Slack's side of Socket Mode on loopback, for tests: a WebSocket server in a thread of its own. Each payload goes to
// one of the sockets, and again until it is acknowledged; sockets end at the worst moments when it is told so.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/support/certificate.hpp"

namespace waymark::testing {

/// When the next sockets end, or worse.
enum class socket_moment {
    before_hello,   ///< after the handshake, without a word
    before_ack,     ///< an event was sent, and the socket ends before it can be acknowledged
    during_ack,     ///< the acknowledgement arrives, is not taken, and the socket ends the hard way
    half_open,      ///< an event was sent, and then nothing is read, written or closed any more
    after_warning,  ///< a warning, an event behind it, and a moment later the end
};

struct socket_times {
    std::chrono::milliseconds again_after{1'500};  ///< what is not acknowledged by then is sent again; Slack: 3 s
    std::chrono::milliseconds warned_before{400};  ///< the end; Slack: about 10 s
    std::chrono::milliseconds short_life{300};     ///< of a socket with debug_reconnects; Slack: 360 s
    std::chrono::milliseconds ping_every{1'000};
};

class fake_sockets {
  public:
    explicit fake_sockets(const std::optional<certificate_and_key>& tls = {}, socket_times times = {});
    ~fake_sockets();
    fake_sockets(const fake_sockets&) = delete;
    fake_sockets& operator=(const fake_sockets&) = delete;

    /// A new address, good for one socket; or what was to be handed out instead.
    [[nodiscard]] std::string new_address();
    void hand_out(const std::string& url);

    /// Each of the next `times` chances for this is taken.
    void fail_at(socket_moment when, int times = 1);
    /// How often that has happened.
    [[nodiscard]] int times_failed(socket_moment when);
    void stop_failing();
    /// {"type":"disconnect"} to every socket; `ends`: which then end as after a warning.
    void tell_all(const std::string& reason, bool ends);
    /// Hello counts so many sockets more than there are.
    void pretend_others(int count);
    /// Without one nothing is pinged any more.
    void ping(bool on);

    /// "events_api", "interactive", "slash_commands": sent to one of the sockets as soon as there is one. What is not
    /// acknowledged is sent again, for as long as it takes; an interaction is not. Returns the envelope's id.
    std::string send(const std::string& type, const nlohmann::json& payload);
    /// What it was acknowledged with, {"envelope_id":…}; empty when it was not, and an interaction that was in vain.
    [[nodiscard]] std::optional<nlohmann::json> acknowledged(const std::string& id, std::chrono::milliseconds patience);

    struct counts {
        int open = 0, opened = 0, most_open = 0;  ///< sockets
        int said_goodbye = 0;                     ///< ended by the other side with a closing handshake
        int sent = 0, sent_again = 0;             ///< envelopes
        int acknowledged = 0;
        int misdirected = 0;  ///< acknowledgements on a socket that the envelope was never sent over
    };
    [[nodiscard]] counts counted();
    /// Waits until that many sockets are open and have said hello. False after `patience`.
    [[nodiscard]] bool wait_open(int count, std::chrono::milliseconds patience);

  private:
    struct server;
    std::unique_ptr<server> server_;
};

}  // namespace waymark::testing
