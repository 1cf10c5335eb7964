#include "tests/service/support/teams_caller.hpp"

#include "tests/service/support/platform_settings.hpp"
#include "tests/service/support/slack_caller.hpp"

namespace waymark::testing {

teams_sender sender_of(const std::string& object_id, fake_teams& teams) {
    teams_sender out;
    out.object_id = object_id;
    out.tenant = teams_tenant;
    out.app_id = teams.app().app_id;
    out.service_url = teams.service_url(teams_tenant);
    return out;
}

http_reply_seen teams_caller::post(const nlohmann::json& activity) {
    return post(activity, teams_.authorization(activity.value("serviceUrl", "")));
}

http_reply_seen teams_caller::post(const nlohmann::json& activity, const std::string& authorization) {
    std::map<std::string, std::string> headers{{"Content-Type", "application/json; charset=utf-8"},
                                               {"User-Agent", "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)"}};
    if (!authorization.empty()) headers["Authorization"] = authorization;
    return connection_.ask(post_request("/api/messages", headers, activity.dump()));
}

}  // namespace waymark::testing
