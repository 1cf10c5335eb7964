#include <spdlog/spdlog.h>

#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"

namespace waymark::sqlite {

std::optional<std::string> read_fact(sqlite_db& db, const std::string& name) {
    const bool sealed = is_sealed_fact(name);
    auto row = db.use(sealed ? sql::read_sealed_fact : sql::read_fact);
    if (!row.with(name).next()) return std::nullopt;
    return sealed ? open(db, place_of_fact(name), row.sealed(0)) : row.text(0);
}

void put_fact(sqlite_db& db, const std::string& name, const std::string& value) {
    if (is_sealed_fact(name)) {
        const auto body = seal(db, key_of_no_workspace(), place_of_fact(name), value);
        db.use(sql::put_sealed_fact).with(name, body).run();
    } else {
        db.use(sql::put_fact).with(name, value).run();
    }
}

std::optional<std::string> read_note(sqlite_db& db, const address& about, const std::string& name, instant now) {
    auto row = db.use(sql::read_note);
    if (!row.with(about.tenant.text, about.platform, about.user, name, to_us(now)).next()) return std::nullopt;
    return open(db, place_of_note(about, name), row.sealed(0));
}

namespace {

/// A file that cannot be used is said once; what is known goes on being used.
void read_again(sqlite_db& db, const key_place& place) {
    const auto is = stamp_of(place);
    if (is == db.keys_read) return;
    db.keys_read = is;
    auto found = read_keys(place);
    if (const auto* problem = std::get_if<std::string>(&found)) {
        spdlog::error("{}. The keys that were read before are used on; put it right before the next start", *problem);
        return;
    }
    db.keys().use(std::move(std::get<sealing::master_keys>(found)));
}

}  // namespace

std::vector<key_change> renew_master_key(sqlite_db& db) {
    if (!db.place_of_keys()) return {};
    read_again(db, *db.place_of_keys());
    std::vector<key_change> out;
    for (const auto& [from, keys] : db.keys().wrap_roots_anew())
        out.push_back({from, db.keys().masters().first().id, keys});
    return out;
}

}  // namespace waymark::sqlite
