// How an installation is told about a fake platform: lines of its settings, secrets of its environment, files beside
// it.
#pragma once

#include <map>
#include <string>

#include "tests/support/fake_slack.hpp"
#include "tests/support/fake_teams.hpp"

namespace waymark::testing {

inline const std::string signing_secret = "a-signing-secret-of-the-tests";
/// Where the people of these tests work.
inline const std::string teams_tenant = "7e4a4700-0001-4bbb-8ccc-0123456789ab";

struct platform_settings {
    std::string lines;                           ///< YAML; a section of its own, which may be added to
    std::map<std::string, std::string> secrets;  ///< variable -> value
    std::map<std::string, std::string> files;    ///< name in the folder -> text
};

[[nodiscard]] platform_settings settings_for(const fake_slack& slack);
/// Socket Mode: an app token, and no signing secret.
[[nodiscard]] platform_settings socket_settings_for(const fake_slack& slack);
/// The registration is as the fake has it. `private_key`, PEM, goes with its certificate.
[[nodiscard]] platform_settings settings_for(const fake_teams& teams, const std::string& private_key = "");

}  // namespace waymark::testing
