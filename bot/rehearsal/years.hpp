// The years of some pairs, message by message, with every text kept once.
#pragma once

#include <unordered_map>

#include "bot/rehearsal/rehearsal.hpp"

namespace waymark::rehearsal {

/// Adds the years of pairs to a report, as long as there is room for them.
class year_book {
  public:
    year_book(rehearsal_report& into, std::size_t most);
    void add(const ledger& of);

  private:
    [[nodiscard]] std::size_t place_of(const std::string& text);

    rehearsal_report& into_;
    std::size_t most_;
    std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace waymark::rehearsal
