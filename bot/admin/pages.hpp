// The admin listener's three addresses. Reads only.
#pragma once

#include <functional>

#include "bot/admin/health.hpp"
#include "bot/admin/metrics.hpp"
#include "bot/http_server.hpp"

namespace waymark {

/// Lives on the io thread.
class admin_pages final : public http_handler {
  public:
    struct sources {
        std::function<process_health()> health;
        std::function<boost::asio::awaitable<measurements>()> measure;
    };
    explicit admin_pages(sources from) : from_(std::move(from)) {}

    [[nodiscard]] unsigned refuse(std::string_view method, std::string_view target) const override;
    [[nodiscard]] boost::asio::awaitable<http_reply> handle(const webhook_request& request) override;

  private:
    sources from_;
};

}  // namespace waymark
