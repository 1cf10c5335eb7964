// What each inbound fixture must become, file by file.
#pragma once

#include <map>
#include <string>

namespace waymark::teams_fixtures {

/// A summary with the story's long ids by their names: <tenant>, <mentee>, <mentor>, <chat>, <group>, <channel>, ...
[[nodiscard]] std::string short_form(std::string summary);

/// Bodies under the story's token -> the reply in short form.
[[nodiscard]] const std::map<std::string, std::string>& activity_table();
/// Bodies of the Agents Playground, which sends no token.
[[nodiscard]] const std::map<std::string, std::string>& playground_table();

}  // namespace waymark::teams_fixtures
