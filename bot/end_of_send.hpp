// Writes down how a send ended, and lets what nothing can deliver at one account of a person go to another.
//
// Threads: database thread.
#pragma once

#include "storage/store.hpp"

namespace waymark {

/// A message that was refused because nothing reaches its person there. The turn that learned of it has been taken.
struct refused_message {
    person_id to;
    address at;
};

/// Returns what was written down: `how`, or that it is sent again where the person of `refused` is spoken to now.
[[nodiscard]] result<send_result::outcome> end_send(store& at, std::int64_t outbox_id, send_result how,
                                                    const std::optional<refused_message>& refused, instant now);

}  // namespace waymark
