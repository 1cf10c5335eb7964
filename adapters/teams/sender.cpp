#include "adapters/teams/sender.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "adapters/json_values.hpp"
#include "adapters/teams/decode.hpp"
#include "adapters/teams/file_offer.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using kind = send_outcome::kind;

constexpr span new_installation_pause = std::chrono::seconds(5);
constexpr std::string_view gcc_host = "https://smba.infra.gcc.teams.microsoft.com/teams";

std::string card_note(std::string_view activity) {
    return "card/" + std::string(activity);
}

/// How many pieces of a message have arrived, should the rest have to wait.
std::string progress_note(const std::string& idempotency_id) {
    return "sent/" + idempotency_id;
}
constexpr auto progress_kept = std::chrono::days(7);

/// "<conversation>/<activity>": the last part is a number, the first may hold anything.
struct message_place {
    std::string conversation, activity;
};
message_place split_ref(const std::string& ref) {
    const auto slash = ref.rfind('/');
    if (slash == std::string::npos) return {};
    return {ref.substr(0, slash), ref.substr(slash + 1)};
}

std::vector<json> pieces_of(const outgoing& content, const parties& between, const std::string& press) {
    if (content.file) return file_offer(content, between);
    return messages_for(content, between, press);
}

}  // namespace

parties sender::between(const way& is) const {
    return {is.bot.empty() ? settings_.bot : is.bot, settings_.bot_name, is.conversation, is.person};
}

/// Nothing has been sent as long as the notes could not be read: it surely did not arrive.
awaitable<send_outcome> sender::send(outbound message) {
    if (std::holds_alternative<person_page>(message.content) || std::holds_alternative<input_form>(message.content)) {
        send_outcome nothing_like_it;  // only what opened one is answered by one, and nothing here does
        nothing_like_it.is = kind::dead;
        nothing_like_it.reason = "not_shown_here";
        co_return nothing_like_it;
    }
    send_outcome unread;
    unread.is = kind::retry;
    unread.reason = "notes_cannot_be_read";
    place at;
    std::optional<std::string> words;
    try {
        if (std::holds_alternative<settled>(message.content))
            words = co_await words_of(message);
        else
            at = co_await place_for(message);
    } catch (const boost::system::system_error& failed) {
        if (failed.code() == boost::asio::error::operation_aborted) throw;
        co_return unread;
    }
    if (std::holds_alternative<settled>(message.content)) co_return co_await settle(std::move(message), words);
    if (!at.known()) co_return ended(std::move(at.failure), message.to, std::move(at.notes));
    co_return co_await post_all(std::move(message), std::move(at));
}

awaitable<sender::place> sender::place_for(const outbound& message) {
    const auto to = message.to;
    const auto name = progress_note(message.idempotency_id);
    std::optional<std::string> arrived;
    const bool in_pieces = pieces_of(std::get<outgoing>(message.content), {}, "").size() > 1;
    if (notes_ != nullptr && in_pieces) arrived = co_await notes_->note(to, name);
    auto out = co_await place_of(to);
    if (arrived) out.arrived = std::stoul(*arrived);
    co_return out;
}

awaitable<sender::place> sender::place_of(address who) {
    place out;
    out.is = co_await ways_.find(who);
    if (out.known()) co_return out;
    co_return co_await open(who, out.is);
}

/// Where they were last, else where everybody can be found: Teams moves tenants from one region to another.
awaitable<sender::place> sender::open(address who, way known) {
    const auto first = known.service.empty() ? settings_.first_service_url : known.service;
    if (first.empty()) {  // as in the Agents Playground: there is nobody to ask before they come by themselves
        place nowhere;
        nowhere.failure.is = kind::dead;
        nowhere.failure.reason = not_installed;
        nowhere.failure.person_gone = true;
        co_return nowhere;
    }
    auto service = first;
    auto answer = co_await open_at(service, who, known);
    if (answer.about == refusal_of::host && connector_.may_call(gcc_host)) {
        service = std::string(gcc_host);
        answer = co_await open_at(service, who, known);
    } else if (answer.about == refusal_of::conversation && first != settings_.first_service_url) {
        service = settings_.first_service_url;
        answer = co_await open_at(service, who, known);
    }
    place out;
    out.failure = answer.outcome;
    if (answer.outcome.is != kind::sent) co_return out;
    out.is = std::move(known);
    out.is.conversation = text_in(answer.body, "id");
    const auto named = text_in(answer.body, "serviceUrl");
    out.is.service = connector_.may_call(named) ? named : service;
    if (!out.known()) {
        out.failure.is = kind::retry;
        out.failure.reason = "no_conversation_in_answer";
        co_return out;
    }
    out.notes.push_back(ways_.changed(who, out.is, settings_.now()));
    co_return out;
}

awaitable<api_answer> sender::open_at(std::string service, address who, way known) {
    pacing_.take(who, 1, settings_.now());
    json wish;
    wish["bot"]["id"] = settings_.bot;
    wish["bot"]["name"] = settings_.bot_name;
    wish["isGroup"] = false;
    wish["members"] = json::array({{{"id", known.person.empty() ? who.user : known.person}}});
    wish["tenantId"] = who.tenant.text;
    wish["channelData"]["tenant"]["id"] = who.tenant.text;
    co_return co_await connector_.open_conversation(std::move(service), std::move(wish));
}

awaitable<send_outcome> sender::post_all(outbound message, place at) {
    const auto& content = std::get<outgoing>(message.content);
    const auto before = at.arrived;
    auto answer = co_await post_there(message, at);
    if (answer.about == refusal_of::host && connector_.may_call(gcc_host)) {
        at.is.service = gcc_host;
        at.notes.push_back(ways_.changed(message.to, at.is, settings_.now()));
        pacing_.take(message.to, 1, settings_.now());
        answer = co_await post_there(message, at);
    } else if (answer.about == refusal_of::conversation && answer.outcome.reason != blocked) {
        // what is remembered may have become wrong: looked for once more
        auto anew = co_await open(message.to, at.is);
        if (!anew.known()) co_return ended(std::move(anew.failure), message.to, std::move(anew.notes));
        anew.arrived = at.arrived;
        at = std::move(anew);
        pacing_.take(message.to, 1, settings_.now());
        answer = co_await post_there(message, at);
    }
    auto notes = std::move(at.notes);
    const auto now = settings_.now();
    const bool whole = answer.outcome.is == kind::sent;
    if (whole ? before > 0 : at.arrived > before)
        notes.push_back({message.to, progress_note(message.idempotency_id), whole ? "" : std::to_string(at.arrived),
                         now + progress_kept});
    if (whole) {
        const auto activity = text_in(answer.body, "id");
        answer.outcome.platform_ref = message_ref(at.is.conversation, activity);
        if (content.file) notes.push_back(file_note(message.to, *content.file, now));
        if ((content.ask || content.ways_out) && !activity.empty())
            notes.push_back({message.to, card_note(activity), encode_content(message.content), now + card_kept});
    }
    co_return ended(std::move(answer.outcome), message.to, std::move(notes));
}

awaitable<api_answer> sender::post_there(const outbound& message, place& at) {
    auto pieces = pieces_of(std::get<outgoing>(message.content), between(at.is), message.idempotency_id);
    co_return co_await post_rest(message.to, std::move(pieces), at);
}

/// Each after the one before has arrived, so that they stand in order; those that arrived earlier are not sent again.
awaitable<api_answer> sender::post_rest(const address& to, std::vector<json> pieces, place& at) {
    for (at.arrived = std::min(at.arrived, pieces.size() - 1);; ++at.arrived) {
        auto answer = co_await connector_.post(at.is.service, at.is.conversation, std::move(pieces[at.arrived]));
        if (answer.outcome.is != kind::sent || at.arrived + 1 == pieces.size()) co_return answer;
        pacing_.take(to, 1, settings_.now());  // for the next one
    }
}

/// Of the card that is to be changed; empty when it never was one, or nobody may know its words any more.
awaitable<std::optional<std::string>> sender::words_of(const outbound& message) {
    const auto to = message.to;
    const auto name = card_note(split_ref(message.earlier_ref).activity);
    if (notes_ == nullptr) co_return std::nullopt;
    (void)co_await ways_.find(to);  // known from here on, so that nothing has to be read later
    co_return co_await notes_->note(to, name);
}

/// Teams shows what an update holds and nothing else, so the words go along once more. A card that cannot be changed
/// any more stays as it is, and says nothing about its reader.
awaitable<send_outcome> sender::settle(outbound message, std::optional<std::string> words) {
    send_outcome done;
    done.platform_ref = message.earlier_ref;
    const auto earlier = split_ref(message.earlier_ref);
    if (!words || earlier.activity.empty()) co_return done;
    const auto content = decode_content(*words);
    const auto is = co_await ways_.find(message.to);
    auto parts = between(is);
    parts.conversation = earlier.conversation;
    auto activity = settled_message(std::get<outgoing>(content), std::get<settled>(message.content), parts);
    const auto service = is.service.empty() ? settings_.first_service_url : is.service;
    auto answer = co_await connector_.put(service, earlier.conversation, earlier.activity, std::move(activity));
    const bool beyond_changing = answer.about == refusal_of::message || answer.about == refusal_of::conversation ||
                                 answer.about == refusal_of::installation;
    if (answer.outcome.is == kind::sent || beyond_changing) co_return done;
    co_return answer.outcome;
}

send_outcome sender::ended(send_outcome outcome, const address& to, std::vector<platform_note> notes) const {
    outcome.notes = std::move(notes);
    if (outcome.is != kind::dead || !outcome.person_gone || !ways_.is_newly_installed(to, settings_.now()))
        return outcome;
    outcome.is = kind::retry;
    outcome.person_gone = false;
    outcome.retry_after = new_installation_pause;
    return outcome;
}

}  // namespace waymark::teams
