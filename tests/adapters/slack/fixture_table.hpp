// What each fixture must lead to, file by file.
#pragma once

#include <map>
#include <string>

#include "adapters/adapter.hpp"

namespace waymark::slack_fixtures {

/// Inbound bodies -> the one-line summary of our reply ("<trigger>" stands for the fixtures' trigger id).
[[nodiscard]] const std::map<std::string, std::string>& inbound_table();

struct answer_row {
    send_outcome::kind to_a_post, to_a_repeatable_call;
    std::string reason;
};
/// Files of responses/ that refuse. Every ok.*.json there must count as done.
[[nodiscard]] const std::map<std::string, answer_row>& answer_table();

}  // namespace waymark::slack_fixtures
