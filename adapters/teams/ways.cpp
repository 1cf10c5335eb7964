#include "adapters/teams/ways.hpp"

#include <stdexcept>

#include "adapters/letter_case.hpp"
#include "adapters/replies.hpp"
#include "adapters/teams/decode.hpp"
#include "conversations/packed_text.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;

constexpr auto note_name = "way";
constexpr std::string_view format = "way1";
constexpr auto newly = std::chrono::seconds(30);

std::string text_of(const way& is) {
    packed_writer to(format);
    for (const auto* part : {&is.conversation, &is.service, &is.person, &is.bot, &is.zone}) to.text(*part);
    return to.take();
}

std::optional<way> read_way(const std::string& text) {
    try {
        packed_reader from(text, format);
        way out;
        for (auto* part : {&out.conversation, &out.service, &out.person, &out.bot, &out.zone}) *part = from.text();
        from.end();
        return out;
    } catch (const std::invalid_argument&) {
        return {};  // of another version: it is learnt anew
    }
}

std::string name_of(const address& who) {
    return who.tenant.text + "/" + who.user;
}

platform_note note_of(const address& who, const way& is, instant now) {
    return {who, note_name, text_of(is), now + way_kept};
}

bool takes_leave(const activity& in) {
    return in.is("installationUpdate") && iequals(in.action, "remove");
}

}  // namespace

void ways::tell(const activity& in, const way& is, const std::optional<way>& before, webhook_reply& reply) {
    const auto who = reply.events.front().from;
    if (before == is) return;
    reply.notes.push_back(note_of(who, is, reply.events.front().at));
    inbound::profile_changed change;
    if (!is.zone.empty() && (!before || before->zone != is.zone)) change.zone = is.zone;
    // The first thing they do tells their language; later it is what they have chosen with us.
    const bool first = !before || before->person.empty();  // we may have opened the conversation ourselves
    if (const auto language = profile_of(in).language; first && !language.empty()) change.language = language;
    const bool said_already = in.is("installationUpdate");
    if (said_already || (!change.zone && !change.language)) return;
    const auto& act = in.id.empty() ? in.timestamp : in.id;
    const auto at = reply.events.front().at;
    inbound_event event{natural_key("teams", who.tenant.text, "profile", act, in.conversation_id, who.user), who, at,
                        "", std::move(change)};
    reply.events.insert(reply.events.begin(), std::move(event));  // so that the answer keeps their hours already
}

void ways::learn(const activity& in, webhook_reply& reply) {
    if (!in.personal() || reply.events.empty()) return;
    const auto who = reply.events.front().from;
    if (takes_leave(in)) {
        reply.notes.push_back({who, note_name, ""});
        return;
    }
    if (in.is("installationUpdate")) installed_.put(name_of(who), std::to_string(to_us(reply.events.front().at)));
    way is{in.conversation_id, in.service_url, in.from_id, in.recipient_id, profile_of(in).zone};
    const auto* known = known_.find(name_of(who));
    if (known != nullptr && *known == text_of(is)) return;  // as nearly always
    if (known != nullptr) {
        const auto before = read_way(*known);
        if (is.zone.empty() && before) is.zone = before->zone;  // phones leave it out
        return tell(in, is, before, reply);
    }
    reply.first = [this, in, is, who](webhook_reply& later) -> awaitable<void> {
        const auto before = co_await remembered(who);
        auto now = is;
        if (now.zone.empty() && before) now.zone = before->zone;
        tell(in, now, before, later);
        if (before == now) known_.put(name_of(who), text_of(now));
    };
}

void ways::noted(const std::vector<platform_note>& notes) {
    for (const auto& one : notes) {
        if (one.name != note_name) continue;
        if (one.body.empty())
            known_.erase(name_of(one.about));
        else
            known_.put(name_of(one.about), one.body);
    }
}

awaitable<std::optional<way>> ways::remembered(address who) {
    const auto name = name_of(who);
    if (const auto* known = known_.find(name)) co_return read_way(*known);
    if (notes_ == nullptr) co_return std::nullopt;
    const auto text = co_await notes_->note(who, note_name);
    if (!text) co_return std::nullopt;
    known_.put(name, *text);
    co_return read_way(*text);
}

awaitable<way> ways::find(address who) {
    const auto found = co_await remembered(who);
    co_return found.value_or(way());
}

platform_note ways::changed(const address& who, const way& is, instant now) {
    auto out = note_of(who, is, now);
    known_.put(name_of(who), out.body);
    return out;
}

bool ways::is_newly_installed(const address& who, instant now) const {
    const auto* at = installed_.find(name_of(who));
    return at != nullptr && now - from_us(std::stoll(*at)) < newly;
}

}  // namespace waymark::teams
