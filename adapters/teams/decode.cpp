#include "adapters/teams/decode.hpp"

#include <algorithm>
#include <array>

#include "adapters/letter_case.hpp"
#include "adapters/plain_text.hpp"
#include "adapters/replies.hpp"
#include "adapters/teams/card_press.hpp"
#include "adapters/teams/invoke.hpp"
#include "adapters/teams/text.hpp"

namespace waymark::teams {
namespace {

constexpr std::string_view channel = "msteams";

class activity_reader {
  public:
    activity_reader(const activity& in, instant received) : in_(in), received_(received) {}

    webhook_reply read() const {
        if (!iequals(in_.channel, channel)) return answered("other_channel");
        if (in_.is("message")) return message();
        if (in_.is("invoke")) return invoke();
        if (in_.is("messageUpdate")) return update();
        if (in_.is("messageDelete")) return deletion();
        if (in_.is("installationUpdate")) return installation();
        if (in_.is("conversationUpdate")) return conversation();
        if (in_.is("typing")) return answered("typing");
        if (in_.is("messageReaction")) return answered("reaction");
        return answered(known_and_unused() ? "ignored" : "unknown_type");
    }

  private:
    [[nodiscard]] bool known_and_unused() const {
        constexpr std::array<std::string_view, 9> types{"event",      "endOfConversation", "contactRelationUpdate",
                                                        "suggestion", "deleteUserData",    "trace",
                                                        "handoff",    "command",           "commandResult"};
        return std::ranges::any_of(types, [&](std::string_view one) { return in_.is(one); });
    }
    /// People have an object id; bots and anonymous guests of meetings have none.
    [[nodiscard]] bool from_person() const {
        return id_like(in_.from_object_id) && id_like(in_.tenant()) && in_.from_tenant.size() <= longest_id &&
               in_.from_id != in_.recipient_id;
    }
    template <class... Parts>
    [[nodiscard]] std::string key(const Parts&... parts) const {
        return natural_key("teams", in_.person_tenant(), parts...);
    }
    [[nodiscard]] inbound_event make(std::string key, std::string ref, inbound_content what) const {
        return {std::move(key), account_of(in_), read_timestamp(in_.timestamp).value_or(received_), std::move(ref),
                std::move(what)};
    }
    /// When somebody did it, by their own clock: that stays the same when Teams delivers again.
    [[nodiscard]] const std::string& version() const {
        return in_.local_timestamp.empty() ? in_.timestamp : in_.local_timestamp;
    }
    [[nodiscard]] bool names_a_message() const { return id_like(in_.id) && id_like(in_.conversation_id); }
    [[nodiscard]] std::string ref() const { return message_ref(in_.conversation_id, in_.id); }

    webhook_reply message() const {
        if (!from_person()) return answered("ignored");
        if (!names_a_message()) return answered("malformed");
        auto text = spoken(in_);
        if (!in_.personal()) return shared(std::move(text));
        if (is_ours(in_.input)) return press("press");
        if (text.empty() && in_.has_value) return answered("other_card");
        return with_event("message",
                          make(key("message", in_.id, in_.conversation_id), ref(), inbound::said{std::move(text)}));
    }

    /// In a group or channel: only what is addressed to the bot, and its answer goes to the person directly.
    webhook_reply shared(std::string text) const {
        if (text.empty() && in_.has_value) return answered("other_card");  // ours are in personal chats only
        if (!mentions_us(in_) && !in_.targeted) return answered("ignored");
        auto natural = key("message", in_.id, in_.conversation_id);
        if (text.empty()) return with_event("mention", make(std::move(natural), ref(), inbound::mentioned{}));
        return with_event("command", make(std::move(natural), ref(), inbound::commanded{std::move(text)}));
    }

    /// A click may come again under a new id: it is named by the card, the person and what it says.
    webhook_reply press(std::string_view label) const {
        if (!id_like(in_.conversation_id) || in_.reply_to.size() > longest_id || !is_sane(in_.input))
            return answered("malformed");
        const auto& card = in_.reply_to.empty() ? in_.conversation_id : in_.reply_to;
        return with_event(label, make(key("press", card, in_.conversation_id, in_.person(), fingerprint(in_.input)),
                                      in_.reply_to.empty() ? "" : message_ref(in_.conversation_id, in_.reply_to),
                                      inbound::chose{in_.input.control, chosen(in_.input)}));
    }

    webhook_reply invoke() const {
        const auto kind = invoke_kind_of(in_);
        if (kind == invoke_kind::unknown) return refused(501, "unknown_invoke");
        if (kind == invoke_kind::other_card) return other_card_answer(in_);
        if (kind == invoke_kind::dialog) return dialog_answer(in_.input);
        if (!from_person() || !in_.personal()) return other_card_answer(in_);
        if (kind == invoke_kind::file_wanted) return answered(file_wanted_label);
        if (kind == invoke_kind::file_declined) return answered(file_declined_label);
        auto reply = press(kind == invoke_kind::dialog_sent ? "dialog_sent" : "press");
        if (reply.events.empty()) return other_card_answer(in_);
        answer_press(kind, in_.locale, reply);
        return reply;
    }

    /// An undeleted message comes back as it was. What was said in a group is not taken back or changed afterwards.
    webhook_reply update() const {
        if (!from_person() || !in_.personal()) return answered("ignored");
        if (!names_a_message() || !id_like(version())) return answered("malformed");
        return with_event(
            "edit", make(key("edit", version(), in_.id, in_.conversation_id), ref(), inbound::edited{spoken(in_)}));
    }

    webhook_reply deletion() const {
        if (!from_person() || !in_.personal()) return answered("ignored");
        if (!names_a_message() || !id_like(version())) return answered("malformed");
        return with_event("delete",
                          make(key("delete", version(), in_.id, in_.conversation_id), ref(), inbound::deleted{}));
    }

    /// Acts that no message carries: by their id, or where they have none, by their time.
    [[nodiscard]] std::string act_key(std::string_view kind) const {
        const auto& name = in_.id.empty() ? in_.timestamp : in_.id;
        return id_like(name) && id_like(in_.conversation_id) ? key(kind, name, in_.conversation_id) : std::string();
    }

    /// Comes with every installation; an upgrade changes nothing for the person.
    webhook_reply installation() const {
        const auto natural = act_key("install");
        if (!in_.personal() || !from_person()) return answered("ignored");
        if (natural.empty()) return answered("malformed");
        if (iequals(in_.action, "add")) return installed(natural);
        if (!iequals(in_.action, "remove")) return answered("ignored");
        inbound::profile_changed change;
        change.account = inbound::account_is::without_app;
        return with_event("uninstalled", make(natural, "", std::move(change)));
    }

    /// Who they are first, so that they are greeted in their language.
    webhook_reply installed(const std::string& natural) const {
        const auto who = profile_of(in_);
        inbound::profile_changed change;
        const auto set = [](std::optional<std::string>& to, const std::string& value) {
            if (!value.empty()) to = value;
        };
        set(change.name, who.full_name);
        set(change.language, who.language);
        set(change.zone, who.zone);
        auto reply = with_event("installed", make(natural + "/profile", "", std::move(change)));
        reply.events.push_back(make(natural, "", inbound::opened{}));
        return reply;
    }

    /// The first installation may come as this alone. Whoever has been greeted is not greeted again.
    webhook_reply conversation() const {
        const auto us = [&](const member& one) { return one.id == in_.recipient_id; };
        const bool ours = in_.personal() && std::ranges::any_of(in_.added, us);
        if (!ours || !from_person()) return answered("ignored");
        const auto natural = act_key("opened");
        if (natural.empty()) return answered("malformed");
        return with_event("opened", make(natural, "", inbound::opened{}));
    }

    const activity& in_;
    instant received_;
};

}  // namespace

webhook_reply decode(const activity& in, instant received) {
    return activity_reader(in, received).read();
}

address account_of(const activity& in) {
    return {"teams", {in.person_tenant()}, in.person()};
}

understood receive_activity(std::string_view body, const verified_token& token, const trust& whom, instant received) {
    understood out;
    auto in = read_activity(body);
    if (!in) {
        out.reply = refused(400, "not_json");
        return out;
    }
    const auto checked = check_activity(token, in->facts(), whom);
    out.reply = checked ? decode(*in, received) : refusal(checked.error());
    if (checked) out.in = std::move(in);
    return out;
}

webhook_reply refusal(const boost::system::error_code& reason) {
    auto reply = refused(status_for(reason), reason.message());
    reply.alarm = reply.status == 403;  // known to Microsoft, and not to us: someone should look
    reply.content_type = "application/json";
    reply.body = reply.status == 503 ? R"({"error":"unavailable"})" : R"({"error":"unauthorized"})";
    return reply;
}

profile profile_of(const activity& in) {
    profile out;
    const auto fitting = [](const std::string& text) { return id_like(text) ? harmless(text) : std::string(); };
    out.full_name = fitting(in.from_name);
    out.first_name = out.full_name.substr(0, out.full_name.find(' '));
    out.zone = fitting(in.local_timezone.empty() ? in.client_timezone : in.local_timezone);
    out.language = fitting(in.locale);
    return out;
}

std::string message_ref(std::string_view conversation, std::string_view id) {
    if (conversation.empty() || id.empty()) return {};
    return std::string(conversation).append("/").append(id);
}

}  // namespace waymark::teams
