// Which text of a programme runs: the one that was applied last, whatever its file says by now. The database keeps all
// that were, as facts; "waymark programme" changes them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bot/script_library.hpp"
#include "conversations/programme/applied_text.hpp"
#include "storage/look.hpp"
#include "storage/store.hpp"

namespace waymark {

constexpr auto by_first_start = "first start";
constexpr auto by_applying = "applied";
constexpr auto by_undoing = "undone";

/// How the facts are read: from a store, or from a look at a database that somebody else may be using.
using fact_reader = std::function<result<std::optional<std::string>>(const std::string& name)>;
[[nodiscard]] fact_reader facts_in(store& at);
[[nodiscard]] fact_reader facts_in(facts_look found);

/// The newest one; empty when nothing was applied yet.
[[nodiscard]] result<std::optional<applied_text>> newest_applied(const fact_reader& facts, const programme_id& of);
/// The one before `newest` that is still there: older ones go when somebody in them has everything deleted.
[[nodiscard]] result<std::optional<applied_text>> applied_before(const fact_reader& facts, const programme_id& of,
                                                                 int newest);
/// Makes it the newest. Returns its number.
[[nodiscard]] result<int> note_applied(store& at, const programme_id& of, const std::string& text, const char* how,
                                       instant now);

/// People of this programme who wanted everything deleted. They stay away, and no text that names them is stored.
[[nodiscard]] result<std::vector<person_id>> forgotten_in(store& at, const programme& of);
/// The text that `scripts` has of this programme becomes what runs: conversations are published, everybody is enrolled
/// and all timers are set anew, all of it or nothing. Returns its number. What is wrong with conversations that are in
/// use joins `scripts.problems`; then nothing is changed.
[[nodiscard]] result<int> apply_text(store& at, loaded_scripts& scripts, const programme_id& of, const char* how,
                                     instant now);

/// A programme whose file says something else than what runs.
struct waiting_programme {
    programme_id of;
    std::string file;
    instant applied;  ///< what runs, since then
};
[[nodiscard]] std::string in_words(const waiting_programme& one);

/// The programmes of the book become those that were applied; where none was, the file's stays. What is wrong with them
/// now joins `scripts.problems`. Returns whose files wait.
[[nodiscard]] result<std::vector<waiting_programme>> use_applied(const fact_reader& facts, loaded_scripts& scripts);

}  // namespace waymark
