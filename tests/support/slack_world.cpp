#include "tests/support/slack_world.hpp"

#include <algorithm>
#include <cmath>

#include "tests/support/block_limits.hpp"

namespace waymark::testing {
namespace {

using nlohmann::json;

constexpr auto default_team = "T0ACME0001";

std::string text(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

/// "xoxb-T0TEAM00002-…" belongs to that team; any other token to the default one.
std::string team_of(const std::string& token) {
    if (!token.starts_with("xoxb-T")) return default_team;
    const auto rest = token.substr(5);
    return rest.substr(0, rest.find('-'));
}

slack_answer done(json body) {
    body["ok"] = true;
    slack_answer out;
    out.body = std::move(body);
    return out;
}

bool is_user(const std::string& id) {
    return id.size() > 1 && (id.front() == 'U' || id.front() == 'W');
}

}  // namespace

std::string direct_channel(const std::string& user) {
    return "D" + user.substr(1);
}

int slack_world::wait_for(const std::string& name, double per_second, double burst, instant now) {
    auto& held = buckets_[name];
    if (held.tokens < 0) held = {burst, now};
    const double passed = std::chrono::duration<double>(now - held.at).count();
    held.tokens = std::min(burst, held.tokens + std::max(0.0, passed) * per_second);
    held.at = now;
    if (held.tokens >= 1) {
        held.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - held.tokens) / per_second)));
}

slack_answer slack_world::limited(int seconds) {
    ++outcomes_["rate_limited"];
    slack_answer out;
    out.status = 429;
    out.retry_after = seconds;
    out.body["ok"] = false;
    out.body["error"] = "ratelimited";
    return out;
}

slack_answer slack_world::refuse(const std::string& error) {
    ++outcomes_["refused_" + error];
    slack_answer out;
    out.body["ok"] = false;
    out.body["error"] = error;
    return out;
}

slack_answer slack_world::call(const std::string& token, const std::string& method, const json& in, instant now) {
    ++calls_[method];
    if (token.empty()) return refuse("not_authed");
    if (!revoked_.empty()) return refuse(revoked_);
    const auto holder = installs_.holder_of(token, now);
    if (holder && !holder->error.empty()) return refuse(holder->error);
    const auto team = holder ? holder->where.tenant() : team_of(token);
    if (const auto wait = storms_.take(team, method, now)) return limited(*wait);
    if (method == "auth.test") return test_token(team, token, now);
    if (limits_.enforced && method != "chat.postMessage") {
        const auto wait =
            wait_for(team + " " + method, limits_.other_methods_per_minute / 60, limits_.other_burst, now);
        if (wait > 0) return limited(wait);
    }
    return dispatch(team, method, in, now);
}

slack_answer slack_world::dispatch(const std::string& team, const std::string& method, const json& in, instant now) {
    if (method == "conversations.open") {
        const auto user = text(in, "users");
        if (!is_user(user)) return refuse("user_not_found");
        if (users_.contains(user) && users_[user].value("deleted", false)) return refuse("user_disabled");
        const auto closed = closed_.find(direct_channel(user));
        if (closed != closed_.end() && !closed->second) closed_.erase(closed);
        json body;
        body["channel"]["id"] = direct_channel(user);
        return done(std::move(body));
    }
    if (method == "chat.postMessage") return post(team, in, now);
    if (method == "chat.update") return update(team, in, now);
    if (method == "conversations.history") return history(team, in);
    if (method == "views.open") return open_view(in);
    if (method == "views.update") return update_view(in);
    if (method == "views.publish") return publish_view(team, in);
    if (method == "users.info") return user_info(team, in);
    if (method == "users.lookupByEmail") return user_with_email(team, in);
    if (method == "files.getUploadURLExternal") return announce_file(in);
    if (method == "files.completeUploadExternal") return share_files(team, in);
    return refuse("unknown_method");
}

slack_answer slack_world::shown_view(json view, const std::string& id) {
    const auto problems = slack_view_problems(view);
    if (!problems.empty()) {
        auto out = refuse("invalid_arguments");
        for (const auto& one : problems) out.body["response_metadata"]["messages"].push_back("[ERROR] " + one);
        return out;
    }
    view["id"] = id;
    view["hash"] = std::to_string(++versions_of_views_) + ".hash";
    views_[id] = view;
    json body;
    body["view"] = std::move(view);
    return done(std::move(body));
}

slack_answer slack_world::open_view(const json& in) {
    const auto trigger = text(in, "trigger_id");
    if (trigger.empty() || trigger.ends_with(".late")) return refuse("expired_trigger_id");
    if (!used_triggers_.insert(trigger).second) return refuse("exchanged_trigger_id");
    return shown_view(in.value("view", json()), "V" + std::to_string(++opened_views_));
}

slack_answer slack_world::update_view(const json& in) {
    auto id = text(in, "view_id");
    if (const auto name = text(in, "external_id"); id.empty() && !name.empty())
        for (const auto& [known, view] : views_)
            if (text(view, "external_id") == name) id = known;
    if (!views_.contains(id)) return refuse("not_found");
    if (in.contains("hash") && in["hash"] != views_[id]["hash"]) return refuse("hash_conflict");
    return shown_view(in.value("view", json()), id);
}

slack_answer slack_world::publish_view(const std::string& team, const json& in) {
    const auto user = text(in, "user_id");
    const auto id = "VHOME/" + team + "/" + user;
    if (in.contains("hash") && (!views_.contains(id) || in["hash"] != views_[id]["hash"]))
        return refuse("hash_conflict");
    return shown_view(in.value("view", json()), id);
}

slack_answer slack_world::test_token(const std::string& team, const std::string& token, instant now) {
    const auto holder = installs_.holder_of(token, now);
    slack_place where;
    if (holder) where = holder->where;
    json body;
    body["team_id"] = team;
    body["team"] = holder ? where.name : "Acme Example";
    if (!where.enterprise.empty()) body["enterprise_id"] = where.enterprise;
    body["user_id"] = where.bot_user;
    body["bot_id"] = where.bot;
    body["app_id"] = installs_.app;
    body["is_enterprise_install"] = where.org_wide;
    return done(std::move(body));
}

std::string slack_world::next_ts(instant now) {
    last_ts_ = std::max(last_ts_ + 1, to_us(now));
    auto micros = std::to_string(last_ts_ % 1'000'000);
    return std::to_string(last_ts_ / 1'000'000) + "." + std::string(6 - micros.size(), '0') + micros;
}

void slack_world::show(const char* kind, const std::string& team, const json& message) {
    ++outcomes_[kind];
    if (light_) return;
    json entry;
    entry["seq"] = shown_.size();
    entry["kind"] = kind;
    entry["team"] = team;
    for (const auto* key : {"channel", "user_shown_to", "ts", "text", "blocks", "metadata"})
        if (message.contains(key)) entry[key] = message[key];
    shown_.push_back(std::move(entry));
}

slack_answer slack_world::post(const std::string& team, const json& in, instant now) {
    const auto to = text(in, "channel");
    const auto channel = is_user(to) ? direct_channel(to) : to;
    if (channel.size() < 2 || channel.front() != 'D' || closed_.contains(channel)) return refuse("channel_not_found");
    if (limits_.enforced) {
        auto wait = wait_for(team + " in " + channel, limits_.channel_per_second, limits_.channel_burst, now);
        if (wait == 0)
            wait = wait_for(team + " posts", limits_.workspace_per_minute / 60, limits_.workspace_burst, now);
        if (wait > 0) return limited(wait);
    }
    if (in.contains("blocks") && (refuse_blocks_ || !slack_problems(in).empty())) {
        auto out = refuse("invalid_blocks");
        out.body["response_metadata"]["messages"] = slack_problems(in);
        return out;
    }
    if (refuse_metadata_ && in.contains("metadata")) return refuse("metadata_must_be_sent_from_app");
    if (text(in, "text").empty() && !in.contains("blocks")) return refuse("no_text");
    json message;
    message["type"] = "message";
    message["team"] = team;
    message["user"] = "U0BOTUSER1";
    message["bot_id"] = "B0BOTID001";
    message["channel"] = channel;
    message["user_shown_to"] = "U" + channel.substr(1);
    message["ts"] = next_ts(now);
    for (const auto* key : {"text", "blocks", "metadata"})
        if (in.contains(key)) message[key] = in[key];
    show("post", team, message);
    json body;
    body["channel"] = channel;
    body["ts"] = message["ts"];
    if (!light_) body["message"] = message;
    if (!light_) channels_[in_team(team, channel)][text(message, "ts")] = message;
    return done(std::move(body));
}

slack_answer slack_world::update(const std::string& team, const json& in, instant) {
    const auto channel = channels_.find(in_team(team, text(in, "channel")));
    if (channel == channels_.end()) return refuse(light_ ? "message_not_found" : "channel_not_found");
    const auto found = channel->second.find(text(in, "ts"));
    if (found == channel->second.end()) return refuse("message_not_found");
    if (!slack_problems(in).empty()) return refuse("invalid_blocks");
    for (const auto* key : {"text", "blocks"})
        if (in.contains(key)) found->second[key] = in[key];
    show("update", team, found->second);
    json body;
    body["channel"] = in["channel"];
    body["ts"] = found->first;
    return done(std::move(body));
}

slack_answer slack_world::history(const std::string& team, const json& in) const {
    json body;
    body["messages"] = json::array();
    body["has_more"] = false;
    const auto channel = channels_.find(in_team(team, text(in, "channel")));
    const auto oldest = text(in, "oldest");
    const auto latest = text(in, "latest");
    const bool inclusive = text(in, "inclusive") == "true";
    const auto limit = in.contains("limit") ? std::stoul(text(in, "limit")) : 100;
    if (channel == channels_.end()) return done(std::move(body));
    for (auto at = channel->second.rbegin(); at != channel->second.rend() && body["messages"].size() < limit; ++at) {
        // ts are of one shape here, so they compare as text; a bare number of seconds is a prefix and compares below.
        if (!latest.empty() && (at->first > latest || (at->first == latest && !inclusive))) continue;
        if (!oldest.empty() && (at->first < oldest || (at->first == oldest && !inclusive))) break;
        auto message = at->second;
        if (text(in, "include_all_metadata") != "true") message.erase("metadata");
        body["messages"].push_back(std::move(message));
    }
    return done(std::move(body));
}

slack_answer slack_world::announce_file(const json& in) {
    if (text(in, "filename").empty() || text(in, "length").empty()) return refuse("invalid_arguments");
    const auto id = "F0FILE" + std::to_string(files_.size() + 1);
    files_[id]["name"] = in["filename"];
    files_[id]["length"] = text(in, "length");
    json body;
    body["upload_url"] = files_at_ + id;
    body["file_id"] = id;
    return done(std::move(body));
}

bool slack_world::take_file(const std::string& id, const std::string& bytes) {
    const auto found = files_.find(id);
    if (found == files_.end() || text(found->second, "length") != std::to_string(bytes.size())) return false;
    found->second["body"] = bytes;
    return true;
}

slack_answer slack_world::share_files(const std::string& team, const json& in) {
    const auto channel = text(in, "channel_id");
    if (channel.size() < 2 || channel.front() != 'D' || closed_.contains(channel)) return refuse("channel_not_found");
    for (const auto& one : in.value("files", json::array())) {
        const auto found = files_.find(text(one, "id"));
        if (found == files_.end() || !found->second.contains("body")) return refuse("file_not_found");
        found->second["channel"] = channel;
        found->second["team"] = team;
        found->second["blocks"] = in.value("blocks", json::array());
    }
    json body;
    body["files"] = in["files"];
    return done(std::move(body));
}

slack_answer slack_world::user_with_email(const std::string& team, const json& in) {
    const auto has_it = [&](const auto& one) {
        if (const auto slash = one.first.find('/'); slash != std::string::npos && one.first.substr(0, slash) != team)
            return false;
        return one.second.value("profile", json::object()).value("email", "") == text(in, "email");
    };
    const auto found = std::ranges::find_if(users_, has_it);
    if (found == users_.end()) return refuse("users_not_found");
    json body;
    body["user"] = found->second;
    return done(std::move(body));
}

slack_answer slack_world::user_info(const std::string& team, const json& in) {
    const auto user = text(in, "user");
    if (!is_user(user)) return refuse("user_not_found");
    json body;
    if (users_.contains(team + "/" + user)) {
        body["user"] = users_[team + "/" + user];
    } else if (users_.contains(user)) {
        body["user"] = users_[user];
    } else {
        body["user"]["id"] = user;
        body["user"]["real_name"] = "Person " + user.substr(1);
        body["user"]["tz"] = "Europe/Berlin";
        body["user"]["locale"] = "en-GB";
        body["user"]["deleted"] = false;
        body["user"]["is_bot"] = false;
    }
    return done(std::move(body));
}

json slack_world::messages() const {
    json out = json::array();
    for (const auto& [channel, by_ts] : channels_)
        for (const auto& [ts, message] : by_ts) out.push_back(message);
    return out;
}

json slack_world::counts() const {
    json out = json::object();
    for (const auto& [method, count] : calls_) out["calls"][method] = count;
    for (const auto& [outcome, count] : outcomes_) out[outcome] = count;
    return out;
}

json slack_world::truth() const {
    json out;
    out["shown"] = shown_;
    out["messages"] = messages();
    out["counts"] = counts();
    return out;
}

}  // namespace waymark::testing
