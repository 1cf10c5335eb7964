#include "adapters/teams/file_handover.hpp"

#include <memory>
#include <nlohmann/json.hpp>

#include "adapters/teams/decode.hpp"
#include "adapters/teams/invoke.hpp"
#include "adapters/teams/service_url.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;

// Teams waits for 10 to 15 s: for the upload, and for two words about it.
constexpr auto patience = std::chrono::seconds(7);
constexpr auto patience_with_words = std::chrono::seconds(2);

}  // namespace

void file_handover::take(const activity& in, webhook_reply& reply) {
    if (reply.counted_as == file_declined_label) {
        reply.notes.push_back({account_of(in), file_note_name, ""});
        reply.first = [this, in](webhook_reply&) -> awaitable<void> {
            auto removed =
                co_await connector_.remove(in.service_url, in.conversation_id, in.reply_to, patience_with_words);
            (void)removed;  // the question stays to be seen then, and that is all
        };
    }
    if (reply.counted_as == file_wanted_label)
        reply.first = [this, in](webhook_reply& later) -> awaitable<void> { return hand_over(in, later); };
}

awaitable<void> file_handover::hand_over(activity in, webhook_reply& reply) {
    const auto who = account_of(in);
    const auto question = who.tenant.text + "/" + who.user + "/" + in.file.mark;
    if (notes_ == nullptr || !under_way_.insert(question).second) co_return;
    const auto over = [this](const std::string* one) { under_way_.erase(*one); };
    const std::unique_ptr<const std::string, decltype(over)> at_the_end(&question, over);
    const auto note = co_await notes_->note(who, file_note_name);
    const auto file = note ? noted_file(*note) : std::nullopt;
    bool there = true;  // or nothing is to be done: an older question, or one that was answered before
    if (file && is_about(in.file, *file)) {
        there = may_take_file(in.file.upload_url, settings_.hosts);
        if (there) there = co_await upload(in.file.upload_url, file->body);
        if (there) co_await tell(in);
        if (there) reply.notes.push_back({who, file_note_name, ""});
    }
    if (!there) reply.status = 502;
}

/// Without our token: the address itself is the permission.
awaitable<bool> file_handover::upload(std::string url, std::string bytes) {
    const auto size = std::to_string(bytes.size());
    http_request request("PUT", std::move(url));
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    request.headers.emplace_back("Content-Range", "bytes 0-" + std::to_string(bytes.size() - 1) + "/" + size);
    request.body = std::move(bytes);
    request.repeatable = true;
    request.patience = patience;
    const auto answer = co_await client_.ask(std::move(request));
    co_return answer.status >= 200 && answer.status < 300;
}

awaitable<void> file_handover::tell(activity in) {
    const parties whom{in.recipient_id, settings_.bot_name, in.conversation_id, in.from_id};
    auto message = file_given(in.file, whom);
    auto told = co_await connector_.post(in.service_url, in.conversation_id, std::move(message), patience_with_words);
    auto removed = co_await connector_.remove(in.service_url, in.conversation_id, in.reply_to, patience_with_words);
    (void)told, (void)removed;  // the file is there, which Teams shows by itself, too
}

}  // namespace waymark::teams
