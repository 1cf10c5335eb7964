#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/slack/decode_parts.hpp"
#include "adapters/slack/event_fields.hpp"
#include "adapters/slack/installation.hpp"
#include "adapters/slack/text.hpp"

namespace waymark::slack {
namespace {

using enum event_fields::node;

instant time_of(const event_fields& in, instant received) {
    if (const auto own = read_ts(in[ts])) return *own;
    const auto& text = in[event_time];
    std::int64_t number = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (ec != std::errc{} || number <= 0) return received;
    // Some documented examples carry microseconds instead of seconds.
    return number > 1'000'000'000'000 ? from_us(number) : instant{std::chrono::seconds(number)};
}

class event_reader {
  public:
    event_reader(const event_fields& in, const recipient& whose, bool visiting, instant received)
        : in_(in),
          us_(*whose.us),
          tenant_(whose.tenant),
          exactly_(whose.exactly),
          visiting_(visiting),
          received_(received) {}

    webhook_reply read() const {
        const auto& kind = in_[event_type];
        if (kind == "message") return message();
        if (kind == "app_mention") return mention();
        if (kind == "app_home_opened") return opened();
        if (kind == "user_change" || kind == "user_profile_changed") return profile_change();
        if (kind == "app_uninstalled") return uninstalled();
        if (kind == "tokens_revoked") return revoked();
        if (kind == "team_access_granted") return more_workspaces();
        return answered(known_and_unused(kind) ? "ignored" : "unknown_event");
    }

  private:
    static bool known_and_unused(std::string_view kind) {
        constexpr std::array<std::string_view, 11> kinds{"team_join",
                                                         "member_joined_channel",
                                                         "member_left_channel",
                                                         "assistant_thread_started",
                                                         "assistant_thread_context_changed",
                                                         "team_access_revoked",
                                                         "grid_migration_started",
                                                         "grid_migration_finished",
                                                         "channel_id_changed",
                                                         "app_context_changed",
                                                         "reaction_added"};
        return std::ranges::find(kinds, kind) != kinds.end();
    }
    [[nodiscard]] bool is_person(const std::string& id) const {
        return id_like(id) && id != us_.bot_user && id != "USLACKBOT" && id != "UREVOKEDU";
    }
    [[nodiscard]] bool direct() const {
        const auto& kind = in_[channel_type];
        return kind.empty() ? in_[channel].starts_with("D") : kind == "im" || kind == "app_home";
    }
    [[nodiscard]] inbound_event make(std::string key, const std::string& from, std::string ref,
                                     inbound_content what) const {
        inbound_event out{
            std::move(key), {"slack", {tenant_}, from}, time_of(in_, received_), std::move(ref), std::move(what)};
        out.visiting = visiting_;
        return out;
    }
    /// For acts that only the event id names.
    [[nodiscard]] webhook_reply by_event_id(std::string_view label, const std::string& from,
                                            inbound_content what) const {
        if (!id_like(in_[event_id])) return answered("malformed");
        return with_event(label, make(natural_key(tenant_, "event", in_[event_id]), from, "", std::move(what)));
    }

    static bool written_by_a_person(const std::string& kind) {
        return kind.empty() || kind == "file_share" || kind == "me_message" || kind == "thread_broadcast";
    }

    webhook_reply message() const {
        if (!direct()) return answered("ignored");
        if (!id_like(in_[channel])) return answered("malformed");
        if (in_[subtype] == "message_changed") return changed_message();
        if (in_[subtype] == "message_deleted") return deleted_message(in_[deleted_ts], in_[previous_user]);
        if (!written_by_a_person(in_[subtype]) || in_.has(bot_id) || !is_person(in_[user])) return answered("ignored");
        if (!id_like(in_[ts])) return answered("malformed");
        return with_event("message", make(natural_key(tenant_, "message", in_[ts], in_[channel]), in_[user],
                                          message_ref(in_[channel], in_[ts]), inbound::said{readable(in_[said_text])}));
    }

    /// Link previews, title changes and our own updates come as changes too: only a changed text is an edit.
    webhook_reply changed_message() const {
        if (in_.has(changed_bot) || !is_person(in_[changed_user])) return answered("ignored");
        if (in_[changed_subtype] == "tombstone") return deleted_message(in_[changed_ts], in_[changed_user]);
        const bool differs = in_.has(previous) ? in_[changed_text] != in_[previous_text] : !in_[edited_ts].empty();
        if (!written_by_a_person(in_[changed_subtype]) || !differs) return answered("ignored");
        if (!id_like(in_[changed_ts])) return answered("malformed");
        const auto& version = in_[edited_ts].empty() ? in_[ts] : in_[edited_ts];
        return with_event(
            "edit", make(natural_key(tenant_, "edit", version, in_[channel], in_[changed_ts]), in_[changed_user],
                         message_ref(in_[channel], in_[changed_ts]), inbound::edited{readable(in_[changed_text])}));
    }

    webhook_reply deleted_message(const std::string& which, const std::string& from) const {
        if (in_.has(previous_bot) || !is_person(from)) return answered("ignored");
        if (!id_like(which)) return answered("malformed");
        return with_event("delete", make(natural_key(tenant_, "delete", which, in_[channel]), from,
                                         message_ref(in_[channel], which), inbound::deleted{}));
    }

    webhook_reply mention() const {
        if (in_.has(bot_id) || !is_person(in_[user])) return answered("ignored");
        if (!id_like(in_[channel]) || !id_like(in_[ts])) return answered("malformed");
        // The same post may come as a `message` event too: one key for both.
        return with_event("mention", make(natural_key(tenant_, "message", in_[ts], in_[channel]), in_[user],
                                          message_ref(in_[channel], in_[ts]), inbound::mentioned{}));
    }

    webhook_reply opened() const {
        if (!is_person(in_[user])) return answered("ignored");
        const bool home = in_[tab] == "home";
        inbound::opened what{home ? inbound::place::home : inbound::place::conversation};
        what.blank = home && !in_.has(shown);
        return by_event_id("opened", in_[user], what);
    }

    webhook_reply profile_change() const {
        const auto& who = in_[person_id];
        if (!is_person(who) || in_[person_bot] == "true") return answered("ignored");
        inbound::profile_changed change;
        const auto set = [](std::optional<std::string>& to, const std::string& value) {
            if (!value.empty() && value.size() <= longest_id) to = readable(value);
        };
        set(change.name, in_[profile_name].empty() ? in_[person_name] : in_[profile_name]);
        set(change.zone, in_[person_zone]);
        set(change.language, in_[person_locale]);
        // Only what Slack says: an event without the field tells nothing about the account.
        if (in_[person_deleted] == "true") change.account = inbound::account_is::deactivated;
        if (in_[person_deleted] == "false") change.account = inbound::account_is::active;
        return by_event_id("profile", who, std::move(change));
    }

    /// Both of these come in any order, and may come when we have been installed again.
    webhook_reply removed() const {
        if (!exactly_) return answered("ignored");  // a workspace of an organization that goes on
        if (time_of(in_, received_) < us_.installed_at) return answered("removed_earlier");
        return by_event_id("app_removed", "", inbound::app_removed{});
    }

    /// Its tokens are of no use to anybody any more.
    webhook_reply uninstalled() const {
        auto reply = removed();
        if (!reply.events.empty()) reply.notes.push_back(no_note_of(tenant_));
        return reply;
    }

    /// An organization's admin has let us into some of its workspaces: whatever waits for people there may go now.
    webhook_reply more_workspaces() const { return by_event_id("app_added", "", inbound::app_added{}); }

    /// Names users, not tokens. Only the bot's own token matters to us.
    webhook_reply revoked() const {
        const auto& bots = in_.revoked();
        const bool ours = us_.bot_user.empty() ? !bots.empty() : std::ranges::find(bots, us_.bot_user) != bots.end();
        return ours ? removed() : answered("ignored");
    }

    const event_fields& in_;
    const identity& us_;
    const std::string& tenant_;
    bool exactly_;
    bool visiting_;
    instant received_;
};

/// What says that we were taken out may well come when we have forgotten where.
webhook_reply of_nobody(std::string_view kind) {
    const bool farewell = kind == "app_uninstalled" || kind == "tokens_revoked";
    return farewell ? answered("ignored") : alarmed("other_workspace");
}

webhook_reply verified_url(const std::string& value) {
    if (!id_like(value)) return refused(400, "malformed");
    nlohmann::json answer;
    answer["challenge"] = value;
    auto reply = answered("url_verification");
    reply.content_type = "application/json";
    reply.body = answer.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return reply;
}

}  // namespace

webhook_reply decode_event(std::string_view body, const identities& ours, instant received) {
    event_fields in;
    if (!read_json_paths(body, event_fields::steps, in)) return refused(400, "not_json");
    if (in[type] == "url_verification") return verified_url(in[challenge]);
    if (ours.is_other_app(in[app])) return alarmed("other_app");
    if (in[type] == "app_rate_limited") return alarmed("rate_limited");
    if (in[type] != "event_callback") return answered("unknown_event");
    auto by = in.installed_in();
    // In a channel that several of our workspaces share it may come for any of them, or for each.
    const auto& author = in.author_team();
    if (in[event_type] == "app_mention" && !author.empty() && ours.contains(author)) by = {author, "", false};
    if (!id_like(by.team) && !id_like(by.enterprise)) return answered("malformed");
    const auto whose = ours.find(by);
    if (whose.us == nullptr) return of_nobody(in[event_type]);
    if (!id_like(whose.tenant)) return answered("malformed");
    return event_reader(in, whose, in.is_from_a_visitor(by), received).read();
}

std::string message_ref(std::string_view channel, std::string_view ts) {
    if (channel.empty() || ts.empty()) return {};
    return std::string(channel).append("/").append(ts);
}

message_name split_ref(std::string_view ref) {
    const auto slash = ref.find('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 == ref.size()) return {};
    return {std::string(ref.substr(0, slash)), std::string(ref.substr(slash + 1))};
}

}  // namespace waymark::slack
