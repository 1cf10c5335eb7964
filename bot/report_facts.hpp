// What stands in the database about a programme, as a report is made from it.
#pragma once

#include "conversations/report/facts.hpp"
#include "storage/look.hpp"

namespace waymark {

/// `of` and `book` must outlive what is returned. Of answers only what was picked is taken over.
[[nodiscard]] reporting::report_facts report_facts_of(programme_look found, const programme& of,
                                                      const script_book& book);

}  // namespace waymark
