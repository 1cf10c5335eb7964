#include <algorithm>

#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"

namespace waymark::sqlite {

result<bool> accept(sqlite_db& db, const inbound_event& event, instant now) {
    const auto& from = event.from;
    // sealed before anything is written: an act that was taken in without its event would be lost
    const auto body = seal(db, key_at(db, from), place_of_inbox(db.next_inbox), encode_inbound(event));
    auto key = db.use_for_good(sql::accept_key);
    if (key.with(from.tenant.text, from.platform, event.key, to_us(now)).run() == 0) return false;
    db.use_for_good(sql::add_inbox).with(db.next_inbox, from.tenant.text, to_us(now), body).run();
    ++db.next_inbox;
    return true;
}

result<std::vector<inbox_row>> claim_inbox(sqlite_db& db, std::size_t limit, instant now) {
    std::vector<inbox_row> out;
    std::vector<std::int64_t> unreadable;
    {
        auto rows = db.use_for_good(sql::claim_inbox);
        rows.with(db.committed_inbox, as_rows(limit));
        while (rows.next()) {
            inbox_row row;
            row.id = rows.integer(0);
            row.tries = static_cast<int>(rows.integer(1));
            row.accepted = from_us(rows.integer(3));
            try {
                row.event = decode_inbound(open(db, place_of_inbox(row.id), rows.sealed(2)));
                out.push_back(std::move(row));
            } catch (const std::invalid_argument&) {
                unreadable.push_back(row.id);
            } catch (const sealing::problem& what) {
                db.say(what);
                unreadable.push_back(row.id);
            }
        }
    }
    for (const auto id : unreadable) (void)set_aside(db, id, "unreadable", now);  // it was there a line ago
    std::ranges::sort(out, {}, &inbox_row::id);
    return out;
}

result<void> set_aside(sqlite_db& db, std::int64_t id, const std::string& reason, instant now) {
    std::string tenant;
    sealed_bytes body;  // of what does not open, nothing is kept
    std::int64_t tries = 0;
    {
        auto row = db.use(sql::read_inbox);
        if (!row.with(id).next()) return make_error_code(store_errc::missing);
        tenant = row.text(0);
        tries = row.integer(1);
        try {
            const auto event = open(db, place_of_inbox(id), row.sealed(2));
            body = seal(db, key_of_event(db, event), place_of_quarantine(id), event);
        } catch (const sealing::problem& what) {
            db.say(what);
        }
    }
    db.use(sql::add_quarantine).with(id, tenant, to_us(now), tries, reason, body).run();
    db.use(sql::drop_inbox).with(id).run();
    return {};
}

}  // namespace waymark::sqlite
