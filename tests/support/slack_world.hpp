// What a Slack workspace knows: its people, the bot's messages as they were shown, and the limits it holds callers to.
// No network and no clock of its own. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "conversations/time.hpp"
#include "tests/support/slack_installs.hpp"
#include "tests/support/slack_storms.hpp"

namespace waymark::testing {

struct slack_limits {
    bool enforced = true;
    double channel_per_second = 1, channel_burst = 3;
    double workspace_per_minute = 300, workspace_burst = 20;
    double other_methods_per_minute = 100, other_burst = 30;
};

/// What a call is answered. `status` 200 unless limited.
struct slack_answer {
    unsigned status = 200;
    nlohmann::json body;
    int retry_after = 0;
};

class slack_world {
  public:
    explicit slack_world(slack_limits limits = {}) : limits_(limits) {}

    [[nodiscard]] slack_answer call(const std::string& token, const std::string& method,
                                    const nlohmann::json& arguments, instant now);

    /// Everything shown, in order: {"seq","kind":"post"|"update","team","user","channel","ts","text","blocks","id"}.
    [[nodiscard]] const nlohmann::json& shown() const { return shown_; }
    /// The messages as they stand now.
    [[nodiscard]] nlohmann::json messages() const;
    /// Files by id: {"name", "body", "channel", "blocks"}; the last two once they have been shared.
    [[nodiscard]] const std::map<std::string, nlohmann::json>& files() const { return files_; }
    /// The bytes of a file that was announced. False when it was not.
    [[nodiscard]] bool take_file(const std::string& id, const std::string& bytes);
    /// Where bytes shall go from now on, up to the file's id.
    void take_files_at(const std::string& url) { files_at_ = url; }
    [[nodiscard]] nlohmann::json truth() const;
    /// Numbers only: calls by method, posts, updates, limited answers, refusals.
    [[nodiscard]] nlohmann::json counts() const;

    /// Modals by their ids, and Home tabs by "VHOME/<team>/<user>", as they stand now.
    [[nodiscard]] const std::map<std::string, nlohmann::json>& views() const { return views_; }
    /// What an answer with `response_action` makes of a modal, or that somebody has closed it.
    void replace_view(const std::string& id, const nlohmann::json& view) { (void)shown_view(view, id); }
    void close_view(const std::string& id) { views_.erase(id); }

    void put_user(const nlohmann::json& user) { users_[user.at("id").get<std::string>()] = user; }
    /// Of this workspace alone.
    void put_user_in(const std::string& team, const nlohmann::json& user) {
        users_[team + "/" + user.at("id").get<std::string>()] = user;
    }
    /// What apps are granted that are installed by OAuth. Tokens of other names are the default workspace's, or of the
    /// one they name.
    [[nodiscard]] slack_installs& installs() { return installs_; }
    [[nodiscard]] slack_storms& storms() { return storms_; }
    void refuse_blocks(bool on) { refuse_blocks_ = on; }
    /// As where only apps with a token of their own may post metadata.
    void refuse_metadata(bool on) { refuse_metadata_ = on; }
    /// Nothing can be posted into this channel until it is opened again; `for_good`: not then either.
    void close_channel(const std::string& channel, bool for_good = false) { closed_[channel] = for_good; }
    void revoke(const std::string& error) { revoked_ = error; }
    void set_limits(slack_limits limits) { limits_ = limits; }
    [[nodiscard]] slack_limits limits() const { return limits_; }
    /// Keep numbers only, no contents: for long runs.
    void forget_contents(bool on) { light_ = on; }

  private:
    struct bucket {
        double tokens = -1;
        instant at{};
    };
    [[nodiscard]] int wait_for(const std::string& name, double per_second, double burst, instant now);
    [[nodiscard]] slack_answer limited(int seconds);
    [[nodiscard]] slack_answer refuse(const std::string& error);
    [[nodiscard]] slack_answer post(const std::string& team, const nlohmann::json& in, instant now);
    [[nodiscard]] slack_answer update(const std::string& team, const nlohmann::json& in, instant now);
    [[nodiscard]] slack_answer history(const std::string& team, const nlohmann::json& in) const;
    [[nodiscard]] slack_answer announce_file(const nlohmann::json& in);
    [[nodiscard]] slack_answer share_files(const std::string& team, const nlohmann::json& in);
    [[nodiscard]] slack_answer user_info(const std::string& team, const nlohmann::json& in);
    [[nodiscard]] slack_answer test_token(const std::string& team, const std::string& token, instant now);
    [[nodiscard]] slack_answer user_with_email(const std::string& team, const nlohmann::json& in);
    /// A trigger that ends in ".late" has lived too long; every other is good once.
    [[nodiscard]] slack_answer open_view(const nlohmann::json& in);
    [[nodiscard]] slack_answer update_view(const nlohmann::json& in);
    [[nodiscard]] slack_answer publish_view(const std::string& team, const nlohmann::json& in);
    [[nodiscard]] slack_answer shown_view(nlohmann::json view, const std::string& id);
    [[nodiscard]] slack_answer dispatch(const std::string& team, const std::string& method, const nlohmann::json& in,
                                        instant now);
    /// A conversation of one workspace: another one may have its equal.
    [[nodiscard]] static std::string in_team(const std::string& team, const std::string& channel) {
        return team + "/" + channel;
    }
    [[nodiscard]] std::string next_ts(instant now);
    void show(const char* kind, const std::string& team, const nlohmann::json& message);

    slack_limits limits_;
    std::map<std::string, nlohmann::json> users_;
    std::map<std::string, std::map<std::string, nlohmann::json>> channels_;  ///< team/channel -> ts -> message
    nlohmann::json shown_ = nlohmann::json::array();
    std::map<std::string, std::int64_t> calls_, outcomes_;
    std::map<std::string, bucket> buckets_;
    std::int64_t last_ts_ = 0;
    std::string revoked_;
    std::map<std::string, nlohmann::json> files_;
    std::map<std::string, nlohmann::json> views_;
    std::set<std::string> used_triggers_;
    int opened_views_ = 0, versions_of_views_ = 0;
    std::string files_at_ = "https://files.slack.com/upload/v1/";
    std::map<std::string, bool> closed_;  ///< channel -> for good
    slack_installs installs_;
    slack_storms storms_;
    bool refuse_blocks_ = false, refuse_metadata_ = false, light_ = false;
};

/// "D…" of a person, as this workspace names direct conversations.
[[nodiscard]] std::string direct_channel(const std::string& user);

}  // namespace waymark::testing
