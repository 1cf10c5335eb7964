// The rows of a list of people or pairs: what each would change, and what is wrong with it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/commands/list_choice.hpp"
#include "bot/startup.hpp"
#include "conversations/language/diagnostic.hpp"
#include "conversations/programme/programme.hpp"
#include "storage/store.hpp"

namespace waymark {

/// What an admin sees of a person or a pair, in the order it is shown.
using facts = std::vector<std::pair<std::string, std::string>>;

/// One row: whose turn it is, what the turn does, and what is seen of it before and afterwards.
struct import_row {
    std::string id;
    turn_owner owner;
    store::step_function step;
    std::optional<facts> before;
    facts after;
    facts said;  ///< what the list says; empty values say nothing
};

/// Everything that is read before the list has a meaning.
struct import_scene {
    loaded_scripts scripts;
    const programme* of = nullptr;
    std::string database;  ///< its file
    key_place keys;        ///< where its master keys stand
    std::string text;
    list_table table;
    std::unique_ptr<store> at;
    instant now;
};

/// Empty when the row is left to the programme file, which says the same or is contradicted; what is wrong or worth a
/// look is added to `problems`. An error is one of the store.
[[nodiscard]] result<std::optional<import_row>> row_for(const std::string& file, import_scene& scene,
                                                        const programme_person& named,
                                                        std::vector<diagnostic>& problems);
[[nodiscard]] result<std::optional<import_row>> row_for(const std::string& file, import_scene& scene,
                                                        const programme_pair& named, std::vector<diagnostic>& problems);

}  // namespace waymark
