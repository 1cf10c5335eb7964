// A file for somebody: Teams asks them first, gives us a place for it, and is told where it lies. Until then we keep
// it. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/teams/activity.hpp"
#include "adapters/teams/encode.hpp"

namespace waymark::teams {

constexpr auto file_note_name = "file";
constexpr auto file_kept = std::chrono::days(7);

/// The words, then the question whether they want the file.
[[nodiscard]] std::vector<nlohmann::json> file_offer(const outgoing& message, const parties& between);
/// The newest file that was offered to them; an older one is offered in vain.
[[nodiscard]] platform_note file_note(const address& to, const attached_file& file, instant now);
/// What such a note holds. Empty when it is none.
[[nodiscard]] std::optional<attached_file> noted_file(const std::string& body);
/// Whether the question that was answered is about this file.
[[nodiscard]] bool is_about(const file_consent& answer, const attached_file& file);
/// The message that shows where it lies now.
[[nodiscard]] nlohmann::json file_given(const file_consent& answer, const parties& between);

}  // namespace waymark::teams
