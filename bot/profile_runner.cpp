#include "bot/profile_runner.hpp"

#include <algorithm>
#include <utility>

namespace waymark {
namespace asio = boost::asio;
namespace {

/// The same news on the same day is the same event.
inbound_event event_of(const address& who, inbound::profile_changed change, instant now) {
    inbound_event out;
    const auto day = date_text(std::chrono::floor<std::chrono::days>(now));
    out.key = "looked_up/" + who.platform + "/" + who.tenant.text + "/" + who.user + "/" + day;
    if (change.name) out.key += "/name";
    if (change.zone) out.key += "/zone";
    out.from = who;
    out.at = now;
    out.what = std::move(change);
    return out;
}

}  // namespace

profile_runner::profile_runner(store_door& door, clock& time, std::vector<adapter*> platforms,
                               std::vector<missing_profile> missing, std::function<void()> events_wait)
    : door_(door),
      time_(time),
      platforms_(std::move(platforms)),
      missing_(std::move(missing)),
      events_wait_(std::move(events_wait)) {}

void profile_runner::heard_from(const address& who) {
    if (missing_.empty()) return;
    const auto found = std::ranges::find(missing_, who, &missing_profile::who);
    if (found == missing_.end()) return;
    std::rotate(missing_.begin(), found, found + 1);
    hurry_ = true;
    time_.wake();
}

asio::awaitable<void> profile_runner::rest(instant until) {
    while (!hurry_ && time_.now() < until) co_await time_.wait_until(until);
}

bool profile_runner::also(missing_profile one) {
    if (std::ranges::find(missing_, one.who, &missing_profile::who) == missing_.end())
        missing_.insert(missing_.begin(), std::move(one));
    hurry_ = true;
    time_.wake();
    return !std::exchange(running_, true);
}

asio::awaitable<void> profile_runner::run() {
    span pause = first_pause;
    while (!missing_.empty()) {
        hurry_ = false;
        bool any = false;
        for (auto left = missing_; !left.empty(); left.erase(left.begin())) {
            const auto& one = left.front();
            const bool known = co_await ask_about(one);
            any = any || known;
            if (known) std::erase_if(missing_, [&](const auto& each) { return each.who == one.who; });
            if (left.size() > 1) co_await rest(time_.now() + breath);
        }
        pause = any ? first_pause : std::min<span>(pause * 2, longest_pause);
        if (!missing_.empty()) co_await rest(time_.now() + pause);
    }
    running_ = false;
}

asio::awaitable<bool> profile_runner::ask_about(missing_profile one) {
    const auto by =
        std::ranges::find_if(platforms_, [&](const adapter* each) { return each->platform() == one.who.platform; });
    if (by == platforms_.end()) co_return true;  // nobody to ask, now or later
    const auto found = co_await (*by)->look_up(one.who);
    if (!found) co_return false;
    inbound::profile_changed change;
    if (!found->zone.empty()) change.zone = found->zone;
    if (one.language && !found->language.empty()) change.language = found->language;
    const auto& name = found->full_name.empty() ? found->first_name : found->full_name;
    if (one.name && !name.empty()) change.name = name;
    if (found->visiting) change.account = inbound::account_is::visiting;
    if (found->deactivated) change.account = inbound::account_is::deactivated;
    if (change == inbound::profile_changed()) co_return false;
    // a roster may know the name and no zone; of people of other companies Slack never says it
    const bool whole = change.zone || found->deactivated || found->visiting;
    auto event = event_of(one.who, std::move(change), time_.now());
    const bool kept = co_await keep(std::move(event));
    if (kept) forget_wishes(one.who, *found);
    co_return kept&& whole;
}

/// What has been told is not told again.
void profile_runner::forget_wishes(const address& who, const profile& told) {
    const auto found = std::ranges::find(missing_, who, &missing_profile::who);
    if (found == missing_.end()) return;
    if (!told.full_name.empty() || !told.first_name.empty()) found->name = false;
    if (!told.language.empty()) found->language = false;
}

asio::awaitable<bool> profile_runner::keep(inbound_event event) {
    const auto now = time_.now();
    auto job = [event = std::move(event), now](store& at) -> result<std::size_t> {
        const auto is_new = at.accept(event, now);
        if (is_new.has_error()) return is_new.error();
        return *is_new ? 1 : 0;
    };
    const auto stored = co_await ask_store(door_, std::move(job));
    if (stored.has_error()) co_return false;
    if (*stored > 0 && events_wait_) events_wait_();
    co_return true;
}

}  // namespace waymark
