// Which fixture files have been read, for the test that holds the others to theirs.
#pragma once

#include <set>
#include <string>

namespace waymark::slack_fixtures {

/// All files that bytes() has given since this was emptied.
[[nodiscard]] std::set<std::string>& files_read();

}  // namespace waymark::slack_fixtures
