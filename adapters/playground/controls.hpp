// What the playground's page may do besides chatting: turn the clock's hands and start a conversation. The process
// implements it, so that the adapter needs to know neither store nor runners.
#pragma once

#include <string>

#include "conversations/time.hpp"

namespace waymark {

/// Lives on the io thread. Every call returns at once; playground_adapter::clock_moved tells the page what came of it.
class playground_controls {
  public:
    virtual ~playground_controls() = default;
    [[nodiscard]] virtual instant now() const = 0;
    /// Moves the clock on by `by`, and on the way through everything that becomes due, each at its own time.
    virtual void advance(span by) = 0;
    /// Moves the clock to the next thing that happens; not at all when nothing is planned.
    virtual void advance_to_next() = 0;
    /// Starts a conversation of the pair now. `flow` is one of the flows the page was offered.
    virtual void start(const std::string& flow) = 0;
};

}  // namespace waymark
