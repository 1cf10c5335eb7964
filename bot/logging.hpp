// Where the log goes and what a line looks like: one JSON object, or plain text, on standard error.
//
// What may stand in a line: names of things and ids. Never words of people, tokens or e-mail addresses (rule of the
// house; the callers keep it, tests/bot/logging_test.cpp and the service tests look).
#pragma once

#include <exception>
#include <memory>
#include <string>

namespace spdlog {
class logger;
namespace sinks {
class sink;
}
}  // namespace spdlog

namespace waymark {

/// What was thrown, for a log: a system's own message, else only its type. What other exceptions say may hold words of
/// people.
[[nodiscard]] std::string kind_of(const std::exception& thrown);

/// A logger with our form of lines. `level` and `format` as in the settings ("info"; "json" or "text").
[[nodiscard]] std::shared_ptr<spdlog::logger> create_logger(const std::string& level, const std::string& format,
                                                            std::shared_ptr<spdlog::sinks::sink> into);

/// Makes standard error the process's log.
void start_logging(const std::string& level, const std::string& format);

}  // namespace waymark
