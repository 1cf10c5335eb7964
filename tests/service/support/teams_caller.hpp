// Teams' side of the webhook: posts activities to the service as the Bot Connector does, signed, and says what it
// answered.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/service/support/loopback.hpp"
#include "tests/support/fake_teams.hpp"
#include "tests/support/teams_activities.hpp"

namespace waymark::testing {

/// Whoever has this object id, as activities name them now.
[[nodiscard]] teams_sender sender_of(const std::string& object_id, fake_teams& teams);

class teams_caller {
  public:
    teams_caller(int port, fake_teams& teams) : connection_(port), teams_(teams) {}

    http_reply_seen post(const nlohmann::json& activity);
    /// With another `Authorization`; none at all when that is empty.
    http_reply_seen post(const nlohmann::json& activity, const std::string& authorization);
    /// The service was started anew on another port.
    void move_to(int port) { connection_.move_to(port); }

  private:
    loopback_connection connection_;
    fake_teams& teams_;
};

}  // namespace waymark::testing
