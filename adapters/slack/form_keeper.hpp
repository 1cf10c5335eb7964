// Opens modals within the few seconds that a click gives, shows in them what the core says, keeps what was typed and
// not sent, and puts people's pages on their Home tabs.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "adapters/recent.hpp"
#include "adapters/slack/decode_view.hpp"
#include "adapters/slack/web_api.hpp"

namespace waymark::slack {

class form_keeper {
  public:
    using api_finder = std::function<web_api&(const address&)>;

    form_keeper(std::string bot_name, form_check check, api_finder api, language_finder language)
        : bot_name_(std::move(bot_name)),
          check_(std::move(check)),
          api_(std::move(api)),
          language_(std::move(language)) {}
    void keep_notes_in(note_book& book) { notes_ = &book; }

    /// Where an interaction with a modal, a page or a shortcut leads; `now` is when it came.
    [[nodiscard]] webhook_reply take(view_act act, instant now);
    [[nodiscard]] form_rules rules() const { return {bot_name_, &check_}; }

    /// A form, or a page. A form that nobody has open any more is let go.
    [[nodiscard]] boost::asio::awaitable<send_outcome> show(outbound message);
    /// A message that is shown in a modal. `dead` with no_such_view when that is closed: it belongs into the chat then.
    [[nodiscard]] boost::asio::awaitable<send_outcome> show_talk(outbound message);
    static constexpr auto no_such_view = "not_found";

  private:
    [[nodiscard]] boost::asio::awaitable<void> open(opening wish, address who, webhook_reply& into);
    [[nodiscard]] boost::asio::awaitable<draft> typed_before(address who, std::string what);
    /// `shown_in` is the name of a view, perhaps with the one it has from now on.
    [[nodiscard]] boost::asio::awaitable<api_answer> put(address who, std::string shown_in, nlohmann::json view);
    [[nodiscard]] boost::asio::awaitable<send_outcome> publish(outbound message);

    std::string bot_name_;
    form_check check_;
    api_finder api_;
    language_finder language_;
    note_book* notes_ = nullptr;
    recent sent_{1'000};  ///< forms and questions that were sent a short while ago, by the view they stood in
};

}  // namespace waymark::slack
