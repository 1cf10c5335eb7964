#include "bot/serve.hpp"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <ostream>

#include "bot/commands/exit_code.hpp"
#include "bot/logging.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

extern "C" void end_now(int) {
    ::_exit(exit_could_not_run);
}

class running {
  public:
    running(asio::io_context& io, stop_limit& limit, const service_doors& service, std::ostream& complaints)
        : io_(io), limit_(limit), service_(service), complaints_(complaints), told_(io, SIGTERM, SIGINT) {}

    int run() {
        told_.async_wait([this](const boost::system::error_code& ec, int) {
            if (!ec) stop();
        });
        auto started = [this](const std::exception_ptr& failure, std::optional<std::string> refused) {
            if (failure) refused = "it could not start: " + words_of(failure);
            if (refused) {
                complaints_ << "waymark: " << *refused << '\n';
                code_ = exit_errors;
                stop();
            }
        };
        asio::co_spawn(io_, service_.start(), std::move(started));
        io_.run();
        return code_;
    }

  private:
    static std::string words_of(const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& what) {
            return kind_of(what);
        }
    }

    void stop() {
        if (stopping_) return;
        stopping_ = true;
        boost::system::error_code ignored;
        told_.cancel(ignored);
        told_.clear(ignored);
        limit_.begin();
        spdlog::info("stopping");
        auto stopped = [this](const std::exception_ptr& failure, bool all_ended) {
            if (failure || !all_ended) {
                spdlog::warn("something did not end in time and is cut");
                ::_exit(code_);  // its frames still point into the service; everything stored is safe
            }
            spdlog::info("stopped");
            io_.stop();
        };
        asio::co_spawn(io_, service_.stop(), std::move(stopped));
    }

    asio::io_context& io_;
    stop_limit& limit_;
    const service_doors& service_;
    std::ostream& complaints_;
    asio::signal_set told_;
    int code_ = exit_clean;
    bool stopping_ = false;
};

}  // namespace

void stop_limit::begin() {
    std::signal(SIGTERM, end_now);
    std::signal(SIGINT, end_now);
    std::signal(SIGALRM, end_now);
    ::alarm(seconds);
}

stop_limit::~stop_limit() {
    ::alarm(0);
}

int serve(asio::io_context& io, stop_limit& limit, const service_doors& service, std::ostream& complaints) {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    running one(io, limit, service, complaints);
    return one.run();
}

}  // namespace waymark
