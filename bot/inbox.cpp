#include "bot/inbox.hpp"

#include <algorithm>
#include <boost/system/system_error.hpp>
#include <iterator>

namespace waymark {
namespace asio = boost::asio;

namespace {

constexpr std::size_t most_at_once = 256;  ///< requests in one batch: bounds how long the first waits for its commit
/// One is being committed while the next is gathered.
constexpr std::size_t most_batches = 2;

/// The platform comes again by itself; nothing tells it not to.
http_reply come_again() {
    http_reply out(503);
    out.headers.emplace_back("Retry-After", "5");
    return out;
}

/// A farewell, however late it comes, does not say that the account can be used again.
bool is_heard_from(const std::vector<inbound_event>& events) {
    return !events.empty() && !std::holds_alternative<inbound::app_removed>(events.front().what);
}

}  // namespace

struct inbox::stored_later {
    virtual ~stored_later() = default;
    virtual void done(const boost::system::error_code& ec) = 0;
    std::vector<inbound_event> events{};
    std::vector<platform_note> notes{};
    instant now{};
    bool is_new = false;  ///< nothing of it came before: its notes count
};

struct inbox::batch {
    std::vector<std::unique_ptr<stored_later>> all{};
    std::size_t added = 0, repeated = 0;
};

inbox::~inbox() = default;

inbox::inbox(store_door& door, clock& time, const routes& table, std::size_t most_waiting, listeners tell)
    : door_(door), time_(time), table_(table), most_waiting_(most_waiting), tell_(std::move(tell)) {}

unsigned inbox::refuse(std::string_view method, std::string_view target) const {
    if (table_.find(target) == nullptr) return 404;
    return method == "POST" || method == "GET" || method == "HEAD" ? 0 : 405;
}

asio::awaitable<http_reply> inbox::handle(const webhook_request& request) {
    auto& by = *table_.find(request.target);
    if (by.waits(request, time_.now())) co_await by.news(request, time_.now());
    if (is_full()) {
        ++counts_.refused_full;
        co_return come_again();  // unread: nothing is worked on that could not be kept
    }
    auto understood = by.receive(request, time_.now());
    co_return co_await take(by, std::move(understood));
}

asio::awaitable<http_reply> inbox::take(adapter& by, webhook_reply understood) {
    if (is_full()) {
        ++counts_.refused_full;
        co_return come_again();
    }
    const auto now = time_.now();
    const auto unread = co_await first_of(understood);
    if (unread) co_return refused(unread);
    auto kind = counts_.by_kind.find(understood.counted_as);
    if (kind == counts_.by_kind.end()) kind = counts_.by_kind.emplace(understood.counted_as, 0).first;
    ++kind->second;
    if (understood.alarm && tell_.alarm) tell_.alarm(understood.counted_as);
    if (!understood.events.empty() || !understood.notes.empty()) {
        if (tell_.heard_from && is_heard_from(understood.events)) tell_.heard_from(understood.events.front().from);
        bool is_new = false;
        const auto failed = co_await keep(std::move(understood.events), understood.notes, now, is_new);
        if (failed) co_return unkept(failed, std::move(understood));
        if (is_new && !understood.notes.empty()) by.noted(understood.notes);
    }
    http_reply reply(understood.status, std::move(understood.content_type), std::move(understood.body));
    reply.headers = std::move(understood.headers);
    co_return reply;
}

bool inbox::is_full() const {
    return door_.waiting() >= most_waiting_ || waiting_.size() + in_hand_ >= most_waiting_;
}

http_reply inbox::refused(const boost::system::error_code& why) {
    ++counts_.refused_storage;
    if (tell_.storage_failed) tell_.storage_failed(why);
    return come_again();
}

http_reply inbox::unkept(const boost::system::error_code& why, webhook_reply understood) {
    auto reply = refused(why);
    if (understood.body_if_unkept.empty()) return reply;
    reply.content_type = std::move(understood.content_type);
    reply.body = std::move(understood.body_if_unkept);
    std::ranges::move(understood.headers, std::back_inserter(reply.headers));
    return reply;
}

/// What must be known first; the error of a storage that could not be read.
asio::awaitable<boost::system::error_code> inbox::first_of(webhook_reply& understood) {
    try {
        if (understood.first) co_await understood.first(understood);
    } catch (const boost::system::system_error& failed) {
        if (failed.code() == asio::error::operation_aborted) throw;
        co_return failed.code();
    }
    co_return boost::system::error_code();
}

asio::awaitable<boost::system::error_code> inbox::keep(std::vector<inbound_event> events,
                                                       std::vector<platform_note> notes, instant now, bool& is_new) {
    auto begin = [this, &events, &notes, now, &is_new](auto handler) {
        using handler_type = decltype(handler);
        struct waiter final : stored_later {
            waiter(handler_type next, bool& tell) : go_on(std::move(next)), told(tell) {}
            void done(const boost::system::error_code& ec) override {
                told = is_new;
                std::move(go_on)(ec);
            }
            handler_type go_on;
            bool& told;
        };
        auto one = std::make_unique<waiter>(std::move(handler), is_new);
        one->events = std::move(events);
        one->notes = std::move(notes);
        one->now = now;
        waiting_.push_back(std::move(one));
        if (batches_ < most_batches) store_waiting();
    };
    auto token = asio::as_tuple(asio::use_awaitable);
    auto [ec] = co_await asio::async_initiate<decltype(token), void(boost::system::error_code)>(begin, token);
    co_return ec;
}

void inbox::store_waiting() {
    auto now_stored = std::make_shared<batch>();
    if (waiting_.size() <= most_at_once) {
        now_stored->all.swap(waiting_);
    } else {
        const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(most_at_once);
        now_stored->all.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
        waiting_.erase(waiting_.begin(), end);
    }
    ++batches_;
    in_hand_ += now_stored->all.size();
    auto job = [now_stored](store& at) -> result<void> {
        for (const auto& one : now_stored->all) {
            one->is_new = one->events.empty();
            for (const auto& event : one->events) {
                const auto is_new = at.accept(event, one->now);
                if (!is_new) return is_new.error();
                ++(*is_new ? now_stored->added : now_stored->repeated);
                one->is_new = one->is_new || *is_new;
            }
            // a delivery that comes again late teaches nothing: what it says may have changed since
            if (!one->is_new) continue;
            for (const auto& note : one->notes)
                if (const auto kept = at.keep_note(note); kept.has_error()) return kept.error();
        }
        return {};
    };
    door_.ask(std::move(job), [this, now_stored](const result<void>& ended) {
        stored(*now_stored, ended.has_error() ? ended.error() : boost::system::error_code());
    });
}

void inbox::stored(const batch& done, const boost::system::error_code& ec) {
    --batches_;
    in_hand_ -= done.all.size();
    if (!waiting_.empty()) store_waiting();  // before the answers, so that the store does not wait for them
    if (!ec) {
        counts_.stored += done.added;
        counts_.repeated += done.repeated;
        if (done.added > 0 && tell_.events_wait) tell_.events_wait();
    }
    for (const auto& one : done.all) one->done(ec);
}

}  // namespace waymark
