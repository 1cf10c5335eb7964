#include "adapters/teams/service_url.hpp"

#include <algorithm>
#include <array>

#include "adapters/letter_case.hpp"

namespace waymark::teams {
namespace {

constexpr std::size_t longest_url = 2'000;
constexpr std::size_t longest_file_url = 8'000;

bool plain(char c) {
    return c > ' ' && c < 0x7f && std::string_view("\\%?#@\"'<>`{}|^").find(c) == std::string_view::npos;
}

bool is_loopback(std::string_view authority) {
    constexpr std::array<std::string_view, 3> hosts{"127.0.0.1", "localhost", "[::1]"};
    return std::ranges::any_of(hosts, [&](std::string_view host) {
        if (!authority.starts_with(host)) return false;
        const auto port = authority.substr(host.size());
        if (port.empty()) return true;
        return port.size() > 1 && port.size() <= 6 && port.front() == ':' &&
               std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; });
    });
}

bool has_dot_segment(std::string_view path) {
    return path.find("/../") != std::string_view::npos || path.find("/./") != std::string_view::npos ||
           path.ends_with("/..") || path.ends_with("/.");
}

}  // namespace

std::optional<url_parts> split_url(std::string_view url) {
    if (url.size() > longest_url || !std::ranges::all_of(url, plain)) return {};
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return {};
    const auto rest = url.substr(colon + 3);
    const auto slash = std::min(rest.find('/'), rest.size());
    url_parts out{lower(url.substr(0, colon)), lower(rest.substr(0, slash)), std::string(rest.substr(slash))};
    const bool may = out.scheme == "https" || (out.scheme == "http" && is_loopback(out.authority));
    if (!may || out.authority.empty() || has_dot_segment(out.path)) return {};
    return out;
}

bool leads_to(std::string_view url, const std::vector<std::string>& hosts) {
    const auto parts = split_url(url);
    return parts &&
           std::ranges::any_of(hosts, [&](const std::string& host) { return iequals(host, parts->authority); });
}

bool is_loopback_url(std::string_view url) {
    const auto parts = split_url(url);
    return parts && is_loopback(parts->authority);
}

bool may_take_file(std::string_view url, const std::vector<std::string>& hosts) {
    constexpr std::array<std::string_view, 4> sharepoint{".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us",
                                                         ".sharepoint.cn"};
    const auto visible = [](char c) { return c > ' ' && c < 0x7f && c != '\\'; };
    if (url.size() > longest_file_url || !std::ranges::all_of(url, visible)) return false;
    const auto path = url.find_first_of("/?#", url.find("://") == std::string_view::npos ? 0 : url.find("://") + 3);
    const auto parts = split_url(url.substr(0, path));
    if (!parts) return false;
    const bool listed = std::ranges::any_of(hosts, [&](const auto& host) { return iequals(host, parts->authority); });
    return listed || (parts->scheme == "https" && std::ranges::any_of(sharepoint, [&](std::string_view end) {
                          return parts->authority.ends_with(end) && parts->authority.size() > end.size();
                      }));
}

bool same_service(std::string_view one, std::string_view other) {
    const auto bare = [](std::string_view url) { return url.ends_with('/') ? url.substr(0, url.size() - 1) : url; };
    return iequals(bare(one), bare(other));
}

}  // namespace waymark::teams
