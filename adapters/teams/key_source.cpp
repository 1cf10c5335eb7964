#include "adapters/teams/key_source.hpp"

namespace waymark::teams {
namespace {

using boost::asio::awaitable;

constexpr auto patience = std::chrono::seconds(5);

}  // namespace

bool key_source::must_wait(instant now, std::string_view key_id) const {
    const auto* known = cache_.keys(now);
    if (known != nullptr && known->find(key_id) != nullptr) return false;
    return flight_.under_way() || cache_.needs_refresh(now, key_id);
}

awaitable<void> key_source::fetch(instant now) {
    const single_flight::work one = [this, now] { return fetch_now(now); };
    co_await flight_.run(one);
}

awaitable<void> key_source::fetch_now(instant now) {
    cache_.fetch_begins(now);
    auto keys = co_await read();
    trouble_ = keys.has_error() ? keys.error() : boost::system::error_code();
    if (keys.has_error()) {
        cache_.fetch_failed(now);
        co_return;
    }
    cache_.fetched(std::move(*keys), now);
    ++generation_;
}

awaitable<result<key_set>> key_source::read() {
    const auto metadata = co_await text_of(metadata_url_);
    if (!metadata) co_return metadata.error();
    const auto where = keys_address(*metadata, metadata_url_);
    if (!where) co_return where.error();
    const auto keys = co_await text_of(*where);
    if (!keys) co_return keys.error();
    co_return key_set::read(*keys);
}

awaitable<result<std::string>> key_source::text_of(std::string url) {
    http_request request("GET", std::move(url));
    request.repeatable = true;
    request.patience = patience;
    auto answer = co_await client_.ask(std::move(request));
    if (answer.status != 200) co_return errc::unreachable_keys;
    if (answer.body.size() > longest_key_document) co_return errc::malformed_keys;
    co_return std::move(answer.body);
}

}  // namespace waymark::teams
