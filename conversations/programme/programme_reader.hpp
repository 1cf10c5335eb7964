// Reads a programme file into a plain struct. Everything wrong is reported in one pass, with the codes P0xx that
// README.md lists.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "conversations/language/node_reader.hpp"
#include "conversations/programme/programme.hpp"

namespace waymark {

/// Reads and checks one programme file against the flows its rules start. Empty when nothing could be read; otherwise
/// the programme as far as it goes. Use it only when !any_error(problems).
[[nodiscard]] std::optional<programme> read_programme(std::string_view file, std::string_view source,
                                                      const flow_library& flows, const bot_texts& texts,
                                                      std::vector<diagnostic>& problems);

/// Whether they name two workspaces (or tenants) of one platform: nobody is in both, whoever has the id.
[[nodiscard]] bool in_different_workspaces(const std::vector<address>& some, const std::vector<address>& others);

/// What two programmes cannot both have: a name, a pair's name, an account of two people (P020, P051). `file` is the
/// one of `one`.
void check_beside(std::string_view file, const programme& one, const programme& other,
                  std::vector<diagnostic>& problems);

/// Every kind of map a programme file holds; programme.schema.json has the same keys.
namespace keys {
extern const key_set programme, person_rules, budget, stage, nudge, trigger, someone, pair;
}

}  // namespace waymark
