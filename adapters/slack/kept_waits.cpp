#include "adapters/slack/kept_waits.hpp"

#include <algorithm>
#include <boost/system/system_error.hpp>
#include <charconv>

namespace waymark::slack {
namespace {

constexpr auto name = "wait";
constexpr span soon = std::chrono::seconds(1);
constexpr span longest = std::chrono::hours(1);  ///< more than Slack asks for: then a clock was wrong

}  // namespace

boost::asio::awaitable<span> kept_waits::left_over(tenant_id of, instant now) {
    if (book_ == nullptr || looked_at_.contains(of)) co_return span{};
    std::optional<std::string> kept;
    address about{"slack", of, ""};
    try {
        kept = co_await book_->note(std::move(about), name);
    } catch (const boost::system::system_error& failed) {
        if (failed.code() == boost::asio::error::operation_aborted) throw;
        co_return soon;  // the storage cannot be read
    }
    std::int64_t until = 0;
    if (kept) std::from_chars(kept->data(), kept->data() + kept->size(), until);
    const auto left = from_us(until) - now;
    if (left > span{} && left <= longest) co_return left;  // and it is looked at again after that
    looked_at_.insert(std::move(of));
    co_return span{};
}

platform_note kept_waits::note_of(const tenant_id& of, instant until) {
    return {{"slack", of, ""}, name, std::to_string(to_us(until)), until};
}

}  // namespace waymark::slack
