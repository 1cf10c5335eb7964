// Reads a file of holidays and working days of a region, or of several. The words for admins stand in
// ../calendars/README.md; problems have the codes of programmes.
#pragma once

#include <string_view>
#include <vector>

#include "conversations/language/diagnostic.hpp"
#include "conversations/language/node_reader.hpp"
#include "conversations/person/calendar.hpp"

namespace waymark {

namespace keys {
extern const key_set calendar;
}

/// Adds what the file says to `into`. Problems go to `problems`.
void read_calendar(std::string_view file, std::string_view source, calendars& into, std::vector<diagnostic>& problems);

}  // namespace waymark
