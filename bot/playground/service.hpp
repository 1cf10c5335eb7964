// The whole playground: the same server, inbox, runners and engine as in real life, on a clock that is turned by hand,
// with the page as its only platform.
#pragma once

#include <fstream>
#include <string>

#include "bot/http_server.hpp"
#include "bot/inbox.hpp"
#include "bot/playground/doors.hpp"
#include "bot/playground/journal.hpp"
#include "bot/playground/scene.hpp"

namespace waymark {

struct playground_options {
    unsigned short port = 0;   ///< of 127.0.0.1; 0 = any free one
    instant starts;            ///< where the clock stands when the journal says nothing
    std::string journal_file;  ///< what the page was told, for the next run
    std::string run;           ///< names this run, so that an open page notices a restart
};

/// Lives on the io thread. `door` and `book` outlive it.
class playground_service {
  public:
    /// Throws std::runtime_error, in words, when it cannot listen or write its journal.
    playground_service(boost::asio::any_io_executor io, store_door& door, const script_book& book,
                       playground_scene scene, const playground_options& options);

    void start();
    /// Finishes what is in hand, ends everything else. False when something did not end in time.
    [[nodiscard]] boost::asio::awaitable<bool> stop();
    [[nodiscard]] unsigned short port() const { return server_.port(); }
    [[nodiscard]] instant now() const { return hands_.now(); }

  private:
    [[nodiscard]] playground_settings settings_of(playground_scene scene, const playground_options& options);
    [[nodiscard]] turn_runner::listeners turns_tell();
    [[nodiscard]] inbox::listeners inbox_tells();

    playground_journal earlier_;
    std::ofstream journal_;
    manual_clock hands_;
    pair_id pair_;
    task_group tasks_;
    playground_driver driver_;  ///< turns hands_; speaks through page_, whose buttons it fulfils
    playground_adapter page_;
    turn_runner turns_;
    timer_runner timers_;
    outbox_runner outbox_;
    routes table_;
    inbox inbox_;
    http_server server_;
};

}  // namespace waymark
