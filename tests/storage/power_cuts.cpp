#include "tests/storage/power_cuts.hpp"

#include <unistd.h>

#include <algorithm>
#include <set>

#include "storage/backup.hpp"
#include "storage/sqlite/sealed_reader.hpp"

namespace waymark {

using example::noon;
using survives = cut_disk::survives;

namespace {

std::string key_of(std::size_t event) {
    return "event-" + std::to_string(event);
}
std::size_t event_of(const std::string& key) {
    return std::stoul(key.substr(key.find('-') + 1));
}

std::string question_of(std::size_t event) {
    return "question-" + std::to_string(event % 4);
}

/// A turn that counts itself in every table: replies of a person, one timer, an answer, a line of history, a message.
turn_outcome answer_event(world before, const std::string& key) {
    turn_outcome out;
    auto& mia = before.people.at({"mia"});
    const auto due = [&] { return noon + std::chrono::seconds(mia.replies); };
    timer_change timer{"person/mia/next", mia.id, {}, {}};
    if (mia.replies > 0) timer.was = due();
    ++mia.replies;
    timer.is = due();
    out.timers.push_back(timer);
    out.answers_kept.push_back(example::answer_of("mia", audience::partner, question_of(event_of(key))));
    out.log.push_back({mia.tenant, "person/mia", "answered", key, noon});
    out.outbox.push_back(example::message(key, event_of(key) % 2 == 0 ? "mia" : "max"));
    out.people.push_back(mia);
    return out;
}

/// SQLite checkpoints every thousand pages; here as often as the power goes.
int checkpoint_often(sqlite3* at, char** /*words*/, const void* /*routines*/) {
    return sqlite3_exec(at, "PRAGMA wal_autocheckpoint = 30", nullptr, nullptr, nullptr);
}

}  // namespace

power_cuts::power_cuts(unsigned seed)
    : disk(seed),
      random_(seed),
      folder_(std::filesystem::temp_directory_path() / ("waymark-cuts-" + std::to_string(::getpid()))) {
    std::filesystem::create_directory(folder_);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(checkpoint_often));
}

power_cuts::~power_cuts() {
    sqlite3_reset_auto_extension();
    std::error_code ignored;  // a folder left behind fails no test
    std::filesystem::remove_all(folder_, ignored);
}

void power_cuts::new_database() {
    disk.wipe();
    path_ = (folder_ / (std::to_string(++databases_) + ".db")).string();
    facts_.clear();
    in_the_air_.clear();
    enrolled = false;
}

void power_cuts::reaches(std::size_t event, stage how_far) {
    facts_.at(event).tried = std::max(facts_.at(event).tried, how_far);
    touched_.push_back(event);
}

void power_cuts::one_cut(survives how) {
    disk.cut_after(number(1, enrolled ? 400 : 100));
    while (!disk.is_off()) {
        auto opened = open_sqlite(path_);
        if (opened.at) work(*opened.at, number(3, 60));
        if (!opened.at && !disk.is_off()) wrong.push_back("does not open: " + opened.problem.words);
        if (!wrong.empty()) return;
    }
    disk.power_on(how);
    look();
}

void power_cuts::work(store& at, int groups) {
    if (!enrolled) {
        const auto pair = [](const world&) { return example::new_pair(); };
        const auto known = at.find_person({"slack", {"T0ACME"}, "U0MIA"});
        enrolled = (known && known->has_value()) || at.turn(pair_id{"mia-max"}, pair, {}, noon).has_value();
        if (!enrolled) return;
    }
    recover(at);
    for (; groups > 0 && !disk.is_off(); --groups)
        group(at, [&]() -> result<void> {
            for (auto jobs = number(1, 6); jobs > 0; --jobs)
                if (const auto done = at.transaction([&] { return job(at); }); done.has_error()) return done;
            return {};
        });
}

/// One transaction; what it did is promised when it was committed.
void power_cuts::group(store& at, const std::function<result<void>()>& jobs) {
    touched_.clear();
    const auto claimed = in_the_air_.size();
    const auto done = at.transaction(jobs);
    if (done.has_error()) {
        if (!disk.is_off()) wrong.push_back("fails with the power on: " + done.error().message());
        return;
    }
    for (const auto event : touched_) {
        acknowledged += facts_[event].tried - facts_[event].promised;
        facts_[event].promised = facts_[event].tried;
    }
    for (auto one = std::min(claimed, in_the_air_.size()); one < in_the_air_.size(); ++one)
        facts_[event_of(in_the_air_[one].message.key.text)].claimed = true;
}

result<void> power_cuts::job(store& at) {
    switch (number(0, 5)) {
        case 0:
            return send(at);
        case 1:
        case 2:
            return take_turn(at);
        default:
            return accept(at);
    }
}

result<void> power_cuts::accept(store& at) {
    if (!facts_.empty() && number(0, 4) == 0) {
        const auto old = static_cast<std::size_t>(number(0, static_cast<int>(facts_.size()) - 1));
        const auto again = at.accept(example::said(key_of(old)), noon);
        if (again && *again && facts_[old].tried != unseen) wrong.push_back(key_of(old) + " was taken in twice");
        if (again && *again) reaches(old, stored);
        if (!again) return again.error();
        return {};
    }
    facts_.emplace_back();
    reaches(facts_.size() - 1, stored);
    const auto is_new = at.accept(example::said(key_of(facts_.size() - 1)), noon);
    if (!is_new) return is_new.error();
    return {};
}

result<void> power_cuts::take_turn(store& at) {
    const auto rows = at.claim_inbox(3, noon);
    if (!rows) return rows.error();
    for (const auto& row : *rows) {
        reaches(event_of(row.event.key), answered);
        const auto step = [&](const world& before) { return answer_event(before, row.event.key); };
        const auto done = at.turn(person_id{"mia"}, step, row.id, noon - std::chrono::hours(1));
        if (!done) return done.error();
    }
    return {};
}

result<void> power_cuts::send(store& at) {
    while (!in_the_air_.empty()) {
        const auto row = in_the_air_.back();
        in_the_air_.pop_back();
        reaches(event_of(row.message.key.text), sent);
        const auto done = at.record_send(row.id, {send_result::outcome::sent, row.message.key.text, "", noon}, noon);
        if (done.has_error()) return done;
    }
    auto rows = example::begin_sends(at, noon, 2);
    if (!rows) return rows.error();
    in_the_air_ = std::move(*rows);
    return {};
}

/// What was in the air may be sent again: nobody was really asked to send it.
void power_cuts::recover(store& at) {
    in_the_air_.clear();
    for (auto& one : facts_) one.claimed = false;
    group(at, [&]() -> result<void> {
        if (const auto left = at.recover_outbox(noon); !left) return left.error();
        const auto unknown = at.unknown_sends(noon, 10);
        if (!unknown) return unknown.error();
        for (const auto& row : *unknown)
            if (const auto done = at.record_send(row.id, {send_result::outcome::retry_at, "", "", noon}, noon);
                done.has_error())
                return done;
        return {};
    });
}

void power_cuts::look() {
    if (!enrolled) return;  // the next opening has to cope with whatever is there
    if (const auto problem = verify_database(path_)) return wrong.push_back(problem->words);
    try {
        sealed_reader from;
        if (const auto problem = from.open(path_, {}, {})) return wrong.push_back(problem->words);
        compare(from);
    } catch (const std::exception& what) {
        wrong.emplace_back(what.what());
    }
}

void power_cuts::compare_event(std::size_t event, const event_facts& found, int places) {
    auto& wanted = facts_[event];
    const auto is = found.promised;
    if (is < wanted.promised) wrong.push_back(key_of(event) + " was lost");
    if (is > wanted.tried) wrong.push_back(key_of(event) + " went on by itself");
    if (places > 1) wrong.push_back(key_of(event) + " is in two places");
    if (wanted.claimed && is == answered && !found.claimed) wrong.push_back(key_of(event) + " would be sent twice");
    wanted = {is, is, found.claimed};
}

void power_cuts::compare(sealed_reader& from) {
    auto& at = from.at();
    std::vector<event_facts> found(facts_.size());
    std::vector<int> places(facts_.size());
    const auto each = [&](const char* reading, stage means) {
        const auto key_in = [&](SQLite::Statement& rows) {
            if (means != stored) return rows.getColumn(0).getString();
            const auto place = sqlite::place_of_inbox(rows.getColumn(1).getInt64());
            return decode_inbound(from.text(rows.getColumn(0), place)).key;
        };
        for (SQLite::Statement rows(at, reading); rows.executeStep();) {
            const auto event = event_of(key_in(rows));
            ++places.at(event);
            found.at(event).promised = means;
            found.at(event).claimed = means == answered && rows.getColumn(1).getInt() != 0;
        }
    };
    each("SELECT body, id FROM inbox", stored);
    each("SELECT message_key, state FROM outbox", answered);
    each("SELECT message_key FROM delivery", sent);
    int turns = 0;
    std::set<std::string> questions;
    for (std::size_t event = 0; event < facts_.size(); ++event) {
        compare_event(event, found[event], places[event]);
        if (found[event].promised < answered) continue;
        ++turns;
        questions.insert(question_of(event));
    }
    const auto count = [&](const char* counting) { return at.execAndGet(counting).getInt(); };
    const auto known =
        static_cast<int>(std::ranges::count_if(facts_, [](const auto& one) { return one.promised != unseen; }));
    if (count("SELECT count(*) FROM accepted") != known)
        wrong.emplace_back("an event without its key, or the other way");
    if (count("SELECT count(*) FROM answer") != static_cast<int>(questions.size()))
        wrong.emplace_back("an answer without its turn");
    if (count("SELECT count(*) FROM pair_log") != turns) wrong.emplace_back("a line of history without its turn");
    if (count("SELECT count(*) FROM timer") != std::min(turns, 1)) wrong.emplace_back("a timer too many or too few");
    SQLite::Statement person(at, "SELECT body FROM person WHERE id = 'mia'");
    if (!person.executeStep()) return wrong.push_back("somebody is lost");
    const auto mia = person_from_text(from.text(person.getColumn(0), sqlite::place_of_person("mia")));
    if (mia.replies != turns) wrong.emplace_back("a turn in part");
}

}  // namespace waymark
