// Which test drives which fixture. Each test that is named here must have read its files when it ends, or it fails.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace waymark::slack_fixtures {

/// "suite.test" -> files. Those of the tables in fixture_table.hpp are named there, and not here unless another test is
/// the one that is about them.
[[nodiscard]] const std::map<std::string, std::vector<std::string>>& drivers();

}  // namespace waymark::slack_fixtures
