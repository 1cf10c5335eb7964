// What people of a crowd do, and how their platform brings it to the service.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "tests/support/fake_slack.hpp"
#include "tests/support/fake_teams.hpp"

namespace waymark::testing {

/// Something somebody does. Delivered twice, it is still one.
struct deed {
    enum class kind { begin, write, press, change, command } is = kind::begin;
    nlohmann::json payload{};   ///< as the platform sends it
    std::uint64_t serial = 0;   ///< of a command in Slack
    std::string words, name{};  ///< of an answer, as it is to be kept, and of the message it was written in
};

/// One thread's way to the service, for people of one platform.
class crowd_door {
  public:
    virtual ~crowd_door() = default;
    [[nodiscard]] virtual deed written(const std::string& user, deed::kind is, const std::string& words) = 0;
    [[nodiscard]] virtual deed changed(const std::string& user, const deed& before) = 0;
    /// One of the buttons under a question; `question` as the fake showed it.
    [[nodiscard]] virtual deed pressed(const std::string& user, const nlohmann::json& question,
                                       std::mt19937_64& dice) = 0;
    [[nodiscard]] virtual deed commanded(const std::string& user) = 0;

    /// What the service answered. `before`: how often it has been delivered already.
    [[nodiscard]] virtual int deliver(const std::string& user, const deed& what, int before) = 0;
    /// The same words once more, as if nobody had delivered them yet.
    [[nodiscard]] virtual int deliver_as_new(const deed& what) = 0;
    virtual void move_to(int port) = 0;
};

[[nodiscard]] std::unique_ptr<crowd_door> slack_door(int port);
/// In Socket Mode. What a platform sends again by itself counts as one delivery here.
[[nodiscard]] std::unique_ptr<crowd_door> socket_door(fake_sockets& sockets);
[[nodiscard]] std::unique_ptr<crowd_door> teams_door(int port, fake_teams& teams);
/// By the form of their id.
[[nodiscard]] inline bool is_in_slack(const std::string& user) {
    return user.starts_with('U');
}

}  // namespace waymark::testing
