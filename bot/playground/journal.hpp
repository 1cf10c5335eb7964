// What the playground's page was told, kept in a file beside the database, so that the next run can go on from there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conversations/time.hpp"

namespace waymark {

/// What the page was told in earlier runs, and where the clock stood at the end (the latest time any line names).
struct playground_journal {
    std::vector<std::string> lines;
    std::optional<instant> stood_at;
};

/// Reads the journal file; empty when there is none yet. A line that was cut off is left out.
[[nodiscard]] playground_journal read_journal(const std::string& file);

}  // namespace waymark
