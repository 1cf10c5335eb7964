#include <algorithm>

#include "storage/sqlite/sealed_rows.hpp"
#include "storage/sqlite/sqlite_parts.hpp"

namespace waymark::sqlite {
namespace {

const message_key* changes(const outbox_message& message) {
    const auto* content = std::get_if<settled>(&message.content);
    return content == nullptr ? nullptr : &content->message;
}

constexpr std::int64_t rank_awaited = 0, rank_nudge = 1;

/// Columns as WAYMARK_OUTBOX_ROW names them.
outbox_row read_row(sqlite_db& db, query& at) {
    outbox_row row;
    row.id = at.integer(0);
    row.message.key.text = at.text(1);
    row.message.at.tenant.text = at.text(2);
    row.message.at.platform = at.text(3);
    row.message.at.user = at.text(4);
    row.message.to.text = at.text(5);
    row.message.kind = static_cast<message_class>(at.integer(6));
    row.state = static_cast<send_state>(at.integer(7));
    row.attempt = static_cast<int>(at.integer(8));
    row.not_before = from_us(at.integer(9));
    row.send_started = from_us(at.integer(10));
    row.message.expires = from_us(at.integer(11));
    row.message.content = decode_content(open(db, place_of_outbox(at.view(1)), at.sealed(12)));
    row.awaited = at.integer(13) == rank_awaited;
    row.resent = at.integer(14) != 0;
    row.earlier_ref = at.text(15);
    return row;
}

}  // namespace

std::optional<outbox_row> add_outbox(sqlite_db& db, outbox_message message, instant now) {
    const auto owner = key_to(db, message.to, message.at);
    const auto body = seal(db, owner, place_of_outbox(message.key.text), encode_content(message.content));
    const auto* earlier = changes(message);
    const std::string earlier_key = earlier == nullptr ? std::string() : earlier->text;
    const auto id = db.next_outbox;
    const bool awaited = message.kind != message_class::nudge;
    const auto added =
        db.use_for_good(sql::add_outbox)
            .with(id, message.key.text, message.at.tenant.text, message.at.platform, message.at.user, message.to.text,
                  static_cast<std::int64_t>(message.kind), awaited ? rank_awaited : rank_nudge, to_us(now),
                  to_us(message.expires), earlier_key, body)
            .run();
    if (added == 0) return std::nullopt;
    ++db.next_outbox;
    // a nudge that this one must wait for is awaited as well
    if (awaited) db.use_for_good(sql::lift_nudges).with(message.to.text).run();
    outbox_row row;
    row.id = id;
    row.message = std::move(message);
    row.not_before = now;
    row.awaited = awaited;
    return row;
}

std::vector<outbox_row> sendable(sqlite_db& db, instant now, send_limit limit, const rows_in_hand& known) {
    std::vector<outbox_row> rows;
    const auto add = [&](std::int64_t rank, std::size_t most, const std::vector<std::int64_t>& left_out) {
        if (most == 0) return;
        auto found = db.use(sql::sendable);
        found.with(to_us(now), as_rows(most + left_out.size()), rank);
        for (std::size_t added = 0; added < most && found.next();) {
            if (std::ranges::binary_search(left_out, found.integer(0))) continue;
            rows.push_back(read_row(db, found));
            ++added;
        }
    };
    add(rank_awaited, limit.rows, known.awaited);
    add(rank_nudge, std::min(limit.nudges, limit.rows - rows.size()), known.nudges);
    return rows;
}

std::vector<outbox_row> begin_sends(sqlite_db& db, std::vector<outbox_row> rows, instant now) {
    std::erase_if(rows, [&](outbox_row& row) {
        if (db.use_for_good(sql::mark_sending).with(to_us(now), row.id).run() == 0) return true;
        row.state = send_state::sending;
        row.send_started = now;
        ++row.attempt;
        return false;
    });
    return rows;
}

std::vector<outbox_row> unknown_sends(sqlite_db& db, instant now, std::size_t limit) {
    std::vector<outbox_row> rows;
    auto found = db.use(sql::unknown_sends);
    found.with(to_us(now), as_rows(limit));
    while (found.next()) rows.push_back(read_row(db, found));
    return rows;
}

result<void> record_send(sqlite_db& db, std::int64_t outbox_id, const send_result& how, instant now) {
    together(db, [&] {
        for (const auto& one : how.notes) keep_note(db, one);
    });
    const auto ended = [&](int rows) -> result<void> {
        if (rows == 0) return make_error_code(store_errc::missing);
        return {};
    };
    const auto wait = [&](send_state state) {
        const auto as = static_cast<std::int64_t>(state);
        const auto rows =
            db.use_for_good(sql::reschedule).with(as, to_us(how.when), std::int64_t{how.resend}, outbox_id).run();
        if (const auto& to = how.elsewhere)
            db.use_for_good(sql::send_elsewhere).with(to->tenant.text, to->platform, to->user, outbox_id).run();
        return ended(rows);
    };
    switch (how.is) {
        case send_result::outcome::retry_at:
            return wait(send_state::pending);
        case send_result::outcome::unknown:
            return wait(send_state::unknown);
        case send_result::outcome::sent:
            db.use_for_good(sql::add_delivery).with(how.platform_ref, to_us(now), outbox_id).run();
            break;
        case send_result::outcome::dead:
            db.use_for_good(sql::add_dead).with(how.reason, to_us(now), outbox_id).run();
            break;
    }
    return ended(db.use_for_good(sql::drop_outbox).with(outbox_id).run());
}

void keep_note(sqlite_db& db, const platform_note& one) {
    const auto& at = one.about;
    if (one.body.empty()) {
        db.use_for_good(sql::drop_note).with(at.tenant.text, at.platform, at.user, one.name).run();
        return;
    }
    const auto body = seal(db, key_at(db, at), place_of_note(at, one.name), one.body);
    db.use_for_good(sql::put_note).with(at.tenant.text, at.platform, at.user, one.name, to_us(one.expires), body).run();
}

std::optional<instant> next_send(sqlite_db& db) {
    auto row = db.use(sql::next_send);
    row.with(to_us(never));
    if (!row.next() || row.integer(0) == to_us(never)) return std::nullopt;
    return from_us(row.integer(0));
}

std::vector<past_send> sends_since(sqlite_db& db, instant earliest, std::size_t limit) {
    std::vector<past_send> out;
    auto row = db.use(sql::sends_since);
    row.with(to_us(earliest), static_cast<std::int64_t>(limit));
    while (row.next()) out.push_back({{row.text(1), {row.text(0)}, row.text(2)}, from_us(row.integer(3))});
    std::ranges::reverse(out);
    return out;
}

}  // namespace waymark::sqlite
