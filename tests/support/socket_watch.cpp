#include "tests/support/socket_watch.hpp"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace waymark::testing {
namespace {

struct seen {
    std::mutex one_at_a_time;
    bool watches = false;
    std::vector<std::string> looked_up, connected;
    std::map<std::string, std::string> leads_to;
};

seen& all() {
    static seen one;
    return one;
}

/// The function of this name that would have been called without us.
template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string text_of(const sockaddr* address) {
    std::string out(INET6_ADDRSTRLEN, '\0');
    const bool old = address->sa_family == AF_INET;
    const auto* four = reinterpret_cast<const sockaddr_in*>(address);
    const auto* six = reinterpret_cast<const sockaddr_in6*>(address);
    const void* bytes = old ? static_cast<const void*>(&four->sin_addr) : &six->sin6_addr;
    if (::inet_ntop(address->sa_family, bytes, out.data(), static_cast<socklen_t>(out.size())) == nullptr) return "?";
    out.resize(out.find('\0'));
    if (!old) out.insert(0, "[").append("]");
    return out + ":" + std::to_string(ntohs(old ? four->sin_port : six->sin6_port));
}

/// What to ask the resolver instead; false when there is no such name.
bool watch_lookup(const char*& name, const char*& service) {
    auto& here = all();
    const std::lock_guard lock(here.one_at_a_time);
    if (!here.watches || name == nullptr) return true;
    const std::string host(name);
    here.looked_up.push_back(host + ":" + (service == nullptr ? "" : service));
    if (const auto led = here.leads_to.find(host); led != here.leads_to.end()) {
        name = "127.0.0.1";
        service = led->second.c_str();  // entries stay where they are
        return true;
    }
    in6_addr any{};
    const bool number = ::inet_pton(AF_INET, name, &any) == 1 || ::inet_pton(AF_INET6, name, &any) == 1;
    return number || host == "localhost";
}

void watch_connect(const sockaddr* address) {
    auto& here = all();
    const std::lock_guard lock(here.one_at_a_time);
    if (here.watches && address != nullptr && (address->sa_family == AF_INET || address->sa_family == AF_INET6))
        here.connected.push_back(text_of(address));
}

}  // namespace

socket_watch::socket_watch() {
    forget();
    const std::lock_guard lock(all().one_at_a_time);
    all().leads_to.clear();
    all().watches = true;
}

socket_watch::~socket_watch() {
    const std::lock_guard lock(all().one_at_a_time);
    all().watches = false;
}

std::vector<std::string> socket_watch::looked_up() const {
    const std::lock_guard lock(all().one_at_a_time);
    return all().looked_up;
}

std::vector<std::string> socket_watch::connected() const {
    const std::lock_guard lock(all().one_at_a_time);
    return all().connected;
}

std::vector<std::string> socket_watch::beside(const std::vector<std::string>& allowed) const {
    auto out = looked_up();
    const auto connects = connected();
    out.insert(out.end(), connects.begin(), connects.end());
    std::erase_if(out, [&](const auto& one) { return std::ranges::find(allowed, one) != allowed.end(); });
    return out;
}

void socket_watch::forget() {
    const std::lock_guard lock(all().one_at_a_time);
    all().looked_up.clear();
    all().connected.clear();
}

void socket_watch::let_name_lead_to(const std::string& name, unsigned short port) {
    const std::lock_guard lock(all().one_at_a_time);
    all().leads_to[name] = std::to_string(port);
}

}  // namespace waymark::testing

extern "C" {

int getaddrinfo(const char* name, const char* service, const addrinfo* wanted, addrinfo** out) {
    if (!waymark::testing::watch_lookup(name, service)) return EAI_NONAME;
    return waymark::testing::next<decltype(&::getaddrinfo)>("getaddrinfo")(name, service, wanted, out);
}

int connect(int socket, const sockaddr* address, socklen_t size) {
    waymark::testing::watch_connect(address);
    return waymark::testing::next<decltype(&::connect)>("connect")(socket, address, size);
}
}
