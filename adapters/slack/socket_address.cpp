#include "adapters/slack/socket_address.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace waymark::slack {
namespace {

bool is_slack(std::string_view host) {
    for (const std::string_view domain : {"slack.com", "slack-gov.com"}) {
        if (host == domain) return true;
        if (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.') return true;
    }
    return false;
}

bool is_plain(std::string_view host) {
    return host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == host.npos;
}

bool is_here(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

}  // namespace

std::optional<web_socket_address> read_socket_address(const std::string& url, const std::string& api,
                                                      bool debug_reconnects) {
    const auto to = boost::urls::parse_uri(url);
    const auto base = boost::urls::parse_uri(api);
    if (!to || !base || to->has_userinfo() || to->has_fragment()) return std::nullopt;
    const std::string host = to->host_address();
    const std::string ours = base->host_address();
    const bool secure = to->scheme() == "wss";
    if (!secure && to->scheme() != "ws") return std::nullopt;
    const bool at_slack = is_plain(host) && is_slack(host) && secure && (!to->has_port() || to->port() == "443");
    const bool at_api =
        !host.empty() && !is_slack(ours) && host == ours && (secure || (is_here(host) && base->scheme() == "http"));
    if (!at_slack && !at_api) return std::nullopt;
    web_socket_address out;
    out.host = host;
    out.port = to->has_port() ? std::string(to->port()) : secure ? "443" : "80";
    out.path = std::string(to->encoded_resource());
    out.secure = secure;
    if (out.path.empty() || out.path.front() != '/') out.path.insert(0, "/");
    if (debug_reconnects) out.path.append(to->has_query() ? "&" : "?").append("debug_reconnects=true");
    return out;
}

}  // namespace waymark::slack
