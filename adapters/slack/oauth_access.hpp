// Asks Slack for tokens: for the code that an installation brings, and for a pair of tokens in place of an old one.
//
// Threads: lives on the io thread.
#pragma once

#include <string>

#include "adapters/http_client.hpp"
#include "adapters/slack/answer.hpp"

namespace waymark::slack {

/// Our app as Slack knows it. Without an id nobody can install it by itself, and no token is renewed.
struct oauth_app {
    std::string client_id;
    std::string client_secret;  ///< never logged
    std::string public_url;     ///< "https://waymark.example.org/": where browsers and Slack reach us
};

/// oauth.v2.access at `api` ("https://slack.com/api/").
[[nodiscard]] boost::asio::awaitable<api_answer> tokens_for_code(http_client& client, std::string api, oauth_app app,
                                                                 std::string code, std::string redirect);
[[nodiscard]] boost::asio::awaitable<api_answer> tokens_for_refresh(http_client& client, std::string api, oauth_app app,
                                                                    std::string refresh_token);

}  // namespace waymark::slack
