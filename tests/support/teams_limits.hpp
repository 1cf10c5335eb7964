// How many calls Teams takes: so many in each of several lengths of time, counted by what they are about.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "conversations/time.hpp"

namespace waymark::testing {

/// No more than `calls` in any stretch of `length`.
struct call_window {
    std::size_t calls = 0;
    span length{};
};

/// Per bot and conversation, as documented.
[[nodiscard]] const std::vector<call_window>& sending_windows();   ///< sending, changing, deleting
[[nodiscard]] const std::vector<call_window>& creating_windows();  ///< creating a conversation
[[nodiscard]] const std::vector<call_window>& reading_windows();   ///< members
/// Per app and tenant, everything together.
[[nodiscard]] const std::vector<call_window>& tenant_windows();

class call_limits {
  public:
    /// Counts a call about `name`, unless it is one too many for any of the windows.
    [[nodiscard]] bool take(const std::string& name, const std::vector<call_window>& windows, instant now);

  private:
    std::map<std::string, std::deque<instant>> taken_;
};

}  // namespace waymark::testing
