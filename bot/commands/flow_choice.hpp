// The conversation an author names on the command line: by its name, or as a file of their own.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "bot/commands/flows_check.hpp"
#include "bot/script_library.hpp"

namespace waymark {

struct chosen_flow {
    const flow* which = nullptr;  ///< in `scripts`; null when `code` says why there is none
    loaded_scripts scripts;
    int code = exit_clean;
};

/// `name` is "closing", or a path such as "drafts/thanks.yaml", which then stands beside the shipped conversations.
/// What is wrong goes to `complaints`.
[[nodiscard]] chosen_flow choose_flow(const std::string& name, const std::vector<std::string>& folders,
                                      std::ostream& complaints);

/// Everything authored, or null after saying what is wrong: `code` is what to end with then.
[[nodiscard]] std::optional<loaded_scripts> scripts_for_authors(const std::vector<std::string>& folders,
                                                                const std::vector<std::string>& more_flow_files,
                                                                std::ostream& complaints, int& code);

/// Whether a path is meant, such as "drafts/thanks.yaml", and not the name of a conversation.
[[nodiscard]] bool is_file_name(const std::string& name);

/// Says that there is no such conversation, and which of `known` may have been meant.
void say_unknown(const std::string& name, const std::vector<std::string>& known, std::ostream& complaints);

/// The whole file; empty after saying that it cannot be read.
[[nodiscard]] std::optional<std::string> file_for_authors(const std::string& name, std::ostream& complaints);

}  // namespace waymark
