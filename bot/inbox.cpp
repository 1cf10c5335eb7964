#include "bot/inbox.hpp"

namespace waymark {
namespace asio = boost::asio;

namespace {

/// The platform comes again by itself; nothing tells it not to.
http_reply come_again() {
    http_reply out(503);
    out.headers.emplace_back("Retry-After", "5");
    return out;
}

}  // namespace

inbox::inbox(store_door& door, clock& time, const routes& table, std::size_t most_waiting, listeners tell)
    : door_(door), time_(time), table_(table), most_waiting_(most_waiting), tell_(std::move(tell)) {}

unsigned inbox::refuse(std::string_view method, std::string_view target) const {
    if (table_.find(target) == nullptr) return 404;
    return method == "POST" || method == "GET" || method == "HEAD" ? 0 : 405;
}

asio::awaitable<http_reply> inbox::handle(const webhook_request& request) {
    auto& by = *table_.find(request.target);
    if (by.waits(request)) co_await by.news(request);
    if (door_.waiting() >= most_waiting_) {
        ++counts_.refused_full;
        co_return come_again();
    }
    const auto now = time_.now();
    auto understood = by.receive(request, now);
    auto kind = counts_.by_kind.find(understood.counted_as);
    if (kind == counts_.by_kind.end()) kind = counts_.by_kind.emplace(understood.counted_as, 0).first;
    ++kind->second;
    if (understood.alarm && tell_.alarm) tell_.alarm(understood.counted_as);
    if (!understood.events.empty()) {
        if (tell_.heard_from) tell_.heard_from(understood.events.front().from);
        const auto failed = co_await keep(std::move(understood.events), now);
        if (failed) {
            ++counts_.refused_storage;
            if (tell_.storage_failed) tell_.storage_failed(failed);
            co_return come_again();
        }
    }
    http_reply reply(understood.status, std::move(understood.content_type), std::move(understood.body));
    reply.headers = std::move(understood.headers);
    co_return reply;
}

asio::awaitable<boost::system::error_code> inbox::keep(std::vector<inbound_event> events, instant now) {
    const auto count = events.size();
    auto job = [events = std::move(events), now](store& at) -> result<std::size_t> {
        std::size_t added = 0;
        for (const auto& one : events) {
            const auto is_new = at.accept(one, now);
            if (!is_new) return is_new.error();
            if (*is_new) ++added;
        }
        return added;
    };
    const auto stored = co_await ask_store(door_, std::move(job));
    if (!stored) co_return stored.error();
    counts_.stored += *stored;
    counts_.repeated += count - *stored;
    if (*stored > 0 && tell_.events_wait) tell_.events_wait();
    co_return boost::system::error_code();
}

}  // namespace waymark
