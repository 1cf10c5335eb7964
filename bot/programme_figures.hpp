// How a programme stands, for the page of whoever runs it: the newest counts that its reports would show.
#pragma once

#include "conversations/report/disclosure.hpp"
#include "conversations/turn.hpp"
#include "storage/key_place.hpp"

namespace waymark {

struct figures_source {
    std::string database;
    key_place keys;
    reporting::group_rule rule{};
    std::string report;  ///< address of the reports; empty = none
};

/// Reads the database by itself, which takes a while; call it where nothing else waits. Without counts when it cannot
/// be read, or shows none yet.
[[nodiscard]] programme_health figures_of(const figures_source& from, const programme& of, const script_book& book,
                                          instant now);

}  // namespace waymark
