// A chat platform behind one face. Inbound is pure (bytes to domain events); outbound waits on the network.
//
// Threads: everything here lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conversations/message.hpp"

namespace waymark {

/// A request as it came in. Views live as long as the request does.
struct webhook_request {
    std::string_view method;
    std::string_view target;                                                      ///< path and query
    std::string_view body;                                                        ///< the raw bytes that were signed
    std::string_view (*header)(const void* of, std::string_view name) = nullptr;  ///< "" when absent; any letter case
    const void* headers = nullptr;
    [[nodiscard]] std::string_view get(std::string_view name) const { return header ? header(headers, name) : ""; }
};

/// What a request turned out to be. Its `events` and `notes` are stored first, in one transaction, and only then
/// `status` is answered.
struct webhook_reply {
    unsigned status = 200;
    std::string content_type;  ///< empty = no body
    std::string body;
    std::vector<inbound_event> events;
    std::vector<platform_note> notes{};
    std::string body_if_unkept{};  ///< in place of `body`, where a person reads along and storing did not work
    std::string counted_as;        ///< label for metrics: "message", "ignored", "bad_signature", "rate_limited", ...
    bool alarm = false;            ///< someone should look: another app's id, deliveries limited
    std::vector<std::pair<std::string, std::string>> headers{};  ///< further response headers, by name
    /// Awaited before anything of this is stored or answered; it may add to the reply, or change it.
    std::function<boost::asio::awaitable<void>(webhook_reply&)> first{};
};

/// What became of one call to the platform.
struct send_outcome {
    enum class kind {
        sent,         ///< `platform_ref` names it on the platform
        retry,        ///< surely not delivered; wait `retry_after`, then try again
        unknown,      ///< may have been delivered: ask with `find` before trying again
        dead,         ///< never will be: `reason` is the platform's own code
        account_dead  ///< the installation's token is gone: stop everything to this tenant
    };
    kind is = kind::sent;
    std::string platform_ref;
    std::string reason;
    span retry_after{};
    bool in_line = false;  ///< retry, only as its turn has not come: a limit of the platform's, or our pace under it
    bool person_gone = false;            ///< dead, because no message can ever reach this person
    std::vector<platform_note> notes{};  ///< stored together with this outcome
};

struct outbound {
    message_key key;
    address to;
    message_content content;
    std::string earlier_ref;     ///< for settled: the platform's name of the message to change
    std::string idempotency_id;  ///< opaque; put where the platform lets us find it again
    instant first_tried;
};

struct find_outcome {
    enum class kind { found, absent, cannot_tell, never_tells } is = kind::cannot_tell;
    std::string platform_ref;
    span ask_again_in{};  ///< cannot_tell only as the platform could not be asked: to be asked again after this
};

struct profile {
    std::string first_name, full_name, zone, language;
    std::string email;  ///< only to tell who is meant; never logged
    bool deactivated = false, bot = false;
    bool visiting = false;  ///< a guest in the workspace, or from another company
};

/// Why an installation cannot be used as it is.
struct check_problem {
    std::string words;
    bool may_pass = false;  ///< the platform could not be asked: trying again later may help
};

/// What adapters have noted.
class note_book {
  public:
    virtual ~note_book() = default;
    /// Empty when there is none. Throws boost::system::system_error while the storage cannot be read.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<std::string>> note(address about, std::string name) = 0;
    /// All of them, in one transaction: durable when this returns. Throws boost::system::system_error otherwise. For
    /// what must be kept before it is used; what comes with a request or a send goes along with that.
    [[nodiscard]] virtual boost::asio::awaitable<void> keep(std::vector<platform_note> notes) = 0;
};

/// Where an adapter that is not called over HTTP hands in what has happened.
class event_door {
  public:
    virtual ~event_door() = default;
    struct answer {
        unsigned status = 200;
        std::string body;
    };
    /// Stores events and notes of this reply as if it came over HTTP, and returns what is to be answered then: another
    /// status than the reply's own when it could not be stored, and should come again.
    [[nodiscard]] virtual boost::asio::awaitable<answer> take(webhook_reply reply) = 0;
};

class adapter {
  public:
    virtual ~adapter() = default;
    [[nodiscard]] virtual std::string_view platform() const = 0;
    /// Paths this adapter answers ("/slack/events", ...), exact and without the query.
    [[nodiscard]] virtual std::vector<std::string> paths() const = 0;
    /// Verifies and decodes. Never throws for anything a stranger may send; unverified bytes reach no parser.
    [[nodiscard]] virtual webhook_reply receive(const webhook_request& request, instant now) = 0;
    /// Whether something must be awaited before this request can be understood: news for a page, a key that is not
    /// here yet. If so the server awaits `news` before it calls `receive`.
    [[nodiscard]] virtual bool waits(const webhook_request&, instant /*now*/) const { return false; }
    /// Returns when there is something to answer, after 20 s at most. Cancelling it is fine at any time.
    [[nodiscard]] virtual boost::asio::awaitable<void> news(const webhook_request&, instant /*now*/) { co_return; }
    /// The notes of this reply are stored.
    virtual void noted(const std::vector<platform_note>&) {}
    /// Where notes are kept and found; called once, before anything else. `book` outlives the adapter's work.
    virtual void keep_notes_in(note_book& /*book*/) {}
    /// For what comes by another way than HTTP; called once, before `upkeep`. `door` outlives the adapter's work.
    virtual void hand_events_to(event_door& /*door*/) {}
    /// What an adapter does by itself while the service runs, such as fetching keys anew. May be cancelled at any time.
    [[nodiscard]] virtual boost::asio::awaitable<void> upkeep() { co_return; }
    /// Checks credentials at start; empty when they work.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<check_problem>> check() = 0;
    [[nodiscard]] virtual boost::asio::awaitable<send_outcome> send(outbound message) = 0;
    /// Whether an earlier send with this idempotency id arrived after all.
    [[nodiscard]] virtual boost::asio::awaitable<find_outcome> find(outbound message) = 0;
    /// Empty when the platform does not know or does not say.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<profile>> look_up(address who) = 0;
    /// The account with this e-mail address; empty when the platform knows nobody who has it. May wait for its pace.
    /// Throws std::runtime_error, with words for an admin, when the platform could not be asked.
    [[nodiscard]] virtual boost::asio::awaitable<std::optional<address>> find_by_email(std::string /*email*/) {
        co_return std::nullopt;
    }
    /// Earliest moment a message to this address may be sent under the platform's limits.
    [[nodiscard]] virtual instant may_send_at(const address& to, instant now) = 0;
    /// How many messages a minute one workspace takes; 0 = any number.
    [[nodiscard]] virtual int messages_per_minute() const { return 0; }
    /// A message to this address is about to be sent: it counts under those limits from now on.
    virtual void count_send(const address& to, instant now) = 0;
    /// The wall clock was set: waits that were reckoned by the old one count no more.
    virtual void clock_was_set() {}
};

}  // namespace waymark
