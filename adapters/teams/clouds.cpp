#include "adapters/teams/clouds.hpp"

namespace waymark::teams {
namespace {

cloud commercial(std::string_view name, const std::string& host) {
    return {name,
            "https://login.botframework.com/v1/.well-known/openidconfiguration",
            "https://api.botframework.com",
            "https://login.microsoftonline.com",
            "botframework.com",
            "https://api.botframework.com/.default",
            host,
            "https://" + host + "/teams/"};
}

cloud government(std::string_view name, const std::string& host) {
    return {name,
            "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
            "https://api.botframework.us",
            "https://login.microsoftonline.us",
            "MicrosoftServices.onmicrosoft.us",
            "https://api.botframework.us/.default",
            host,
            "https://" + host + "/teams"};
}

}  // namespace

const std::vector<cloud>& clouds() {
    static const std::vector<cloud> all{commercial("public", "smba.trafficmanager.net"),
                                        commercial("gcc", "smba.infra.gcc.teams.microsoft.com"),
                                        government("gcc_high", "smba.infra.gov.teams.microsoft.us"),
                                        government("dod", "smba.infra.dod.teams.microsoft.us")};
    return all;
}

}  // namespace waymark::teams
