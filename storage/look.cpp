#include "storage/look.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <charconv>
#include <filesystem>

#include "storage/backup.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sqlite_db.hpp"
#include "storage/visibility.hpp"

namespace waymark {
namespace {

constexpr auto patience = std::chrono::milliseconds(2000);

database_look::queue queue_of(SQLite::Database& at, const char* counting) {
    SQLite::Statement row(at, counting);
    database_look::queue out;
    if (!row.executeStep()) return out;
    out.rows = row.getColumn(0).getInt64();
    if (!row.getColumn(1).isNull()) out.oldest = from_us(row.getColumn(1).getInt64());
    return out;
}

/// Columns: what, who, reason, time or null.
std::vector<database_look::line> lines_of(SQLite::Database& at, const std::string& reading, int most) {
    SQLite::Statement rows(at, reading + " LIMIT ?");
    rows.bind(1, most);
    std::vector<database_look::line> out;
    while (rows.executeStep()) {
        database_look::line one;
        one.what = rows.getColumn(0).getString();
        one.who = rows.getColumn(1).getString();
        one.reason = rows.getColumn(2).getString();
        if (!rows.getColumn(3).isNull()) one.at = from_us(rows.getColumn(3).getInt64());
        out.push_back(std::move(one));
    }
    return out;
}

std::optional<instant> restored_at(SQLite::Database& at) {
    SQLite::Statement row(at, "SELECT value FROM fact WHERE name = ?");
    row.bind(1, restored_fact);
    if (!row.executeStep()) return std::nullopt;
    const auto text = row.getColumn(0).getString();
    std::int64_t us = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), us);
    if (ec != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return from_us(us);
}

database_look read_all(SQLite::Database& at, int lines) {
    SQLite::Transaction one_moment(at);  // everything below is of one moment; nothing is written
    database_look out;
    out.schema = schema_of(at);
    out.restored = restored_at(at);
    out.people = at.execAndGet("SELECT count(*) FROM person").getInt64();
    out.pairs = at.execAndGet("SELECT count(*) FROM pair").getInt64();
    out.events = queue_of(at, "SELECT count(*), min(received_us) FROM inbox");
    out.messages = queue_of(at, "SELECT count(*), min(not_before_us) FROM outbox");
    out.timers = queue_of(at, "SELECT count(*), min(due_us) FROM timer");
    const auto start = std::to_string(std::string_view(closed_account_fact).size() + 1);
    out.closed_accounts = lines_of(at,
                                   "SELECT substr(name, " + start + "), '', value, NULL FROM fact WHERE name LIKE '" +
                                       closed_account_fact + "%' AND value <> '' ORDER BY name",
                                   lines);
    out.unknown = at.execAndGet("SELECT count(*) FROM outbox WHERE state = 2").getInt64();
    out.unknown_sends =
        lines_of(at, "SELECT message_key, recipient, '', started_us FROM outbox WHERE state = 2 ORDER BY id", lines);
    out.dead = at.execAndGet("SELECT count(*) FROM dead_letter").getInt64();
    out.dead_letters = lines_of(
        at, "SELECT message_key, recipient, reason, at_us FROM dead_letter ORDER BY at_us DESC, message_key", lines);
    out.set_aside = at.execAndGet("SELECT count(*) FROM quarantine").getInt64();
    out.set_aside_events =
        lines_of(at, "SELECT 'event ' || id, '', reason, at_us FROM quarantine ORDER BY id DESC", lines);
    return out;
}

people_look read_people(SQLite::Database& at) {
    SQLite::Transaction one_moment(at);
    people_look out;
    SQLite::Statement people(at, "SELECT body FROM person ORDER BY id");
    while (people.executeStep()) out.people.push_back(person_from_text(people.getColumn(0).getString()));
    SQLite::Statement pairs(at, "SELECT body FROM pair ORDER BY id");
    while (pairs.executeStep()) {
        const auto one = pair_from_text(pairs.getColumn(0).getString());
        const bool over = one.ended || one.stage == "closed" || one.stage == "afterglow";
        std::vector<flow_ref> talks;
        for (const auto& talk : one.running)
            if (!talk.over) talks.push_back(talk.flow);
        out.pairs.push_back(
            {one.id, one.mentor, one.mentee, one.programme, over, one.held_since.has_value(), std::move(talks)});
    }
    return out;
}

void read_history(SQLite::Database& at, const std::set<std::string>& about, programme_look& into) {
    SQLite::Statement lines(at, "SELECT tenant, about, event, detail, at_us FROM pair_log ORDER BY at_us, id");
    while (lines.executeStep()) {
        auto whom = lines.getColumn(1).getString();
        if (!about.contains(whom)) continue;
        into.history.push_back({{lines.getColumn(0).getString()},
                                std::move(whom),
                                lines.getColumn(2).getString(),
                                lines.getColumn(3).getString(),
                                from_us(lines.getColumn(4).getInt64())});
    }
}

void read_answers(SQLite::Database& at, const reader& who, programme_look& into) {
    SQLite::Statement rows(at,
                           "SELECT opened, body FROM answer WHERE pair = ? ORDER BY at_us, conversation, step, author");
    for (const auto& pair : into.pairs) {
        const bool in_pair = who.who == pair.mentor || who.who == pair.mentee;
        rows.reset();
        rows.bind(1, pair.id.text);
        while (rows.executeStep()) {
            auto one = answer_from_text(rows.getColumn(1).getString());
            one.opened = rows.getColumn(0).getInt() != 0;
            auto visible = seen_by(one, who, in_pair);
            if (!visible) continue;
            const bool known = one.author == pair.mentor || one.author == pair.mentee;
            into.answers.push_back({pair.id, known ? one.author : person_id{}, std::move(*visible)});
        }
    }
}

programme_look read_programme(SQLite::Database& at, const programme_id& of, const reader& who) {
    SQLite::Transaction one_moment(at);
    programme_look out;
    std::set<std::string> about;
    std::set<person_id> in_pairs;
    SQLite::Statement pairs(at, "SELECT body FROM pair ORDER BY id");
    while (pairs.executeStep()) {
        auto one = pair_from_text(pairs.getColumn(0).getString());
        if (one.programme != of) continue;
        about.insert("pair/" + one.id.text);
        in_pairs.insert({one.mentor, one.mentee});
        out.pairs.push_back(std::move(one));
    }
    SQLite::Statement people(at, "SELECT body FROM person ORDER BY id");
    while (people.executeStep()) {
        auto one = person_from_text(people.getColumn(0).getString());
        if (one.programme != of && !in_pairs.contains(one.id)) continue;
        about.insert("person/" + one.id.text);
        out.people.push_back(std::move(one));
    }
    read_history(at, about, out);
    read_answers(at, who, out);
    SQLite::Statement dead(at, "SELECT message_key, at_us FROM dead_letter ORDER BY message_key");
    while (dead.executeStep())
        out.dead.push_back({{dead.getColumn(0).getString()}, from_us(dead.getColumn(1).getInt64())});
    return out;
}

facts_look read_facts(SQLite::Database& at, const std::string& beginning) {
    facts_look out;
    SQLite::Statement rows(at, "SELECT name, value FROM fact WHERE substr(name, 1, length(?1)) = ?1");
    rows.bind(1, beginning);
    while (rows.executeStep()) out.emplace(rows.getColumn(0).getString(), rows.getColumn(1).getString());
    return out;
}

std::vector<flow_body> read_flows(SQLite::Database& at) {
    std::vector<flow_body> out;
    SQLite::Statement rows(at, "SELECT name, version, structure_hash, body, texts FROM flow_version");
    while (rows.executeStep())
        out.push_back({{rows.getColumn(0).getString(), rows.getColumn(1).getInt()},
                       rows.getColumn(2).getString(),
                       rows.getColumn(3).getString(),
                       rows.getColumn(4).getString()});
    return out;
}

template <class Look, class Read>
std::variant<Look, open_problem> look_with(const Read& read, const std::string& path) {
    std::error_code ec;
    if (!std::filesystem::exists(path, ec)) return open_problem{store_errc::missing, "there is no database at " + path};
    try {
        auto at = open_reader(path, patience);
        const int schema = schema_of(at);
        if (schema == 0) return open_problem{store_errc::damaged, path + " is not a Waymark database"};
        if (schema > newest_schema())
            return open_problem{store_errc::newer_schema, path + " has schema " + std::to_string(schema) +
                                                              "; this Waymark (" WAYMARK_VERSION ") knows schema " +
                                                              std::to_string(newest_schema())};
        return read(at);
    } catch (const SQLite::Exception& failure) {
        return open_problem{meaning_of(failure), "cannot read " + path + ": " + failure.what()};
    }
}

}  // namespace

std::variant<database_look, open_problem> look_at(const std::string& path, int lines) {
    return look_with<database_look>([lines](SQLite::Database& at) { return read_all(at, lines); }, path);
}

std::variant<people_look, open_problem> look_at_people(const std::string& path) {
    return look_with<people_look>(read_people, path);
}

std::variant<programme_look, open_problem> look_at_programme(const std::string& path, const programme_id& of,
                                                             const reader& who) {
    return look_with<programme_look>([&](SQLite::Database& at) { return read_programme(at, of, who); }, path);
}

std::variant<facts_look, open_problem> look_at_facts(const std::string& path, const std::string& beginning) {
    return look_with<facts_look>([&](SQLite::Database& at) { return read_facts(at, beginning); }, path);
}

std::variant<std::vector<flow_body>, open_problem> look_at_flows(const std::string& path) {
    return look_with<std::vector<flow_body>>(read_flows, path);
}

}  // namespace waymark
