// The text of a programme that an admin has applied, as it is stored: it is what runs, whatever the file says by now.
// Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "conversations/erasure.hpp"

namespace waymark {

struct applied_text {
    static constexpr int format = 1;
    int number = 0;   ///< counts from 1 in each programme
    instant at;       ///< when it was applied
    std::string how;  ///< "first start", "applied", "undone"
    std::string text;
    friend bool operator==(const applied_text&, const applied_text&) = default;
};

/// JSON text with a format number. from_text throws std::invalid_argument for another format or a broken document.
[[nodiscard]] std::string applied_to_text(const applied_text& one);
[[nodiscard]] applied_text applied_from_text(std::string_view text);

/// Names of facts that begin so hold applied texts, and which of them is the newest.
constexpr std::string_view applied_facts = "programme/";
/// Holds the newest number.
[[nodiscard]] std::string newest_applied_fact(const programme_id& of);
[[nodiscard]] std::string applied_fact(const programme_id& of, int number);

/// The text without somebody and their pairs, as below.
[[nodiscard]] std::optional<std::string> text_without(const person_id& who, const std::string& text);
/// The value of such a fact without somebody who wants everything deleted, and without their pairs. Empty when that
/// would leave a trace of them, such as in a comment; then the fact has to go.
[[nodiscard]] std::optional<std::string> applied_without(const traces& of, const std::string& value);

}  // namespace waymark
