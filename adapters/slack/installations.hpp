// All installations of our app that are known: from the settings, one bot's token that is checked at start; from people
// who installed it in their browser, whatever is kept in the note book. Who we are in each of them, and the Web API
// with the token of each.
//
// Threads: lives on the io thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/slack/identities.hpp"
#include "adapters/slack/installed_token.hpp"
#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

class installations {
  public:
    static constexpr auto between_looks = std::chrono::minutes(10);  ///< at tokens that must be renewed

    /// `own_token`: the one in the settings, or empty. `app_id`: "A…", or empty = as the first installation says.
    installations(http_client& client, std::string api, oauth_app app, std::string own_token, std::string app_id,
                  std::function<instant()> now);

    void keep_notes_in(note_book& book) { around_.book = &book; }
    /// Reads what is kept, and asks Slack who we are by our own token.
    [[nodiscard]] boost::asio::awaitable<std::optional<check_problem>> check();
    /// Renews tokens ahead of their end, as long as it is not cancelled.
    [[nodiscard]] boost::asio::awaitable<void> keep_fresh();

    [[nodiscard]] const identities& known() const { return known_; }
    /// The Web API as it is called for people of this tenant. Where there is no installation every call fails with
    /// account_dead, and Slack is not asked.
    [[nodiscard]] web_api& api_for(const std::string& tenant);
    /// Where somebody's e-mail address is looked up: there, or in the only place there is.
    struct place {
        std::string tenant;  ///< empty when it is not known, or is of a whole organization
        web_api* api = nullptr;
    };
    [[nodiscard]] place to_look_in(const std::string& tenant);

    /// What must be stored so that this installation counts from noted() on.
    [[nodiscard]] std::vector<platform_note> notes_of(const installation& one);
    /// These are stored.
    void noted(const std::vector<platform_note>& notes);
    /// The clock was set: no wait holds any more.
    void forget_waits();

  private:
    struct granted {
        explicit granted(installed_token::surroundings& around)
            : token(around), api(around.client, around.api, token, around.now) {}
        installed_token token;
        web_api api;
    };
    void install(installation one);
    void forget(const std::string& tenant);
    [[nodiscard]] granted& at(const std::string& tenant);
    [[nodiscard]] bool has(const std::string& tenant) const;
    [[nodiscard]] boost::asio::awaitable<void> load();
    [[nodiscard]] boost::asio::awaitable<std::optional<check_problem>> check_own();

    installed_token::surroundings around_;
    std::string app_id_;
    bool has_own_;
    std::string own_tenant_;                                   ///< empty until Slack has said it
    web_api own_api_;                                          ///< with the token of the settings
    std::map<std::string, std::unique_ptr<granted>> granted_;  ///< by tenant; never taken out, calls may be under way
    std::vector<std::string> tenants_;                         ///< all that were installed in; some may be gone
    identities known_;
    bool loaded_ = false;
};

}  // namespace waymark::slack
