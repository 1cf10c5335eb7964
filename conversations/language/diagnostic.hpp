// What a reader or checker has to say about an authored file, in the manner of a compiler.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conversations/engine/flow.hpp"

namespace waymark {

enum class severity { warning, error };

struct diagnostic {
    std::string file;  ///< as the author named it
    mark at;
    severity is = severity::error;
    std::string code;        ///< "F021"
    std::string text;        ///< "there is no step called \"lesons\""
    std::string suggestion;  ///< "did you mean \"lessons\"?", or empty
};

/// One diagnostic with its source line and a caret under the place:
///   file:31:29: error F021: there is no step called "lesons"
///       give_up: { after: 9d, go: lesons }
///                                 ^ did you mean "lessons"?
[[nodiscard]] std::string show(const diagnostic& one, std::string_view source);
/// All of them as JSON, or as SARIF 2.1.0.
[[nodiscard]] std::string show_json(const std::vector<diagnostic>& all);
[[nodiscard]] std::string show_sarif(const std::vector<diagnostic>& all);
[[nodiscard]] bool any_error(const std::vector<diagnostic>& all);
/// Puts everything after the first `from` in the order of the file, line by line.
void sort_by_place(std::vector<diagnostic>& all, std::size_t from);
/// Whether a word is another one with a slip: a letter after the first, or two of a long word.
[[nodiscard]] bool is_slip(std::string_view word, std::string_view meant);
/// The nearest of `known` to a mistyped word, or empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace waymark
