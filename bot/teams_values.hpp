// Kinds of settings that only Teams has: ids that are GUIDs, addresses of services, hosts, texts of limited length.
#pragma once

#include <string>
#include <vector>

#include "bot/config_values.hpp"

namespace waymark {

/// "0b07c0de-1111-4222-8333-444455556666", in any letter case.
[[nodiscard]] bool is_guid(std::string_view text);

/// One GUID, in lower case; C022 when it is none, C018 when it is the example's, which has nothing but zeros. `where`
/// says where to find the right one.
[[nodiscard]] config_values::reader guid(config_values& values, std::string& into, const std::string& where);
[[nodiscard]] config_values::reader guids(config_values& values, std::vector<std::string>& into,
                                          const std::string& where);
/// An address at https, or at plain http on this very machine; C013.
[[nodiscard]] config_values::reader service_address(config_values& values, std::string& into);
/// Bare hosts, each with or without a port; C026.
[[nodiscard]] config_values::reader hosts(config_values& values, std::vector<std::string>& into);

}  // namespace waymark
