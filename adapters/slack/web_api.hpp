// Calls of Slack's Web API with the token of one installation, each method at its own pace.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "adapters/http_client.hpp"
#include "adapters/pacing.hpp"
#include "adapters/slack/answer.hpp"
#include "adapters/slack/token_source.hpp"

namespace waymark::slack {

using form_fields = std::vector<std::pair<std::string, std::string>>;

class web_api {
  public:
    /// A token that Slack has refused is not used for so long, whoever asks: then it may be allowed again.
    static constexpr span refusal_holds = std::chrono::minutes(5);

    web_api(http_client& client, std::string base, std::string token, std::function<instant()> now);
    /// `tokens` must outlive it. A token that has expired meanwhile is replaced, and the call made once more.
    web_api(http_client& client, std::string base, token_source& tokens, std::function<instant()> now);

    /// A method that takes JSON.
    [[nodiscard]] boost::asio::awaitable<api_answer> call(std::string method, std::string json_body, call_kind kind);
    /// The same for what must be over soon.
    [[nodiscard]] boost::asio::awaitable<api_answer> call_within(std::chrono::milliseconds patience, std::string method,
                                                                 std::string json_body, call_kind kind);
    /// A method that takes form fields only (reads).
    [[nodiscard]] boost::asio::awaitable<api_answer> read(std::string method, form_fields fields);
    /// Bytes to an address that Slack has handed out. Our token does not go there: the address itself is the
    /// permission.
    [[nodiscard]] boost::asio::awaitable<api_answer> put(std::string url, std::string bytes);
    [[nodiscard]] const std::string& base() const { return base_; }
    /// Whether `method` may be called now under its tier and what Slack told us to wait.
    [[nodiscard]] bool ready(const std::string& method) const;
    /// How long to wait for a turn, behind those who were told so before; at least a moment.
    [[nodiscard]] span line_up(const std::string& method);
    /// How long until it may be called; at least a moment.
    [[nodiscard]] span wait_for(const std::string& method) const;
    [[nodiscard]] instant ready_at(const std::string& method, instant now) const;
    /// The clock was set: no wait holds any more.
    void forget_waits() {
        pacing_ = pacing(now_());
        told_until_ = {};
        refused_ = {};
    }
    /// The app was installed again, perhaps with the same token.
    void forget_refusal() { refused_ = {}; }
    /// Slack has said that one of the methods has to wait until then; long ago when it has not.
    [[nodiscard]] instant told_until() const { return told_until_; }

  private:
    boost::asio::awaitable<api_answer> ask(std::string method, http_request request, call_kind kind);
    /// "invalid_auth" alone proves nothing: Slack says it now and then of tokens that are fine.
    [[nodiscard]] static bool proves_refusal(const std::string& method, const send_outcome& outcome);
    boost::asio::awaitable<api_answer> ask_with(granted_token token, std::string method, http_request request,
                                                call_kind kind);

    http_client& client_;
    std::string base_;
    std::unique_ptr<token_source> own_;
    token_source& tokens_;
    std::function<instant()> now_;
    pacing pacing_;  ///< without a burst at first: a run before this one may have used it up
    instant told_until_{};
    struct {
        std::string token;  ///< which Slack does not take any more; empty = none
        send_outcome outcome;
        instant until;
    } refused_;
};

/// It surely did not arrive: the method has to wait for its pace.
[[nodiscard]] inline send_outcome not_yet(web_api& api, const std::string& method) {
    return not_before(api.line_up(method));
}

}  // namespace waymark::slack
