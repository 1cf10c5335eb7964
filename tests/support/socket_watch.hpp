// What this process asks of the network: every name it looks up and every address it connects to, seen below whatever
// does it. A name can be given an address of one's own choosing, as who rules its DNS can. Linking this in is enough:
// `getaddrinfo` and `connect` of the whole program go through it.
#pragma once

#include <string>
#include <vector>

namespace waymark::testing {

/// Any thread may ask. One at a time per process.
class socket_watch {
  public:
    /// Forgets what was seen and given before.
    socket_watch();
    ~socket_watch();
    socket_watch(const socket_watch&) = delete;
    socket_watch& operator=(const socket_watch&) = delete;

    /// "login.example:443", in order.
    [[nodiscard]] std::vector<std::string> looked_up() const;
    /// "127.0.0.1:8443", in order; of IP only.
    [[nodiscard]] std::vector<std::string> connected() const;
    /// Of both, those that are not among `allowed`.
    [[nodiscard]] std::vector<std::string> beside(const std::vector<std::string>& allowed) const;
    void forget();
    /// From now on `name` is at 127.0.0.1, whatever port is asked for at this one. Until then no other name than
    /// "localhost" has any address: no test leaves the machine.
    void let_name_lead_to(const std::string& name, unsigned short port);
};

}  // namespace waymark::testing
