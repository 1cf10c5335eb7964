#include "tests/adapters/teams/forged_addresses.hpp"

namespace waymark::teams_fixtures {

std::vector<std::string> forged_services() {
    std::vector<std::string> out;
    const std::vector<std::string> hosts{"smba.trafficmanager.net.evil.example",
                                         "evil-smba.trafficmanager.net",
                                         "evil.trafficmanager.net",
                                         "trafficmanager.net",
                                         "smba.trafficmanager.net.",
                                         "smba.trafficmanager.net@evil.example",
                                         "evil.example#smba.trafficmanager.net",
                                         "evil.example?smba.trafficmanager.net",
                                         "evil.example\\@smba.trafficmanager.net",
                                         "smba.trafficmanager.net:8443",
                                         "smba.trafficmanager.net:443@evil.example",
                                         "xn--smba-trafficmanager-net.example",
                                         "smbа.trafficmanager.net",
                                         "smba.trafficmanager.nеt",
                                         "127.0.0.1",
                                         "0x7f000001",
                                         "2130706433",
                                         "017700000001",
                                         "[::1]",
                                         "[::ffff:127.0.0.1]",
                                         "localhost",
                                         "169.254.169.254",
                                         "10.0.0.1",
                                         "192.168.0.1",
                                         "[fd00::1]",
                                         "smba.trafficmanager.net%2eevil.example",
                                         "smba.trafficmanager.net%00.evil.example",
                                         "smba%2etrafficmanager%2enet",
                                         "smba.trafficmanager。net",
                                         "user:pass@smba.trafficmanager.net",
                                         "smba..trafficmanager.net",
                                         "smba.trafficmanager.net,evil.example",
                                         "smba.trafficmanager.net;evil.example",
                                         "smba.trafficmanager.net evil.example",
                                         "SMBA.TRAFFICMANAGER.NET.EVIL.EXAMPLE",
                                         "smba.infra.gcc.teams.microsoft.com",
                                         "smba.infra.gov.teams.microsoft.us",
                                         "-smba.trafficmanager.net",
                                         "smba_trafficmanager.net",
                                         "smbatrafficmanager.net"};
    for (const auto& host : hosts)
        for (const auto* form :
             {"https://%/emea/", "http://%/emea/", "//%/emea/", "ftp://%/", "https:%/", "javascript:%"}) {
            std::string url = form;
            out.push_back(url.replace(url.find('%'), 1, host));
        }
    for (const auto* url : {"http://smba.trafficmanager.net/emea/", "https://smba.trafficmanager.net/../evil/",
                            "https://smba.trafficmanager.net/emea/?to=evil", "https://smba.trafficmanager.net/emea/#x",
                            "", "https://", "smba.trafficmanager.net", "https:///smba.trafficmanager.net"})
        out.emplace_back(url);
    return out;
}

std::vector<std::string> forged_uploads() {
    return {"http://acme.sharepoint.com/up",
            "https://sharepoint.com/up",
            "https://.sharepoint.com/up",
            "https://acme.sharepoint.com.evil.example/",
            "https://acmesharepoint.com/up",
            "https://acme.sharepoint.com./up",
            "https://acme.sharepoint.example/up",
            "https://evil.example/.sharepoint.com",
            "https://evil.example?x=.sharepoint.com",
            "https://evil.example#.sharepoint.com",
            "https://a@acme.sharepoint.com/",
            "https://acme.sharepoint.com@evil.example/",
            "https://acme.sharepoint.com:8443/",
            "https://evil.example\\.sharepoint.com/",
            "https://evil.example%2f.sharepoint.com/",
            "https://evil.example,.sharepoint.com.evil.example/",
            "https://acme.sharepoint.c\u043em/up",
            "https://acme.sharepoint\u3002com/up",
            "https://169.254.169.254/",
            "https://[::1]/",
            "https://127.0.0.1/.sharepoint.com",
            "http://127.0.0.1/",
            "http://localhost/up",
            "https://acme.sharepoint.com /up",
            "ftp://acme.sharepoint.com/up",
            "//acme.sharepoint.com/up",
            "acme.sharepoint.com/up",
            ""};
}

}  // namespace waymark::teams_fixtures
