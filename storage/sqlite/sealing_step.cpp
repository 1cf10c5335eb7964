#include "storage/sqlite/sealing_step.hpp"

#include <algorithm>

#include "conversations/engine/pair_state.hpp"
#include "conversations/message.hpp"
#include "storage/sqlite/sealed_columns.hpp"

namespace waymark::sqlite {
namespace {

using row_texts = std::vector<std::string>;

/// The key of whoever is known there, else the workspace's.
std::string key_at(SQLite::Database& at, sealing::data_keys& keys, const address& account) {
    SQLite::Statement row(at, "SELECT person FROM person_address WHERE tenant = ? AND platform = ? AND user_id = ?");
    row.bind(1, account.tenant.text);
    row.bind(2, account.platform);
    row.bind(3, account.user);
    if (row.executeStep())
        if (auto theirs = key_of(person_id{row.getColumn(0).getString()}); keys.has(theirs)) return theirs;
    auto out = key_of_workspace(account);
    keys.ensure_root(out);
    return out;
}

std::string key_of_event(SQLite::Database& at, sealing::data_keys& keys, const std::string& body) {
    try {
        return key_at(at, keys, decode_inbound(body).from);
    } catch (const std::invalid_argument&) {
        return key_of_no_workspace();  // nobody can tell whose it is
    }
}

/// People come before what is theirs: in the order of `sealed_tables`, but for events.
std::string owner_of(SQLite::Database& at, sealing::data_keys& keys, std::string_view table, const row_texts& row,
                     const std::string& body) {
    if (table == "inbox" || table == "quarantine") return key_of_event(at, keys, body);
    if (table == "person") {
        const auto person = person_from_text(body);
        keys.ensure(key_of(person.id), workspace_of(person));
        return key_of(person.id);
    }
    if (table == "pair") {
        const auto of_mentor = keys.parent_of(key_of(person_id{row.at(2)}));
        const auto out = key_of(pair_id{row.at(0)});
        keys.ensure(out, of_mentor.empty() ? key_of_no_workspace() : of_mentor);
        return out;
    }
    if (table == "answer") {
        auto of_author = key_of(person_id{row.at(3)});
        return keys.has(of_author) ? of_author : key_of(pair_id{row.at(0)});
    }
    if (table == "outbox") {
        auto of_recipient = key_of(person_id{row.at(5)});
        if (keys.has(of_recipient)) return of_recipient;
        auto out = key_of_workspace({row.at(3), {row.at(2)}, {}});
        keys.ensure_root(out);
        return out;
    }
    if (table == "note") return key_at(at, keys, {row.at(1), {row.at(0)}, row.at(2)});
    return key_of_no_workspace();
}

std::int64_t seal_table(SQLite::Database& at, sealing::data_keys& keys, const sealed_table& table) {
    const std::string others = table.others;
    const auto columns = static_cast<int>(std::ranges::count(others, ',') + 1);
    std::string marks = "?";
    for (int i = 0; i < columns; ++i) marks += ",?";
    SQLite::Statement from(at, "SELECT " + others + ", body FROM plain_" + table.name);
    SQLite::Statement into(at,
                           std::string("INSERT INTO ") + table.name + "(" + others + ", body) VALUES(" + marks + ")");
    std::int64_t out = 0;
    while (from.executeStep()) {
        row_texts row;
        for (int i = 0; i < columns; ++i) {
            row.push_back(from.getColumn(i).getString());
            if (from.getColumn(i).isInteger())
                into.bind(i + 1, from.getColumn(i).getInt64());
            else
                into.bind(i + 1, row.back());
        }
        const auto body = from.getColumn(columns).getString();
        std::string sealed;  // the words of an event set aside may have been emptied
        if (!body.empty()) sealed = keys.seal(owner_of(at, keys, table.name, row, body), place_in(table, row), body);
        into.bind(columns + 1, sealed.data(), static_cast<int>(sealed.size()));
        into.exec();
        into.reset();
        ++out;
    }
    return out;
}

}  // namespace

std::int64_t seal_plain_tables(SQLite::Database& at, sealing::data_keys& keys) {
    keys.ensure_root(key_of_no_workspace());
    std::int64_t out = 0;
    for (const bool events : {false, true})
        for (const auto& table : sealed_tables) {
            const std::string_view name = table.name;
            if ((name == "inbox" || name == "quarantine") == events) out += seal_table(at, keys, table);
        }
    return out;
}

}  // namespace waymark::sqlite
