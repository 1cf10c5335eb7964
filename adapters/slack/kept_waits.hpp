// How long Slack told us to wait, kept so that it holds over a restart: a note about each workspace.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <set>

#include "adapters/adapter.hpp"

namespace waymark::slack {

class kept_waits {
  public:
    void keep_notes_in(note_book& book) { book_ = &book; }
    /// How long nothing may be asked of this workspace yet, as an earlier run was told; nothing when it may. Looks only
    /// once for each.
    [[nodiscard]] boost::asio::awaitable<span> left_over(tenant_id of, instant now);
    /// To be kept when Slack says to wait until then.
    [[nodiscard]] static platform_note note_of(const tenant_id& of, instant until);

  private:
    note_book* book_ = nullptr;
    std::set<tenant_id> looked_at_;
};

}  // namespace waymark::slack
