// Addresses that strangers would like us to call.
#pragma once

#include <string>
#include <vector>

namespace waymark::teams_fixtures {

/// More than 200 that look like "smba.trafficmanager.net" and are not: by suffix, prefix, user name, port, other
/// people's hosts of the same parent, signs of other alphabets, numbers of this machine and of inner networks, other
/// schemes.
[[nodiscard]] std::vector<std::string> forged_services();

/// Places for a file that look like SharePoint and are not.
[[nodiscard]] std::vector<std::string> forged_uploads();

}  // namespace waymark::teams_fixtures
