// What is read of a body of the Events API: which values, and where they stand. Internal to decode_event.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "adapters/json_paths.hpp"
#include "adapters/slack/installation.hpp"

namespace waymark::slack {

/// The values of one body, by node.
class event_fields {
  public:
    enum node : json_node {
        root = json_root,
        type,
        team,
        app,
        event_id,
        event_time,
        challenge,
        authorizations,
        authorized_team,
        authorized_enterprise,
        authorized_org,
        enterprise,
        event,
        event_type,
        subtype,
        user,
        channel,
        channel_type,
        said_text,
        ts,
        bot_id,
        user_team,
        event_team,
        user_profile,
        restricted,
        ultra_restricted,
        tab,
        shown,
        deleted_ts,
        changed,
        changed_user,
        changed_text,
        changed_ts,
        changed_subtype,
        changed_bot,
        edited,
        edited_ts,
        previous,
        previous_user,
        previous_text,
        previous_bot,
        tokens,
        revoked_bots,
        person_id,
        person_deleted,
        person_bot,
        person_zone,
        person_locale,
        person_name,
        profile_node,
        profile_name,
        node_count
    };
    static constexpr std::array steps{
        json_step{root, "team_id", team},
        json_step{root, "api_app_id", app},
        json_step{root, "event", event},
        json_step{root, "type", type},
        json_step{root, "event_id", event_id},
        json_step{root, "event_time", event_time},
        json_step{root, "authorizations", authorizations},
        json_step{root, "challenge", challenge},
        json_step{root, "enterprise_id", enterprise},
        json_step{authorizations, "team_id", authorized_team},
        json_step{authorizations, "enterprise_id", authorized_enterprise},
        json_step{authorizations, "is_enterprise_install", authorized_org},
        json_step{event, "user", user},
        json_step{event, "type", event_type},
        json_step{event, "ts", ts},
        json_step{event, "text", said_text},
        json_step{event, "channel", channel},
        json_step{event, "channel_type", channel_type},
        json_step{event, "subtype", subtype},
        json_step{event, "bot_id", bot_id},
        json_step{event, "user_team", user_team},
        json_step{event, "team", event_team},
        json_step{event, "user_profile", user_profile},
        json_step{event, "tab", tab},
        json_step{event, "view", shown},
        json_step{event, "deleted_ts", deleted_ts},
        json_step{event, "message", changed},
        json_step{event, "previous_message", previous},
        json_step{event, "tokens", tokens},
        json_step{user_profile, "is_restricted", restricted},
        json_step{user_profile, "is_ultra_restricted", ultra_restricted},
        json_step{changed, "user", changed_user},
        json_step{changed, "text", changed_text},
        json_step{changed, "ts", changed_ts},
        json_step{changed, "subtype", changed_subtype},
        json_step{changed, "bot_id", changed_bot},
        json_step{changed, "edited", edited},
        json_step{edited, "ts", edited_ts},
        json_step{previous, "user", previous_user},
        json_step{previous, "text", previous_text},
        json_step{previous, "bot_id", previous_bot},
        json_step{tokens, "bot", revoked_bots},
        json_step{user, "id", person_id},
        json_step{user, "deleted", person_deleted},
        json_step{user, "is_bot", person_bot},
        json_step{user, "tz", person_zone},
        json_step{user, "locale", person_locale},
        json_step{user, "real_name", person_name},
        json_step{user, "profile", profile_node},
        json_step{profile_node, "real_name", profile_name},
    };

    std::string* text(json_node at) {
        const bool authorized = at == authorized_team || at == authorized_enterprise || at == authorized_org;
        if (authorized && authorizations_begun_ > 2) return nullptr;  // only the first one counts
        if (at == revoked_bots) return &revoked_.emplace_back();
        present_[at] = true;
        values_[at].clear();
        return &values_[at];
    }
    void begin(json_node at) {
        if (at == authorizations) ++authorizations_begun_;  // the array, then each of its objects
        present_[at] = true;
    }
    [[nodiscard]] const std::string& operator[](node at) const { return values_[at]; }
    [[nodiscard]] bool has(node at) const { return present_[at]; }
    [[nodiscard]] const std::vector<std::string>& revoked() const { return revoked_; }
    /// The installation that sees this event; the outer team can be another company's.
    [[nodiscard]] routing installed_in() const {
        const auto& first_team = values_[authorized_team];
        const auto& first_enterprise = values_[authorized_enterprise];
        return {first_team.empty() ? values_[team] : first_team,
                first_enterprise.empty() ? values_[enterprise] : first_enterprise, values_[authorized_org] == "true"};
    }

    /// Of whoever wrote it; empty when Slack does not say.
    [[nodiscard]] const std::string& author_team() const {
        return values_[user_team].empty() ? values_[event_team] : values_[user_team];
    }
    /// As far as the event tells: a guest, or from another company's workspace, as in Slack Connect. In an organization
    /// the team of a person can be any of its workspaces. `by` is the installation it is for.
    [[nodiscard]] bool is_from_a_visitor(const routing& by) const {
        if (values_[restricted] == "true" || values_[ultra_restricted] == "true") return true;
        return !author_team().empty() && !by.org_wide && by.enterprise.empty() && author_team() != by.team;
    }

  private:
    std::array<std::string, node_count> values_;
    std::array<bool, node_count> present_{};
    std::vector<std::string> revoked_;
    int authorizations_begun_ = 0;
};

}  // namespace waymark::slack
