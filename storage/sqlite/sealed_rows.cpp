#include "storage/sqlite/sealed_rows.hpp"

namespace waymark::sqlite {
namespace {

std::string ensured_workspace(sqlite_db& db, const address& account) {
    auto out = key_of_workspace(account);
    db.keys().ensure_root(out);
    return out;
}

}  // namespace

sealed_bytes seal(sqlite_db& db, const std::string& owner, const std::string& place, const std::string& text) {
    return {db.keys().seal(owner, place, text)};
}

std::string open(sqlite_db& db, const std::string& place, std::string_view sealed) {
    return db.keys().open(place, sealed);
}

std::string key_at(sqlite_db& db, const address& account) {
    std::string theirs;
    {
        auto row = db.use(sql::find_person);
        if (row.with(account.tenant.text, account.platform, account.user).next())
            theirs = key_of(person_id{row.text(0)});
    }
    return !theirs.empty() && db.keys().has(theirs) ? theirs : ensured_workspace(db, account);
}

std::string key_of_event(sqlite_db& db, const std::string& event) {
    try {
        return key_at(db, decode_inbound(event).from);
    } catch (const std::invalid_argument&) {
        return key_of_no_workspace();  // nobody can tell whose it is
    }
}

std::string key_to(sqlite_db& db, const person_id& whom, const address& there) {
    auto theirs = key_of(whom);
    return db.keys().has(theirs) ? theirs : ensured_workspace(db, there);
}

std::string key_of_answer(sqlite_db& db, const pair_id& pair, const person_id& author) {
    auto theirs = key_of(author);
    return db.keys().has(theirs) ? theirs : key_of(pair);
}

void ensure_key_of(sqlite_db& db, const person_state& person) {
    db.keys().ensure(key_of(person.id), workspace_of(person));
}

void ensure_key_of(sqlite_db& db, const pair_id& which, const person_id& mentor) {
    if (db.keys().has(key_of(which))) return;
    const auto of_mentor = db.keys().parent_of(key_of(mentor));
    db.keys().ensure(key_of(which), of_mentor.empty() ? key_of_no_workspace() : of_mentor);
}

}  // namespace waymark::sqlite
