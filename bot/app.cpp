#include "bot/app.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <bit>
#include <set>

#include "bot/logging.hpp"
#include "bot/recent_sends.hpp"
#include "conversations/person/zone.hpp"

namespace waymark {
namespace asio = boost::asio;
namespace {

constexpr std::size_t jobs_besides_events = 1024;
constexpr auto gentle = std::chrono::seconds(6);
constexpr auto last = std::chrono::seconds(2);
constexpr auto at_once = std::chrono::seconds(0);
constexpr auto a_moment = std::chrono::milliseconds(500);
constexpr auto limited_for = std::chrono::minutes(10);

strangers::newcomer_function newcomers(const script_book& book) {
    return [&book](const inbound_event& event) { return newcomer(book, event); };
}

turn_runner::step_function engine(const script_book& book) {
    return
        [&book](const world& before, const stimulus& what, instant now) { return take_turn(book, before, what, now); };
}

std::vector<adapter*> pointers(const std::vector<std::unique_ptr<adapter>>& platforms) {
    std::vector<adapter*> out;
    for (const auto& one : platforms) out.push_back(one.get());
    return out;
}

/// Every workspace that a programme names, without users.
/// Where people of this programme have their accounts; all without a user.
std::set<address> accounts_of(const programme& one) {
    std::set<address> out;
    if (!one.slack_workspace.empty()) out.insert({"slack", {one.slack_workspace}, ""});
    if (!one.teams_tenant.empty()) out.insert({"teams", {one.teams_tenant}, ""});
    for (const auto& person : one.people)
        for (const auto& at : person.addresses) out.insert({at.platform, at.tenant, ""});
    return out;
}

std::vector<address> accounts_in(const script_book& book) {
    std::set<address> out;
    for (const auto& [id, of] : book.programmes) out.merge(accounts_of(of));
    return {out.begin(), out.end()};
}

figures_source figures_from(const app_settings& settings) {
    return {settings.database, settings.keys, reporting::group_rule{static_cast<std::size_t>(settings.smallest_group)},
            settings.reports_url};
}

void log_failure(std::string_view task, const std::exception& what) {
    spdlog::error("{} ended by an error: {}", task, kind_of(what));
}

}  // namespace

app::app(asio::any_io_executor io, app_settings settings, ready_to_start from,
         std::vector<std::unique_ptr<adapter>> platforms, clock& time)
    : io_(io),
      settings_(std::move(settings)),
      time_(time),
      book_(std::move(from.book)),
      restored_(from.restored),
      platforms_(std::move(platforms)),
      started_(time.now()),
      background_(io, log_failure),
      tasks_(io, log_failure),
      admin_tasks_(io, log_failure),
      door_(std::move(from.at), io, settings_.queued_events + jobs_besides_events,
            [this](const boost::system::error_code& why) { upkeep_.failed(why); }),
      notes_(door_, time_),
      upkeep_(door_, background_, time_),
      accounts_(door_, background_, pointers(platforms_), accounts_in(book_),
                [this](address at) { return tell_of_closed(std::move(at)); }),
      turns_(door_, time_, engine(book_), turns_tell(), newcomers(book_)),
      timers_(door_, time_, turns_),
      outbox_(door_, time_, tasks_, pointers(platforms_), outbox_tells(), settings_.seed),
      profiles_(door_, time_, pointers(platforms_), std::move(from.missing), [this] { turns_.events_wait(); }),
      zones_(door_, time_, book_, zone_data_version, zones_tell()),
      holds_(door_, turns_, holds_file(settings_.database), time_.now(),
             [this](bool released) { holds_changed(released); }),
      account_holds_(door_, turns_),
      page_runner_(turns_, background_, time_, book_, holds_, figures_from(settings_)),
      inbox_(door_, time_, table_, settings_.queued_events, inbox_tells()),
      pages_(pages_ask()) {
    for (const auto& one : platforms_) {
        one->keep_notes_in(notes_);
        doors_.push_back(std::make_unique<inbox_door>(inbox_, *one));
        one->hand_events_to(*doors_.back());
        for (const auto& path : one->paths()) table_.add(path, *one);
    }
}

app::~app() = default;

turn_runner::listeners app::turns_tell() {
    turn_runner::listeners tell;
    tell.messages_wait = [this] { outbox_.messages_wait(); };
    tell.timer_set = [this](instant earliest) { timers_.timer_set(earliest); };
    tell.app_removed = [this](const address& at) { outbox_.close_account(at, "app_removed"); };
    tell.app_added = [this](const address& at) { outbox_.install_account(at); };
    tell.somebody_new = [this](const address& who) {
        if (profiles_.also({who, true, true})) background_.spawn("profiles", profiles_.run());
    };
    tell.page_wanted = [this](const person_id& who) { page_runner_.wanted(who); };
    tell.hold_wanted = [this](const hold_wanted& what) { hold_programme(what); };
    tell.failed = [](const std::string& what, const std::string& why) {
        spdlog::error("a turn failed: {} ({})", what, why);
    };
    return tell;
}

asio::awaitable<void> app::tell_of_closed(address at) {
    for (const auto& [id, of] : book_.programmes) {
        const bool has_people_there =
            std::ranges::any_of(accounts_of(of), [&](const address& one) { return one == at; });
        if (!has_people_there) continue;
        turn_owner owner(of.contact);
        stimulus what(account_closed{of.contact, id, at});
        (void)co_await turns_.insist(std::move(owner), std::move(what));
    }
}

outbox_runner::listeners app::outbox_tells() {
    outbox_runner::listeners tell;
    tell.dead = [this](const outbox_row& row, const std::string& reason) {
        spdlog::warn("message {} to {} will never arrive: {}", row.message.key.text, row.message.to.text, reason);
        if (std::holds_alternative<person_page>(row.message.content)) page_runner_.lost(row.message.to);
    };
    tell.account_dead = [this](const address& at, const std::string& reason) {
        accounts_.closed(at, reason);
        account_holds_.closed(at);
    };
    tell.account_open = [this](const address& at) {
        accounts_.opened(at);
        account_holds_.opened(at);
    };
    tell.arrived = [this](const address& at) { accounts_.arrived(at); };
    tell.clock_set = [](span by) {
        spdlog::warn("the machine's clock was set by {} s: what nobody asked for waits two minutes, replies go on",
                     std::chrono::duration_cast<std::chrono::seconds>(by).count());
    };
    tell.person_gone = [this](person_id who, address at, std::string reason) {
        return turns_.unreachable(std::move(who), std::move(at), std::move(reason));
    };
    tell.held = [this](const outbox_row& row, instant now) { return holds_.not_now(row, now); };
    tell.too_late = [this](person_id who, message_key what) {
        return turns_.too_late(std::move(who), std::move(what));
    };
    return tell;
}

inbox::listeners app::inbox_tells() {
    inbox::listeners tell;
    tell.events_wait = [this] { turns_.events_wait(); };
    tell.heard_from = [this](const address& who) {
        outbox_.open_account(who);
        profiles_.heard_from(who);
    };
    tell.alarm = [this](const std::string& what) { alarm(what); };
    return tell;
}

zone_watch::listeners app::zones_tell() {
    zone_watch::listeners tell;
    tell.timers_changed = [this] {
        timers_.timer_set(time_.now());
        outbox_.messages_wait();
    };
    return tell;
}

void app::holds_changed(bool released) {
    outbox_.holds_changed(released);
    timers_.rest_while(holds_.everything());
    for (const auto& [id, of] : book_.programmes) page_runner_.wanted(of.contact);
}

/// The file is what counts, for us too: hold_watch sees it within half a second.
void app::hold_programme(const hold_wanted& what) {
    const auto file = holds_file(settings_.database);
    auto found = read_holds(file);
    auto* all = std::get_if<holds>(&found);
    auto trouble = all == nullptr ? std::get<std::string>(found) : std::string();
    if (all != nullptr) {
        if (what.on)
            all->programmes.emplace(what.programme.text, time_.now());
        else
            all->programmes.erase(what.programme.text);
        trouble = write_holds(file, *all);
    }
    if (!trouble.empty()) spdlog::error("{} could not be put on hold or released: {}", what.programme.text, trouble);
}

admin_pages::sources app::pages_ask() {
    admin_pages::sources ask;
    ask.health = [this] { return health(); };
    ask.measure = [this] { return measure(); };
    return ask;
}

/// A flood of alarms is not a flood of lines: each kind is logged when its number has doubled.
void app::alarm(const std::string& what) {
    const auto times = ++alarms_[what];
    if (std::has_single_bit(times)) spdlog::warn("requests counted as {}: {} so far", what, times);
    if (what == "rate_limited") limited_until_ = std::chrono::steady_clock::now() + limited_for;
}

std::optional<std::string> app::listen() {
    try {
        server_ = std::make_unique<http_server>(io_, tasks_, settings_.webhooks, inbox_);
        admin_server_ = std::make_unique<http_server>(io_, admin_tasks_, settings_.admin, pages_);
    } catch (const std::runtime_error& why) {
        return why.what();
    }
    return std::nullopt;
}

asio::awaitable<std::optional<std::string>> app::start() {
    auto refused = co_await accounts_.check_all();
    if (refused || draining_) co_return refused;
    auto everywhere = pointers(platforms_);
    co_await count_recent_sends(door_, time_, std::move(everywhere));
    if (draining_) co_return std::nullopt;
    auto problem = listen();
    if (problem) co_return problem;
    begin_work();
    co_return std::nullopt;
}

void app::begin_work() {
    timers_.rest_while(holds_.everything());
    tasks_.spawn("turns", turns_.run());
    if (restored_) {
        spdlog::warn(
            "paused: the database was restored from a backup, and nothing is sent until somebody confirms it "
            "(waymark confirm-restore); events are taken");
    } else {
        tasks_.spawn("timers", timers_.run());
        tasks_.spawn("outbox", outbox_.run());
        if (accounts_.were_closed()) outbox_.try_all_again();
    }
    background_.spawn("profiles", profiles_.run());
    background_.spawn("holds", holds_.run());
    background_.spawn("holds", holds_.keep_telling());
    background_.spawn("holds", account_holds_.keep_telling());
    background_.spawn("zones", zones_.run());
    upkeep_.start();
    for (const auto& one : platforms_) background_.spawn("adapter", one->upkeep());
    server_->start();
    admin_server_->start();
}

asio::awaitable<bool> app::stop() {
    draining_ = true;
    if (server_) server_->drain();
    turns_.stop();
    timers_.stop();
    outbox_.stop();
    const bool background_ended = co_await background_.stop(at_once, a_moment);
    const bool work_ended = co_await tasks_.stop(gentle, last);
    if (admin_server_) admin_server_->drain();
    const bool admin_ended = co_await admin_tasks_.stop(a_moment, a_moment);
    door_.stop();
    const bool all = background_ended && work_ended && admin_ended;
    co_return all;
}

process_health app::health() const {
    process_health out;
    out.draining = draining_;
    out.restored = restored_;
    out.storage_trouble = door_.trouble();
    out.storage_silent = door_.stuck_for();
    out.database = settings_.database;
    out.free_disk_mib = free_disk_mib(settings_.database);
    out.disk_floor_mib = settings_.disk_floor_mib;
    out.unchecked_accounts = accounts_.unchecked();
    out.closed_accounts = outbox_.closed_accounts();
    out.deliveries_limited = std::chrono::steady_clock::now() < limited_until_;
    return out;
}

asio::awaitable<measurements> app::measure() {
    measurements out;
    const auto now = health();
    if (!now.storage_trouble && now.storage_silent < slow_storage) {
        auto look = [](store& at) { return at.health(); };
        const auto rows = co_await ask_store(door_, look);
        if (rows.has_value()) out.rows = *rows;
    }
    out.inbox = inbox_.counts();
    out.turns = turns_.counts();
    out.outbox = outbox_.counts();
    out.commits = door_.times();
    out.jobs_waiting = door_.waiting();
    out.connections = server_ ? server_->connections() : 0;
    out.admin_connections = admin_server_ ? admin_server_->connections() : 0;
    out.closed_accounts = now.closed_accounts.size();
    out.free_disk_mib = now.free_disk_mib;
    out.ready = what_is_wrong(now).empty();
    out.process = figures_of_process();
    out.started = started_;
    co_return out;
}

}  // namespace waymark
