#include "bot/logging.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/core/demangle.hpp>
#include <boost/system/system_error.hpp>
#include <nlohmann/json.hpp>
#include <typeinfo>

namespace waymark {
namespace {

constexpr auto json_pattern = R"({"at":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l","text":%*})";
constexpr auto text_pattern = "%Y-%m-%dT%H:%M:%S.%fZ %l: %*";

/// The message as a JSON text, quotes included or left out: nothing in it can end the field or begin another line.
class escaped_message final : public spdlog::custom_flag_formatter {
  public:
    explicit escaped_message(bool quotes) : quotes_(quotes) {}
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const nlohmann::json text(std::string(message.payload.data(), message.payload.size()));
        const auto quoted = text.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        const std::size_t cut = quotes_ ? 0 : 1;
        out.append(quoted.data() + cut, quoted.data() + quoted.size() - cut);
    }
    [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
        return std::make_unique<escaped_message>(quotes_);
    }

  private:
    bool quotes_;
};

}  // namespace

std::string kind_of(const std::exception& thrown) {
    if (const auto* system = dynamic_cast<const boost::system::system_error*>(&thrown)) return system->code().message();
    return boost::core::demangle(typeid(thrown).name());
}

std::shared_ptr<spdlog::logger> create_logger(const std::string& level, const std::string& format,
                                              std::shared_ptr<spdlog::sinks::sink> into) {
    auto out = std::make_shared<spdlog::logger>("waymark", std::move(into));
    auto lines = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    lines->add_flag<escaped_message>('*', format == "json");
    lines->set_pattern(format == "json" ? json_pattern : text_pattern);
    out->set_formatter(std::move(lines));
    out->set_level(level == "error"   ? spdlog::level::err
                   : level == "warn"  ? spdlog::level::warn
                   : level == "debug" ? spdlog::level::debug
                                      : spdlog::level::info);
    return out;
}

void start_logging(const std::string& level, const std::string& format) {
    spdlog::set_default_logger(create_logger(level, format, std::make_shared<spdlog::sinks::stderr_sink_mt>()));
}

}  // namespace waymark
