#include "adapters/slack/form_keeper.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "adapters/json_values.hpp"
#include "adapters/replies.hpp"
#include "adapters/slack/chat.hpp"
#include "adapters/slack/encode.hpp"
#include "adapters/slack/objects.hpp"

namespace waymark::slack {
namespace {

using boost::asio::awaitable;
using nlohmann::json;
using outcome_kind = send_outcome::kind;

constexpr auto drafts_kept = std::chrono::days(14);
/// Of the three seconds in which Slack wants its answer, and in which a click opens something. The click is not stored
/// yet, and those behind it wait.
constexpr auto opening_patience = std::chrono::milliseconds(2'000);
/// Of the Home tab: the hash of the view as it was published last, so that an older page never takes the place of a
/// newer one.
constexpr auto page_note = "page_hash";
/// A view gets its next name when Slack has read our answer; until then it has none.
constexpr int looks_for_name = 3;
constexpr auto between_looks = std::chrono::milliseconds(400);

platform_note note_of(const address& who, std::string name, std::string body, instant expires) {
    return {who, std::move(name), std::move(body), expires};
}

}  // namespace

webhook_reply form_keeper::take(view_act act, instant now) {
    const auto& who = act.who;
    auto reply = std::move(act.reply);
    // What was typed last may overtake what was sent.
    const auto form = act.view + "/" + act.draft_of;
    if (act.sent) sent_.put(form, "");
    const bool too_late = !act.sent && sent_.find(form) != nullptr;
    if (!act.draft_of.empty() && id_like(who.user) && !too_late) {
        if (act.sent)
            reply.notes.push_back(note_of(who, draft_note(act.draft_of), "", never));
        else
            reply.notes.push_back(note_of(who, draft_note(act.draft_of), draft_text(act.typed), now + drafts_kept));
    }
    if (act.open)
        reply.first = [this, wish = std::move(*act.open), who](webhook_reply& into) { return open(wish, who, into); };
    return reply;
}

/// A click whose time is over leaves no surface: the core then says in the chat what the modal would have shown.
awaitable<void> form_keeper::open(opening wish, address who, webhook_reply& into) {
    json body;
    body["trigger_id"] = wish.trigger;
    if (wish.window) {
        auto typed = co_await typed_before(who, wish.window->control);
        body["view"] = window_view(*wish.window, bot_name_, typed);
    } else {
        body["view"] = waiting_view(bot_name_, "", language_ ? language_(who) : "");
    }
    auto text = wire(body);
    const auto answer =
        co_await api_(who).call_within(opening_patience, "views.open", std::move(text), call_kind::post);
    const auto name = text_in(object_at(answer.body, "view"), "id");
    if (answer.outcome.is != outcome_kind::sent || name.empty()) {
        into.counted_as = "form_missed";
        co_return;
    }
    into.counted_as = "form_opened";
    if (wish.window)
        into.events.clear();  // it is all there
    else
        for (auto& event : into.events) event.surface = name;
}

awaitable<draft> form_keeper::typed_before(address who, std::string what) {
    if (notes_ == nullptr) co_return draft{};
    auto name = draft_note(what);
    const auto found = co_await notes_->note(who, std::move(name));
    if (!found) co_return draft{};
    try {
        co_return draft_from(*found);
    } catch (const std::invalid_argument&) {
        co_return draft{};  // of another version
    }
}

awaitable<api_answer> form_keeper::put(address who, std::string shown_in, json view) {
    auto& api = api_(who);
    const auto blank = shown_in.find(' ');
    const auto next = blank == std::string::npos ? std::string() : shown_in.substr(blank + 1);
    const auto executor = co_await boost::asio::this_coro::executor;
    for (int look = 0; !next.empty() && look < looks_for_name; ++look) {
        json body;
        body["external_id"] = next;
        body["view"] = view;
        auto text = wire(body);
        auto answer = co_await api.call("views.update", std::move(text), call_kind::again);
        if (answer.outcome.reason != no_such_view) co_return answer;
        boost::asio::steady_timer timer(executor, between_looks);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    json body;
    body["view_id"] = shown_in.substr(0, blank);
    body["view"] = std::move(view);
    auto text = wire(body);
    auto answer = co_await api.call("views.update", std::move(text), call_kind::again);
    co_return answer;
}

awaitable<send_outcome> form_keeper::show(outbound message) {
    if (std::holds_alternative<person_page>(message.content)) co_return co_await publish(std::move(message));
    const auto& what = std::get<input_form>(message.content);
    auto& api = api_(message.to);
    if (!api.ready("views.update")) co_return not_yet(api, "views.update");
    auto typed = co_await typed_before(message.to, what.id);
    auto view = form_view(what, typed);
    auto answer = co_await put(message.to, what.shown_in, std::move(view));
    answer.outcome.platform_ref.clear();
    if (answer.outcome.reason == no_such_view) answer.outcome = {};  // closed by now: nobody waits for it
    co_return answer.outcome;
}

awaitable<send_outcome> form_keeper::show_talk(outbound message) {
    const auto& what = std::get<outgoing>(message.content);
    draft typed;
    if (what.ask) typed = co_await typed_before(message.to, what.ask->id);
    auto view = talk_view(what, bot_name_, typed);
    auto answer = co_await put(message.to, what.shown_in, std::move(view));
    answer.outcome.platform_ref.clear();
    co_return answer.outcome;
}

awaitable<send_outcome> form_keeper::publish(outbound message) {
    auto& api = api_(message.to);
    if (!api.ready("views.publish")) co_return not_yet(api, "views.publish");
    std::string hash;
    if (notes_ != nullptr) {
        auto known = co_await notes_->note(message.to, page_note);
        hash = known.value_or("");
    }
    json body;
    body["user_id"] = message.to.user;
    body["view"] = home_view(std::get<person_page>(message.content));
    if (!hash.empty()) body["hash"] = hash;
    auto text = wire(body);
    auto answer = co_await api.call("views.publish", std::move(text), call_kind::again);
    if (answer.outcome.reason == "hash_conflict") {  // what we know of it is old; this page is newer than any before
        body.erase("hash");
        auto again = wire(body);
        answer = co_await api.call("views.publish", std::move(again), call_kind::again);
    }
    answer.outcome.platform_ref.clear();
    if (answer.outcome.is != outcome_kind::sent) co_return answer.outcome;
    const auto now_hash = text_in(object_at(answer.body, "view"), "hash");
    answer.outcome.notes.push_back(note_of(message.to, page_note, now_hash, never));
    co_return answer.outcome;
}

}  // namespace waymark::slack
