#include "bot/commands/playground.hpp"

#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <ostream>
#include <sstream>

#include "bot/commands/exit_code.hpp"
#include "bot/commands/private_files.hpp"
#include "bot/logging.hpp"
#include "bot/playground/service.hpp"
#include "bot/playground/years.hpp"
#include "bot/serve.hpp"
#include "bot/startup.hpp"
#include "bot/store_thread_door.hpp"
#include "bot/system_clock.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr std::size_t most_jobs = 4096;

/// Where the clock stands when nobody has turned it yet: the morning on which the first pair begins.
instant beginning_of(const script_book& book) {
    constexpr int ten_o_clock = 10 * 60;
    for (const auto& [id, of] : book.programmes)
        for (const auto& pair : of.pairs)
            if (pair.starts) return from_local(*pair.starts, ten_o_clock, of.zone);
    return system_clock().now();
}

playground_options options_from(const playground_wishes& wishes, instant starts) {
    playground_options out;
    out.port = wishes.port;
    out.starts = starts;
    out.journal_file = wishes.database + ".page";
    out.run = std::to_string(::getpid()) + "-" + std::to_string(to_us(system_clock().now()));
    return out;
}

/// Plays the only programme of `book`; empty after saying why it could not be played.
std::optional<playground_years> rehearsed(const script_book& book, const playground_wishes& wishes, std::ostream& out,
                                          std::ostream& complaints) {
    rehearsal::rehearsal_wishes how;
    how.seed = wishes.seed;
    how.cast.pairs = wishes.pairs;
    how.cast.months = wishes.months;
    how.cast.languages = book.texts.languages();
    how.years = wishes.pairs;
    out << "Rehearsing \"" << book.programmes.begin()->second.title << "\" with made-up people: " << wishes.pairs
        << " pairs, " << wishes.months << " months." << std::endl;
    const auto began = std::chrono::steady_clock::now();
    const auto report = rehearsal::rehearse(book, how);
    if (!report) {
        complaints << "waymark: the rehearsal could not go on: " << report.error().message() << '\n';
        return {};
    }
    out << "It took " << std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count()
        << " s.";
    if (!report->broken.empty())
        out << " A promise was broken " << report->broken.size() << " times: \"waymark rehearse\" lists them.";
    out << std::endl;
    return years_of(*report, book);
}

asio::awaitable<std::optional<std::string>> begin(playground_service* service, std::ostream* out) {
    service->start();
    *out << "Open http://127.0.0.1:" << service->port()
         << "/playground in your browser. Ctrl-C ends it; the talk is kept." << std::endl;
    co_return std::nullopt;
}

}  // namespace

int playground(const playground_wishes& wishes, std::ostream& out, std::ostream& complaints) {
    create_private_files();
    start_logging("warn", "text");
    script_wishes needed;
    needed.folders = wishes.scripts;
    needed.programmes.push_back(wishes.programme.empty() ? demo_programme : wishes.programme);
    auto scripts = read_scripts(needed, complaints);
    if (!scripts) return exit_errors;
    std::ostringstream trouble;  // what else opening says is for a database that somebody keeps
    auto database = open_database(wishes.database, trouble);
    if (!database) {
        complaints << trouble.str();
        return exit_errors;
    }
    std::optional<playground_years> years;
    if (!wishes.programme.empty()) years = rehearsed(scripts->book, wishes, out, complaints);
    if (!wishes.programme.empty() && !years) return exit_could_not_run;
    auto& of = scripts->book.programmes.begin()->second;
    if (!scene_of(scripts->book, of)) cast_for_page(of);
    const auto options = options_from(wishes, beginning_of(scripts->book));
    const auto now = read_journal(options.journal_file).stood_at.value_or(options.starts);
    auto ready = get_ready(std::move(*scripts), std::move(database), now, complaints, changed_files::count);
    if (!ready) return exit_errors;
    auto scene = scene_of(ready->book, ready->book.programmes.begin()->second).value();
    scene.settings.years = std::move(years);
    stop_limit limit;
    asio::io_context io(1);
    store_thread_door door(std::move(ready->at), io.get_executor(), most_jobs, nullptr);
    try {
        playground_service service(io.get_executor(), door, ready->book, std::move(scene), options);
        service_doors doors;
        doors.start = [&] { return begin(&service, &out); };
        doors.stop = [&] { return service.stop(); };
        return serve(io, limit, doors, complaints);
    } catch (const std::runtime_error& why) {
        complaints << "waymark: " << why.what() << '\n';
        return exit_errors;
    }
}

}  // namespace waymark
