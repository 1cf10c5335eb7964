// The keys of inbound tokens, fetched from where the OpenID metadata say they are.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "adapters/http_client.hpp"
#include "adapters/single_flight.hpp"
#include "adapters/teams/key_cache.hpp"

namespace waymark::teams {

class key_source {
  public:
    key_source(http_client& client, std::string metadata_url)
        : client_(client), metadata_url_(std::move(metadata_url)) {}

    /// Null when there are none that can be trusted.
    [[nodiscard]] const key_set* keys(instant now) const { return cache_.keys(now); }
    /// Whether a token signed with `key_id` must wait for a fetch, under way or to be made.
    [[nodiscard]] bool must_wait(instant now, std::string_view key_id) const;
    /// Whether it is time to fetch them anew, beside the work.
    [[nodiscard]] bool are_old(instant now) const { return cache_.needs_refresh(now); }
    /// Fetches them, or waits for the fetch that is under way. What is wrong afterwards: `trouble`.
    [[nodiscard]] boost::asio::awaitable<void> fetch(instant now);
    /// Why the last fetch failed; no error when it did not.
    [[nodiscard]] const boost::system::error_code& trouble() const { return trouble_; }
    /// How often the set was replaced: what was verified with an older one may not be true any more.
    [[nodiscard]] unsigned generation() const { return generation_; }

  private:
    [[nodiscard]] boost::asio::awaitable<void> fetch_now(instant now);
    [[nodiscard]] boost::asio::awaitable<result<key_set>> read();
    [[nodiscard]] boost::asio::awaitable<result<std::string>> text_of(std::string url);

    http_client& client_;
    std::string metadata_url_;
    key_cache cache_;
    single_flight flight_;
    boost::system::error_code trouble_;
    unsigned generation_ = 0;
};

}  // namespace waymark::teams
