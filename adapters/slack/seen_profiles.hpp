// Slack tells of each change of each member, of their status and their calls, too. What says of somebody what was said
// before is no news.
//
// Threads: lives on the io thread.
#pragma once

#include <string>

#include "adapters/recent.hpp"
#include "conversations/message.hpp"

namespace waymark::slack {

class seen_profiles {
  public:
    /// False for a change that repeats what the latest one of this person said. The same event delivered again is news:
    /// it may not have been stored.
    bool is_news(const inbound_event& event);

  private:
    static constexpr std::size_t most = 20'000;  ///< people; some two megabytes
    recent said_{most};
};

}  // namespace waymark::slack
