// What adapters note, in the store.
//
// Threads: lives on the io thread.
#pragma once

#include "adapters/adapter.hpp"
#include "bot/clock.hpp"
#include "bot/store_door.hpp"

namespace waymark {

class stored_notes final : public note_book {
  public:
    /// Both must outlive it.
    stored_notes(store_door& door, clock& time) : door_(door), time_(time) {}
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> note(address about, std::string name) override;
    [[nodiscard]] boost::asio::awaitable<void> keep(std::vector<platform_note> notes) override;

  private:
    store_door& door_;
    clock& time_;
};

}  // namespace waymark
