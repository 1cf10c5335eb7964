// What the service does around the adapter: keeps its notes, and hands it what has arrived.
#pragma once

#include <boost/system/system_error.hpp>
#include <map>
#include <string>
#include <utility>

#include "adapters/adapter.hpp"
#include "tests/adapters/teams/scripted_client.hpp"

namespace waymark::teams_fixtures {

/// What the service keeps for the adapter.
class kept_notes final : public note_book {
  public:
    [[nodiscard]] boost::asio::awaitable<std::optional<std::string>> note(address about, std::string name) override {
        if (fails) throw boost::system::system_error(make_error_code(boost::system::errc::io_error));
        const auto at = all.find({about, name});
        co_return at == all.end() ? std::nullopt : std::optional(at->second);
    }
    [[nodiscard]] boost::asio::awaitable<void> keep(std::vector<platform_note> notes) override {
        put(notes);
        co_return;
    }
    void put(const std::vector<platform_note>& notes) {
        for (const auto& one : notes) {
            if (one.body.empty())
                all.erase({one.about, one.name});
            else
                all[{one.about, one.name}] = one.body;
        }
    }
    std::map<std::pair<address, std::string>, std::string> all;
    bool fails = false;  ///< as while the storage is in trouble
};

/// As the server does it: awaits what must be awaited, stores, tells; or not, while it cannot be `stored`.
inline webhook_reply deliver(adapter& to, loop& by, kept_notes& notes, const std::string& body,
                             std::string authorization, instant now, bool stored = true) {
    const std::pair<std::string, std::string> header("Authorization", std::move(authorization));
    webhook_request request;
    request.method = "POST";
    request.target = "/api/messages";
    request.body = body;
    request.headers = &header;
    request.header = [](const void* of, std::string_view name) -> std::string_view {
        const auto& one = *static_cast<const std::pair<std::string, std::string>*>(of);
        return name == one.first ? std::string_view(one.second) : std::string_view();
    };
    if (to.waits(request, now)) by.run(to.news(request, now));
    auto reply = to.receive(request, now);
    if (reply.first) by.run(reply.first(reply));
    if (!stored) return reply;
    notes.put(reply.notes);
    to.noted(reply.notes);
    return reply;
}

}  // namespace waymark::teams_fixtures
