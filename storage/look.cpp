#include "storage/look.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <charconv>
#include <filesystem>

#include "storage/backup.hpp"
#include "storage/sqlite/schema.hpp"
#include "storage/sqlite/sealed_reader.hpp"
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

database_look read_all(sealed_reader& from, int lines) {
    auto& at = from.at();
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

std::vector<person_state> all_people(sealed_reader& from) {
    std::vector<person_state> out;
    SQLite::Statement rows(from.at(), "SELECT id, body FROM person ORDER BY id");
    while (rows.executeStep()) {
        const auto place = sqlite::place_of_person(rows.getColumn(0).getString());
        out.push_back(person_from_text(from.text(rows.getColumn(1), place)));
    }
    return out;
}

std::vector<pair_state> all_pairs(sealed_reader& from) {
    std::vector<pair_state> out;
    SQLite::Statement rows(from.at(), "SELECT id, body FROM pair ORDER BY id");
    while (rows.executeStep()) {
        const auto place = sqlite::place_of_pair(rows.getColumn(0).getString());
        out.push_back(pair_from_text(from.text(rows.getColumn(1), place)));
    }
    return out;
}

people_look read_people(sealed_reader& from) {
    SQLite::Transaction one_moment(from.at());
    people_look out;
    out.people = all_people(from);
    for (const auto& one : all_pairs(from)) {
        const bool over = one.ended || one.stage == "closed" || one.stage == "afterglow";
        std::vector<flow_ref> talks;
        for (const auto& talk : one.running)
            if (!talk.over) talks.push_back(talk.flow);
        out.pairs.push_back(
            {one.id, one.mentor, one.mentee, one.programme, over, one.held_since.has_value(), std::move(talks)});
    }
    return out;
}

void read_history(sealed_reader& from, const std::set<std::string>& about, programme_look& into) {
    SQLite::Statement lines(from.at(), "SELECT tenant, about, event, detail, at_us FROM pair_log ORDER BY at_us, id");
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

void read_answers(sealed_reader& from, const reader& who, programme_look& into) {
    SQLite::Statement rows(from.at(),
                           "SELECT opened, body, conversation, step, author FROM answer WHERE pair = ? "
                           "ORDER BY at_us, conversation, step, author");
    for (const auto& pair : into.pairs) {
        const bool in_pair = who.who == pair.mentor || who.who == pair.mentee;
        rows.reset();
        rows.bind(1, pair.id.text);
        while (rows.executeStep()) {
            const auto place = sqlite::place_of_answer(pair.id.text, rows.getColumn(2).getString(),
                                                       rows.getColumn(3).getString(), rows.getColumn(4).getString());
            auto one = answer_from_text(from.text(rows.getColumn(1), place));
            one.opened = rows.getColumn(0).getInt() != 0;
            auto visible = seen_by(one, who, in_pair);
            if (!visible) continue;
            const bool known = one.author == pair.mentor || one.author == pair.mentee;
            into.answers.push_back({pair.id, known ? one.author : person_id{}, std::move(*visible)});
        }
    }
}

programme_look read_programme(sealed_reader& from, const programme_id& of, const reader& who) {
    SQLite::Transaction one_moment(from.at());
    programme_look out;
    std::set<std::string> about;
    std::set<person_id> in_pairs;
    for (auto& one : all_pairs(from)) {
        if (one.programme != of) continue;
        about.insert("pair/" + one.id.text);
        in_pairs.insert({one.mentor, one.mentee});
        out.pairs.push_back(std::move(one));
    }
    for (auto& one : all_people(from)) {
        if (one.programme != of && !in_pairs.contains(one.id)) continue;
        about.insert("person/" + one.id.text);
        out.people.push_back(std::move(one));
    }
    read_history(from, about, out);
    read_answers(from, who, out);
    SQLite::Statement dead(from.at(), "SELECT message_key, at_us FROM dead_letter ORDER BY message_key");
    while (dead.executeStep())
        out.dead.push_back({{dead.getColumn(0).getString()}, from_us(dead.getColumn(1).getInt64())});
    return out;
}

facts_look read_facts(sealed_reader& from, const std::string& beginning) {
    facts_look out;
    const bool sealed = from.is_sealed() && sqlite::is_sealed_fact(beginning);
    SQLite::Statement rows(from.at(), sealed
                                          ? "SELECT name, body FROM sealed_fact WHERE substr(name, 1, length(?1)) = ?1"
                                          : "SELECT name, value FROM fact WHERE substr(name, 1, length(?1)) = ?1");
    rows.bind(1, beginning);
    while (rows.executeStep()) {
        auto name = rows.getColumn(0).getString();
        auto value = sealed ? from.text(rows.getColumn(1), sqlite::place_of_fact(name)) : rows.getColumn(1).getString();
        out.emplace(std::move(name), std::move(value));
    }
    return out;
}

std::vector<flow_body> read_flows(sealed_reader& from) {
    std::vector<flow_body> out;
    SQLite::Statement rows(from.at(), "SELECT name, version, structure_hash, body, texts FROM flow_version");
    while (rows.executeStep())
        out.push_back({{rows.getColumn(0).getString(), rows.getColumn(1).getInt()},
                       rows.getColumn(2).getString(),
                       rows.getColumn(3).getString(),
                       rows.getColumn(4).getString()});
    return out;
}

template <class Look, class Read>
std::variant<Look, open_problem> look_with(const Read& read, const std::string& path, const key_place& keys) {
    std::error_code ec;
    if (!std::filesystem::exists(path, ec)) return open_problem{store_errc::missing, "there is no database at " + path};
    try {
        sealed_reader from;
        if (auto problem = from.open(path, keys, patience)) return std::move(*problem);
        return read(from);
    } catch (const SQLite::Exception& failure) {
        return open_problem{meaning_of(failure), "cannot read " + path + ": " + failure.what()};
    } catch (const sealing::problem& what) {
        return open_problem{store_errc::unreadable, path + " is not sound: " + what.what()};
    }
}

keys_look read_keys_in(sealed_reader& from) {
    keys_look out;
    if (!from.is_sealed()) return out;
    SQLite::Transaction one_moment(from.at());
    sqlite::key_rows rows(from.at());
    for (const auto& row : rows.roots()) ++out.wrapped_by[row.parent.substr(sealing::master_parent.size())];
    out.all = from.at().execAndGet("SELECT count(*) FROM data_key").getInt64();
    return out;
}

}  // namespace

std::variant<database_look, open_problem> look_at(const std::string& path, int lines, const key_place& keys) {
    return look_with<database_look>([lines](sealed_reader& from) { return read_all(from, lines); }, path, keys);
}

std::variant<people_look, open_problem> look_at_people(const std::string& path, const key_place& keys) {
    return look_with<people_look>(read_people, path, keys);
}

std::variant<programme_look, open_problem> look_at_programme(const std::string& path, const programme_id& of,
                                                             const reader& who, const key_place& keys) {
    return look_with<programme_look>([&](sealed_reader& from) { return read_programme(from, of, who); }, path, keys);
}

std::variant<facts_look, open_problem> look_at_facts(const std::string& path, const std::string& beginning,
                                                     const key_place& keys) {
    return look_with<facts_look>([&](sealed_reader& from) { return read_facts(from, beginning); }, path, keys);
}

std::variant<std::vector<flow_body>, open_problem> look_at_flows(const std::string& path, const key_place& keys) {
    return look_with<std::vector<flow_body>>(read_flows, path, keys);
}

std::variant<keys_look, open_problem> look_at_keys(const std::string& path, const key_place& keys) {
    return look_with<keys_look>(read_keys_in, path, keys);
}

}  // namespace waymark
