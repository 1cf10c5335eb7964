#include "bot/commands/run.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>
#include <ostream>
#include <random>

#include "bot/app.hpp"
#include "bot/commands/check_config.hpp"
#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/counted.hpp"
#include "bot/logging.hpp"
#include "bot/platforms.hpp"
#include "bot/serve.hpp"
#include "bot/system_clock.hpp"
#include "storage/look.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

http_listen listener(std::string name, const listen_address& where, const http_limits& limits) {
    http_listen out;
    out.name = std::move(name);
    out.host = where.host;
    out.port = where.port;
    out.limits = limits;
    return out;
}

app_settings settings_from(const config& from) {
    app_settings out;
    out.webhooks = listener("webhooks", from.listen, from.limits);
    out.webhooks.cert_file = from.cert_file;
    out.webhooks.key_file = from.key_file;
    out.admin = listener("admin", from.admin, {});
    out.admin.limits.connections = 64;
    out.database = from.database;
    out.keys = from.master_key;
    out.smallest_group = from.smallest_group;
    out.reports_url = from.reports_url;
    out.queued_events = static_cast<std::size_t>(from.queued_events);
    out.disk_floor_mib = from.disk_floor_mib;
    out.seed = std::random_device{}();
    return out;
}

std::string place_text(const std::string& host, unsigned short port) {
    const bool six = host.find(':') != std::string::npos;
    return (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

asio::awaitable<std::optional<std::string>> begin(app* service, const config* from, std::ostream* out) {
    auto refused = co_await service->start();
    if (refused || service->port() == 0) co_return refused;
    *out << "listening on " << place_text(from->listen.host, service->port())
         << (from->cert_file.empty() ? " (webhooks)\n" : " (webhooks, TLS)\n") << "admin on "
         << place_text(from->admin.host, service->admin_port()) << " (/healthz, /readyz, /metrics)\n"
         << std::flush;
    co_return std::nullopt;
}

void log_start(const config& from, const ready_to_start& what) {
    const auto seen = look_at(from.database, 0, from.master_key);
    if (const auto* inside = std::get_if<database_look>(&seen)) {
        spdlog::info("waymark " WAYMARK_VERSION ": database {}, {}, {}, {}", from.database,
                     counted(std::ssize(what.book.programmes), "programme", "programmes"),
                     counted(inside->pairs, "pair", "pairs"), counted(inside->people, "person", "people"));
        if (inside->people == 0) spdlog::warn("the database knows nobody yet: whoever writes is a stranger");
    }
    for (const auto& one : what.waiting) spdlog::warn(in_words(one));
    if (what.forgotten_again > 0)
        spdlog::warn("{} in the database again, and taken out",
                     counted(what.forgotten_again, "person who had everything about them deleted was",
                             "people who had everything about them deleted were"));
    if (what.interrupted_sends > 0)
        spdlog::warn("{} under way when the last run ended; the platform is asked about each",
                     counted(what.interrupted_sends, "message was", "messages were"));
}

}  // namespace

int run(const std::string& config_file, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    start_files files;
    const auto read = read_for_start(config_file, files, complaints);
    if (read != exit_clean) return read;
    const auto& from = files.settings;
    start_logging(from.log_level, from.log_format);
    stop_limit limit;
    asio::io_context io(1);
    system_clock time;
    auto database = open_sqlite(from.database, from.master_key);
    if (!database.at) complaints << "waymark: " << database.problem.words << '\n';
    if (!database.at) return exit_errors;
    for (const auto& line : database.said) spdlog::warn("{}", line);
    auto ready = get_ready(std::move(files.scripts), std::move(database.at), time.now(), complaints);
    if (!ready) return exit_errors;
    log_start(from, *ready);
    for (const auto& one : ready->waiting) out << in_words(one) << '\n';
    auto platforms = serving_platforms(from, ready->book.texts, ready->book.flows);
    app service(io.get_executor(), settings_from(from), std::move(*ready), std::move(platforms), time);
    service_doors doors;
    doors.start = [&] { return begin(&service, &from, &out); };
    doors.stop = [&] { return service.stop(); };
    return serve(io, limit, doors, complaints);
}

}  // namespace waymark
