#include "adapters/slack/history.hpp"

#include <algorithm>

#include "adapters/json_values.hpp"
#include "adapters/slack/decode.hpp"
#include "adapters/slack/objects.hpp"

namespace waymark::slack {
namespace {

constexpr int most_pages = 3;
constexpr span margin = std::chrono::seconds(5);

}  // namespace

boost::asio::awaitable<find_outcome> find_posted(web_api& api, std::string channel, std::string id,
                                                 instant first_tried) {
    find_outcome out;
    form_fields fields;
    fields.emplace_back("channel", channel);
    const auto since = std::max<std::int64_t>(0, to_us(first_tried - margin) / 1'000'000);
    fields.emplace_back("oldest", std::to_string(since));
    fields.emplace_back("limit", "100");
    fields.emplace_back("include_all_metadata", "true");
    for (int page = 0; page < most_pages; ++page) {
        if (!api.ready("conversations.history")) {
            out.ask_again_in = api.line_up("conversations.history");
            co_return out;
        }
        const auto answer = co_await api.read("conversations.history", fields);
        // that it could not be asked says nothing about the message
        if (answer.outcome.is == send_outcome::kind::retry)
            out.ask_again_in = answer.outcome.in_line ? answer.outcome.retry_after : ask_again_after;
        if (answer.outcome.is != send_outcome::kind::sent || !answer.body.contains("messages")) co_return out;
        const auto ts = ts_of_posted(answer.body["messages"], id);
        if (!ts.empty()) {
            out.is = find_outcome::kind::found;
            out.platform_ref = message_ref(channel, ts);
            co_return out;
        }
        const auto next = text_in(object_at(answer.body, "response_metadata"), "next_cursor");
        if (next.empty()) {
            out.is = find_outcome::kind::absent;
            co_return out;
        }
        if (page > 0) fields.pop_back();
        fields.emplace_back("cursor", next);
    }
    co_return out;
}

boost::asio::awaitable<earlier_message> read_posted(web_api& api, std::string ref) {
    earlier_message out;
    if (!api.ready("conversations.history")) {
        out.failure = not_yet(api, "conversations.history");
        co_return out;
    }
    const auto name = split_ref(ref);
    form_fields fields;
    fields.emplace_back("channel", name.channel);
    fields.emplace_back("latest", name.ts);
    fields.emplace_back("inclusive", "true");
    fields.emplace_back("limit", "1");
    const auto answer = co_await api.read("conversations.history", fields);
    out.failure = answer.outcome;
    if (out.failure.is != send_outcome::kind::sent) co_return out;
    out.failure.platform_ref = ref;
    const auto found = answer.body.find("messages");
    if (found != answer.body.end() && found->is_array())
        for (const auto& one : *found)
            if (text_in(one, "ts") == name.ts) out.content = one;
    co_return out;
}

}  // namespace waymark::slack
