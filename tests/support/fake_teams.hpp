// Microsoft Teams on loopback, for tests: its connector, its token endpoint and its keys, behind one TLS address, in a
// thread of its own, and able to fail. It knows the truth: what was shown to whom, in order, whatever the caller was
// told.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/certificate.hpp"
#include "tests/support/teams_sign_in.hpp"
#include "tests/support/teams_world.hpp"

namespace waymark::testing {

/// What happens to the next `times` calls of an operation.
struct teams_fault {
    std::string operation = "*";  ///< "create", "send", "update", "delete", "member", "token", "metadata", "keys", ...
    std::string user{};           ///< object id of whom the call is about; empty = anybody
    std::string answer{};         ///< a known_refusal, "close", "reset"; empty = as usual, after `delay`
    bool done = false;            ///< carried out all the same, and then answered so
    int times = 1;
    int retry_after = 0;  ///< seconds; 0 = as the answer says by itself
    std::chrono::milliseconds delay{0};
};
/// {"operation":"send","answer":"502_html","done":true,...}. Throws std::invalid_argument for other answers.
[[nodiscard]] teams_fault teams_fault_from(const nlohmann::json& text);

class fake_teams {
  public:
    /// Listens on 127.0.0.1; port 0 takes any free one.
    explicit fake_teams(teams_registration app = {}, unsigned short port = 0);
    ~fake_teams();
    fake_teams(const fake_teams&) = delete;
    fake_teams& operator=(const fake_teams&) = delete;

    [[nodiscard]] unsigned short port() const;
    [[nodiscard]] std::string origin() const;  ///< "https://localhost:<port>"
    [[nodiscard]] std::string host() const;    ///< "localhost:<port>"
    /// The authority that vouches for it, PEM.
    [[nodiscard]] const std::string& authority() const;
    [[nodiscard]] teams_registration app() const;
    /// Where the people of a tenant are served now, as their activities say.
    [[nodiscard]] std::string service_url(const std::string& tenant);
    /// What an activity with this `serviceUrl` comes with.
    [[nodiscard]] std::string authorization(const std::string& service_url);

    void fail(teams_fault fault);
    void stop_failing();
    /// How many calls were answered so by a fault.
    [[nodiscard]] int times_failed(const std::string& answer);
    /// Runs `look` on the fake's own thread, and waits for it.
    void with_world(const std::function<void(teams_world&)>& look);
    void with_sign_in(const std::function<void(teams_sign_in&)>& look);
    [[nodiscard]] nlohmann::json truth();
    /// How often an operation was carried out; "limited": calls that were too many; "denied": those without a good
    /// token.
    [[nodiscard]] int times_called(const std::string& operation);

    struct server;

  private:
    std::unique_ptr<server> server_;
};

}  // namespace waymark::testing
