// Slack's Web API on loopback, for tests: a slack_world behind HTTP, in a thread of its own, that can be told to fail.
// It knows the truth: what was shown to whom, in order, whatever the caller was told.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/support/certificate.hpp"
#include "tests/support/fake_sockets.hpp"
#include "tests/support/slack_world.hpp"

namespace waymark::testing {

/// What happens to the next `times` calls of `method` ("*" = any).
struct slack_fault {
    enum class kind {
        rate_limited,       ///< 429 with Retry-After; nothing done
        server_error,       ///< 500 with a page; nothing done
        accept_then_error,  ///< done, and answered 500 all the same
        accept_then_drop,   ///< done, and the connection closed without an answer
        accept_then_reset,  ///< done, and the connection reset without an answer
        drop,               ///< nothing done, and the connection closed without an answer
        reset,              ///< nothing done, connection reset
        slow,               ///< done and answered, after `delay`
        error               ///< {"ok":false,"error":<error>}; nothing done
    };
    kind is = kind::server_error;
    std::string method = "*";
    int times = 1;
    int retry_after = 1;  ///< seconds
    std::chrono::milliseconds delay{0};
    std::string error = "fatal_error";
    std::string user{};  ///< only to calls about them; empty = to any
};

class fake_slack {
  public:
    /// Listens on 127.0.0.1; port 0 takes any free one. With a certificate, which must be for "localhost", it speaks
    /// TLS.
    explicit fake_slack(slack_limits limits = {}, unsigned short port = 0,
                        const std::optional<certificate_and_key>& tls = {});
    ~fake_slack();
    fake_slack(const fake_slack&) = delete;
    fake_slack& operator=(const fake_slack&) = delete;

    [[nodiscard]] unsigned short port() const;
    /// What the service is configured with: "http://127.0.0.1:<port>/api/", or "https://localhost:<port>/api/".
    [[nodiscard]] std::string api() const;

    /// Socket Mode, for apps that call apps.connections.open with an app token.
    [[nodiscard]] fake_sockets& sockets();

    void fail(slack_fault fault);
    void stop_failing();
    /// How many calls have met a fault of this kind.
    [[nodiscard]] int times_failed(slack_fault::kind how);
    /// Runs `look` with the world, on the fake's own thread, and waits for it.
    void with_world(const std::function<void(slack_world&)>& look);
    [[nodiscard]] nlohmann::json truth();
    /// Everything posted to or changed for one person, in order; of one workspace, or of all.
    [[nodiscard]] nlohmann::json shown_to(const std::string& user, const std::string& team = {});

    struct server;

  private:
    std::unique_ptr<server> server_;
};

/// {"method":"chat.postMessage","kind":"accept_then_drop","times":3,...}. Throws std::invalid_argument for other kinds.
[[nodiscard]] slack_fault fault_from(const nlohmann::json& text);

}  // namespace waymark::testing
