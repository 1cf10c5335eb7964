// The two addresses at which people install the app in their browser: the one that sends them to Slack, and the one to
// which Slack sends them back. What Slack grants becomes an installation, and whoever waits there is written to.
//
// Threads: lives on the io thread.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.hpp"
#include "adapters/slack/install_words.hpp"
#include "adapters/slack/installations.hpp"
#include "adapters/slack/oauth.hpp"

namespace waymark::slack {

class install_pages {
  public:
    struct settings {
        oauth_app app;
        std::string api;       ///< "https://slack.com/api/"
        std::string app_id;    ///< "A…"; empty = whatever app it is
        std::string bot_name;  ///< as people see it
    };
    /// Both must outlive it.
    install_pages(http_client& client, settings of, installations& into);

    [[nodiscard]] static bool is_one(std::string_view path);
    /// Whether people can install the app at all.
    [[nodiscard]] bool open() const { return !of_.app.client_id.empty(); }
    [[nodiscard]] webhook_reply receive(const webhook_request& request, instant now);

  private:
    [[nodiscard]] webhook_reply begin(instant now);
    [[nodiscard]] webhook_reply come_back(const webhook_request& request, instant now);
    [[nodiscard]] boost::asio::awaitable<void> finish(webhook_reply& reply, std::string code, instant now,
                                                      std::string_view language);
    /// Why the code brought nothing.
    [[nodiscard]] webhook_reply not_granted(const send_outcome& why, std::string_view language) const;
    /// Its bot's id, which only Slack's own test of the token tells; without it, too, the app is installed.
    [[nodiscard]] boost::asio::awaitable<void> learn_bot(installation& one);
    [[nodiscard]] webhook_reply page(install_page which, std::string_view language) const;
    [[nodiscard]] install_facts facts() const;

    http_client& client_;
    settings of_;
    installations& into_;
    attempts attempts_;
};

}  // namespace waymark::slack
