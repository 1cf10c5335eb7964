// "waymark keys ...": which master keys there are and what they are needed for; a new one, and the end of an old one.
#pragma once

#include <iosfwd>
#include <string>

namespace waymark {

/// Lists the master keys by their ids, with what each is needed for. Never a key itself.
[[nodiscard]] int list_keys(const std::string& config, std::ostream& out, std::ostream& complaints);
/// Puts a new key first in the file. A running service takes it within a minute, another at its next start.
[[nodiscard]] int rotate_keys(const std::string& config, std::ostream& out, std::ostream& complaints);
/// Takes a key out of the file that nothing in the database needs any more.
[[nodiscard]] int drop_key(const std::string& config, const std::string& id, std::ostream& out,
                           std::ostream& complaints);

}  // namespace waymark
