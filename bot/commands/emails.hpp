// E-mail addresses of a list become accounts: each platform that the settings and the programme name is asked whose
// they are. The addresses themselves are neither kept nor logged.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "bot/commands/exit_code.hpp"
#include "bot/platforms.hpp"
#include "conversations/programme/people_list.hpp"
#include "storage/store.hpp"

namespace waymark {

using platforms_source = std::function<std::vector<std::unique_ptr<adapter>>(const config&)>;

struct email_wishes {
    std::string list;    ///< file name, for problems
    std::string config;  ///< settings file; its secrets are needed as soon as a row has an address
    const programme& of;
    const platforms_source& platforms;
    store& notes;  ///< what the platforms noted there while Waymark ran
    instant now;
};

/// Puts the accounts of the people who have an address into their rows, in the column of each platform where nothing
/// stands yet. Rows that no platform knows are errors (L007, L008). Returns exit_could_not_run after saying why nobody
/// could be asked. Without addresses nothing is asked, and no secret is needed.
[[nodiscard]] exit_code look_up_emails(const email_wishes& wishes, list_table& table, std::vector<diagnostic>& problems,
                                       std::ostream& complaints);

}  // namespace waymark
