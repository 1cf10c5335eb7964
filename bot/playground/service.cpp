#include "bot/playground/service.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/this_coro.hpp>

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr std::size_t most_waiting = 1000;
constexpr auto gentle = std::chrono::milliseconds(300);
constexpr auto last = std::chrono::seconds(3);

http_listen place(const playground_options& options) {
    http_listen where;
    where.name = "playground";
    where.host = "127.0.0.1";
    where.port = options.port;
    return where;
}

turn_runner::step_function engine(const script_book& book) {
    return
        [&book](const world& before, const stimulus& what, instant now) { return take_turn(book, before, what, now); };
}

void log_failure(std::string_view task, const std::exception& what) {
    spdlog::error("playground: {} failed: {}", task, what.what());
}

}  // namespace

playground_service::playground_service(asio::any_io_executor io, store_door& door, const script_book& book,
                                       playground_scene scene, const playground_options& options)
    : earlier_(read_journal(options.journal_file)),
      journal_(options.journal_file, std::ios::app),
      hands_(earlier_.stood_at.value_or(options.starts)),
      pair_(scene.pair),
      tasks_(io, log_failure),
      driver_(hands_, doors_into({door, hands_, turns_, timers_, outbox_, page_, pair_})),
      page_(settings_of(std::move(scene), options), driver_),
      turns_(door, hands_, engine(book), turns_tell()),
      timers_(door, hands_, turns_),
      outbox_(door, hands_, tasks_, {&page_}, {}, 1),
      inbox_(door, hands_, table_, most_waiting, inbox_tells()),
      server_(io, tasks_, place(options), inbox_) {
    if (!journal_) throw std::runtime_error("the file " + options.journal_file + " cannot be written");
    for (const auto& line : earlier_.lines) page_.restore(line);
    for (const auto& path : page_.paths()) table_.add(path, page_);
}

playground_settings playground_service::settings_of(playground_scene scene, const playground_options& options) {
    auto settings = std::move(scene.settings);
    settings.run = options.run;
    settings.journal = [this](const std::string& line) { journal_ << line << std::endl; };
    return settings;
}

turn_runner::listeners playground_service::turns_tell() {
    turn_runner::listeners tell;
    tell.messages_wait = [this] { outbox_.messages_wait(); };
    tell.timer_set = [this](instant earliest) { timers_.timer_set(earliest); };
    tell.failed = [](const std::string& what, const std::string& why) { spdlog::error("turn of {}: {}", what, why); };
    return tell;
}

inbox::listeners playground_service::inbox_tells() {
    inbox::listeners tell;
    tell.events_wait = [this] { turns_.events_wait(); };
    return tell;
}

void playground_service::start() {
    tasks_.spawn("turns", turns_.run());
    tasks_.spawn("timers", timers_.run());
    tasks_.spawn("outbox", outbox_.run());
    tasks_.spawn("clock", driver_.run());
    server_.start();
}

asio::awaitable<bool> playground_service::stop() {
    server_.drain();
    turns_.stop();
    timers_.stop();
    outbox_.stop();
    return tasks_.stop(gentle, last);
}

}  // namespace waymark
