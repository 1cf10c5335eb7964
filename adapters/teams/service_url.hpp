// Addresses of Microsoft's services: read in one way only, and compared with the hosts we trust. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::teams {

struct url_parts {
    std::string scheme;     ///< "https" or "http"
    std::string authority;  ///< host and perhaps port, in lower case
    std::string path;       ///< begins with "/", or empty
};

/// Empty for what is no plain address: other schemes, user names, queries, fragments, backslashes, blanks, percent
/// signs, characters outside ASCII, or a path with dot segments. `http` is read for loopback hosts only.
[[nodiscard]] std::optional<url_parts> split_url(std::string_view url);

/// Whether `url` leads to one of `hosts` exactly ("smba.trafficmanager.net", or with a port "127.0.0.1:8443").
[[nodiscard]] bool leads_to(std::string_view url, const std::vector<std::string>& hosts);

/// Whether `url` leads to this very machine.
[[nodiscard]] bool is_loopback_url(std::string_view url);

/// Whether `url` is where Teams lets a file be put: https at SharePoint, or one of `hosts` exactly. It may have a
/// query: that is the permission.
[[nodiscard]] bool may_take_file(std::string_view url, const std::vector<std::string>& hosts);

/// Equal but for the case of letters and one "/" at the end.
[[nodiscard]] bool same_service(std::string_view one, std::string_view other);

}  // namespace waymark::teams
