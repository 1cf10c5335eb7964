// Where the token of a call comes from.
//
// Threads: lives on the io thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>
#include <utility>

#include "adapters/adapter.hpp"

namespace waymark::slack {

/// A token, or what stands in the way of one.
struct granted_token {
    std::string text;  ///< empty when there is none; then:
    send_outcome failure{};
};

class token_source {
  public:
    virtual ~token_source() = default;
    [[nodiscard]] virtual boost::asio::awaitable<granted_token> get() = 0;
    /// Slack says that this one has expired. The same again when nothing can be done about that.
    [[nodiscard]] virtual boost::asio::awaitable<granted_token> instead_of(std::string expired) = 0;
};

/// A token from the settings.
class fixed_token final : public token_source {
  public:
    explicit fixed_token(std::string text) : text_(std::move(text)) {}
    [[nodiscard]] boost::asio::awaitable<granted_token> get() override { co_return granted_token{text_}; }
    [[nodiscard]] boost::asio::awaitable<granted_token> instead_of(std::string) override { return get(); }

  private:
    std::string text_;
};

}  // namespace waymark::slack
