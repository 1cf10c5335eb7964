// Every statement the SQLite store runs, in one place. Prepared once, the first time each is used.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "conversations/message.hpp"

namespace waymark::sql {

enum statement : std::size_t {
    begin,
    commit,
    rollback,
    savepoint,
    release,
    rollback_to,
    accept_key,
    add_inbox,
    claim_inbox,
    read_inbox,
    drop_inbox,
    add_quarantine,
    find_person,
    read_person,
    read_pair,
    read_answers,
    put_person,
    update_person,
    put_pair,
    update_pair,
    put_address,
    drop_address,
    put_answer,
    open_answer,
    drop_answer,
    add_log,
    read_log,
    drop_timer,
    put_timer,
    due_timers,
    next_due,
    add_outbox,
    lift_nudges,
    unsent_nudges,
    take_back,
    sendable,
    mark_sending,
    recover_outbox,
    wait_no_longer,
    begun_no_later,
    unknown_sends,
    reschedule,
    send_elsewhere,
    drop_outbox,
    add_delivery,
    add_dead,
    read_dead,
    platform_ref,
    next_send,
    sends_since,
    list_pairs,
    read_flows,
    put_flow,
    read_fact,
    put_fact,
    read_sealed_fact,
    put_sealed_fact,
    all_sealed_facts,
    drop_sealed_fact,
    read_note,
    put_note,
    drop_note,
    count_inbox,
    count_outbox,
    count_timers,
    count_dead,
    count_unknown,
    tidy_accepted,
    tidy_delivery,
    tidy_note,
    tidy_quarantine,
    tidy_history,
    tidy_dead,
    tidy_set_aside,
    list_people,
    others_than,
    drop_person,
    drop_addresses_of,
    drop_pair,
    drop_answers_of,
    drop_timers_of,
    refs_to,
    drop_deliveries_to,
    drop_deliveries_named,
    drop_dead_to,
    drop_dead_named,
    all_outbox,
    reword_outbox,
    all_inbox,
    all_quarantine,
    empty_quarantine,
    drop_accepted_naming,
    log_naming,
    reword_log,
    drop_fact_naming,
    all_notes,
    read_marks,
    add_mark,
    how_many
};

/// Columns of an outbox row, as read by `sendable` and `unknown_sends`; a change goes where its message went. `rank`: 0
/// is awaited, 1 a nudge. What may be sent is asked for rank by rank, so that nothing that waits for later is read.
#define WAYMARK_OUTBOX_ROW                                                                                      \
    "o.id, o.message_key, coalesce(d.tenant, o.tenant), coalesce(d.platform, o.platform), "                     \
    "coalesce(d.user_id, o.user_id), o.recipient, o.class, o.state, o.attempt, o.not_before_us, o.started_us, " \
    "o.expires_us, o.body, o.rank, o.resent, coalesce(d.platform_ref, '') "                                     \
    "FROM outbox o LEFT JOIN delivery d ON d.message_key = o.changes_key "

/// What of the same recipient must go first: whatever is in the air, and whatever is older unless it is a change (class
/// 2) that waits for later than `when`.
#define WAYMARK_BEFORE_IT(when)                                                      \
    "(SELECT 1 FROM outbox e WHERE e.recipient = o.recipient AND ((e.id > o.id AND " \
    "e.state <> 0) OR (e.id < o.id AND NOT (e.class = 2 AND e.state = 0 AND "        \
    "e.not_before_us > " when ")))) "

#define WAYMARK_NEXT_PENDING(rank)                                              \
    "SELECT o.not_before_us FROM outbox o WHERE o.state = 0 AND o.rank = " rank \
    " AND NOT EXISTS " WAYMARK_BEFORE_IT("o.not_before_us") "ORDER BY o.not_before_us, o.id LIMIT 1"

/// A key that begins with this id: "<pair>.<flow>…", "<person>/reply/…". "." and "/" stand next to each other, "0"
/// after.
#define WAYMARK_KEY_OF(id) "message_key >= " id " || '.' AND message_key < " id " || '0'"

constexpr std::array<const char*, how_many> texts{
    "BEGIN IMMEDIATE",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT inner_part",
    "RELEASE inner_part",
    "ROLLBACK TO inner_part",
    "INSERT INTO accepted(tenant, platform, dedupe_key, at_us) VALUES(?,?,?,?) ON CONFLICT DO NOTHING",
    "INSERT INTO inbox(id, tenant, received_us, tries, body) VALUES(?,?,?,0,?)",
    "UPDATE inbox SET tries = tries + 1 WHERE id IN (SELECT id FROM inbox WHERE id < ? ORDER BY id LIMIT ?) "
    "RETURNING id, tries, body, received_us",
    "SELECT tenant, tries, body FROM inbox WHERE id = ?",
    "DELETE FROM inbox WHERE id = ?",
    "INSERT INTO quarantine(id, tenant, at_us, tries, reason, body) VALUES(?,?,?,?,?,?)",
    "SELECT person FROM person_address WHERE tenant = ? AND platform = ? AND user_id = ?",
    "SELECT revision, body FROM person WHERE id = ?",
    "SELECT revision, body FROM pair WHERE id = ?",
    "SELECT opened, body, conversation, step, author FROM answer WHERE pair = ? "
    "ORDER BY at_us, conversation, step, author",
    "INSERT INTO person(id, tenant, revision, body) VALUES(?,?,1,?) ON CONFLICT(id) DO UPDATE SET "
    "tenant = excluded.tenant, revision = person.revision + 1, body = excluded.body",
    "UPDATE person SET revision = revision + 1, body = ? WHERE id = ? AND revision = ?",
    "INSERT INTO pair(id, tenant, mentor, mentee, revision, body) VALUES(?,?,?,?,1,?) ON CONFLICT(id) DO UPDATE SET "
    "tenant = excluded.tenant, mentor = excluded.mentor, mentee = excluded.mentee, revision = pair.revision + 1, "
    "body = excluded.body",
    "UPDATE pair SET revision = revision + 1, body = ? WHERE id = ? AND revision = ?",
    "INSERT INTO person_address(tenant, platform, user_id, person) VALUES(?,?,?,?) "
    "ON CONFLICT(tenant, platform, user_id) DO UPDATE SET person = excluded.person",
    "DELETE FROM person_address WHERE tenant = ? AND platform = ? AND user_id = ? AND person = ?",
    "INSERT INTO answer(pair, conversation, step, author, seen_by, opened, at_us, body) VALUES(?,?,?,?,?,?,?,?) "
    "ON CONFLICT(pair, conversation, step, author) DO UPDATE SET seen_by = excluded.seen_by, "
    "opened = excluded.opened, at_us = excluded.at_us, body = excluded.body",
    "UPDATE answer SET opened = 1 WHERE pair = ? AND conversation = ? AND step = ? AND author = ? AND opened = 0",
    "DELETE FROM answer WHERE pair = ? AND conversation = ? AND step = ? AND author = ?",
    "INSERT INTO pair_log(tenant, about, event, detail, at_us) VALUES(?,?,?,?,?)",
    "SELECT tenant, about, event, detail, at_us FROM pair_log WHERE about = ? ORDER BY id DESC LIMIT ?",
    "DELETE FROM timer WHERE due_us = ? AND key = ?",
    "INSERT INTO timer(due_us, key, owner_kind, owner) VALUES(?,?,?,?) ON CONFLICT DO NOTHING",
    "SELECT due_us, key, owner_kind, owner FROM timer WHERE due_us <= ? ORDER BY due_us, key LIMIT ?",
    "SELECT due_us FROM timer ORDER BY due_us, key LIMIT 1",
    "INSERT INTO outbox(id, message_key, tenant, platform, user_id, recipient, class, rank, state, attempt, "
    "not_before_us, started_us, expires_us, changes_key, resent, body) "
    "SELECT ?1,?2,?3,?4,?5,?6,?7,?8,0,0,?9,0,?10,?11,0,?12 "
    "WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_key = ?2) "
    "AND NOT EXISTS (SELECT 1 FROM dead_letter l WHERE l.message_key = ?2) ON CONFLICT DO NOTHING",
    "UPDATE outbox SET rank = 0 WHERE recipient = ? AND rank = 1",
    "SELECT message_key FROM outbox WHERE recipient = ? AND class = 1 AND +state = 0",  // + : by the recipient
    "DELETE FROM outbox WHERE message_key = ? AND class = 1 AND state = 0",
    "SELECT " WAYMARK_OUTBOX_ROW
    "WHERE o.state = 0 AND o.rank = ?3 AND o.not_before_us <= ?1 AND NOT EXISTS " WAYMARK_BEFORE_IT(
        "?1") "ORDER BY o.not_before_us, o.id LIMIT ?2",
    "UPDATE outbox SET state = 1, attempt = attempt + 1, started_us = ? WHERE id = ? AND state = 0",
    "UPDATE outbox SET state = 2, not_before_us = ? WHERE state = 1",
    "UPDATE outbox SET not_before_us = ? WHERE not_before_us > ?",
    "UPDATE outbox SET started_us = ? WHERE started_us > ?",
    "SELECT " WAYMARK_OUTBOX_ROW
    "WHERE o.state = 2 AND o.not_before_us <= ? ORDER BY o.rank, o.not_before_us, o.id LIMIT ?",
    "UPDATE outbox SET state = ?, not_before_us = ?, resent = max(resent, ?) WHERE id = ?",
    "UPDATE outbox SET tenant = ?1, platform = ?2, user_id = ?3 WHERE state = 0 AND class <> 2 "
    "AND recipient = (SELECT r.recipient FROM outbox r WHERE r.id = ?4) AND (tenant, platform, user_id) = "
    "(SELECT r.tenant, r.platform, r.user_id FROM outbox r WHERE r.id = ?4)",
    "DELETE FROM outbox WHERE id = ?",
    "INSERT INTO delivery(message_key, tenant, recipient, platform, user_id, platform_ref, sent_us) "
    "SELECT message_key, tenant, recipient, platform, user_id, ?, ? FROM outbox WHERE id = ? "
    "ON CONFLICT(message_key) DO NOTHING",
    "INSERT INTO dead_letter(message_key, tenant, recipient, reason, at_us) "
    "SELECT message_key, tenant, recipient, ?, ? FROM outbox WHERE id = ? ON CONFLICT(message_key) DO NOTHING",
    "SELECT message_key, recipient, reason, at_us FROM dead_letter ORDER BY at_us DESC, message_key LIMIT ?",
    "SELECT platform_ref FROM delivery WHERE message_key = ?",
    "SELECT min(coalesce((" WAYMARK_NEXT_PENDING("0") "), ?1), coalesce((" WAYMARK_NEXT_PENDING("1") "), ?1), "
    "coalesce((SELECT min(not_before_us) FROM outbox WHERE state = 2), ?1))",
    "SELECT tenant, platform, user_id, at_us FROM ("
    "SELECT tenant, platform, user_id, sent_us AS at_us FROM delivery WHERE sent_us >= ?1 UNION ALL "
    "SELECT tenant, platform, user_id, started_us FROM outbox WHERE state IN (1, 2) AND started_us >= ?1) "
    "ORDER BY at_us DESC, tenant DESC, platform DESC, user_id DESC LIMIT ?2",
    "SELECT id FROM pair WHERE id > ? ORDER BY id LIMIT ?",
    "SELECT name, version, structure_hash, body, texts FROM flow_version ORDER BY name, version",
    "INSERT INTO flow_version(name, version, structure_hash, body, texts, published_us) VALUES(?,?,?,?,?,?) "
    "ON CONFLICT(name, version) DO UPDATE SET structure_hash = excluded.structure_hash, body = excluded.body, "
    "texts = excluded.texts, published_us = excluded.published_us",
    "SELECT value FROM fact WHERE name = ?",
    "INSERT INTO fact(name, value) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
    "SELECT body FROM sealed_fact WHERE name = ?",
    "INSERT INTO sealed_fact(name, body) VALUES(?,?) ON CONFLICT(name) DO UPDATE SET body = excluded.body",
    "SELECT name, body FROM sealed_fact ORDER BY name",
    "DELETE FROM sealed_fact WHERE name = ?",
    "SELECT body FROM note WHERE tenant = ? AND platform = ? AND user_id = ? AND name = ? AND expires_us > ?",
    "INSERT INTO note(tenant, platform, user_id, name, expires_us, body) VALUES(?,?,?,?,?,?) "
    "ON CONFLICT(tenant, platform, user_id, name) DO UPDATE SET expires_us = excluded.expires_us, body = excluded.body",
    "DELETE FROM note WHERE tenant = ? AND platform = ? AND user_id = ? AND name = ?",
    "SELECT count(*) FROM inbox",
    "SELECT count(*) FROM outbox",
    "SELECT count(*) FROM timer",
    "SELECT (SELECT count(*) FROM dead_letter) + (SELECT count(*) FROM quarantine)",
    "SELECT count(*) FROM outbox WHERE state = 2",
    "DELETE FROM accepted WHERE (tenant, platform, dedupe_key) IN "
    "(SELECT tenant, platform, dedupe_key FROM accepted WHERE at_us < ? LIMIT ?)",
    "DELETE FROM delivery WHERE message_key IN (SELECT message_key FROM delivery WHERE sent_us < ? LIMIT ?)",
    "DELETE FROM note WHERE (tenant, platform, user_id, name) IN "
    "(SELECT tenant, platform, user_id, name FROM note WHERE expires_us < ? LIMIT ?)",
    "UPDATE quarantine SET body = x'' WHERE id IN (SELECT id FROM quarantine WHERE at_us < ? AND length(body) > 0 LIMIT ?)",
    // lines are written in the order of time: the oldest few say whether there is anything to do
    "DELETE FROM pair_log WHERE id IN (SELECT id FROM (SELECT id, at_us FROM pair_log ORDER BY id LIMIT ?2) "
    "WHERE at_us < ?1)",
    "DELETE FROM dead_letter WHERE message_key IN (SELECT message_key FROM dead_letter WHERE at_us < ? LIMIT ?)",
    "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE at_us < ? LIMIT ?)",
    "SELECT id FROM person ORDER BY id",
    "SELECT id, body FROM person WHERE id <> ?",
    "DELETE FROM person WHERE id = ?",
    "DELETE FROM person_address WHERE person = ?",
    "DELETE FROM pair WHERE id = ?",
    "DELETE FROM answer WHERE pair = ?",
    "DELETE FROM timer WHERE owner_kind = ? AND owner = ?",
    "SELECT platform_ref FROM delivery WHERE recipient = ?",
    "DELETE FROM delivery WHERE recipient = ?",
    "DELETE FROM delivery WHERE " WAYMARK_KEY_OF("?1"),
    "DELETE FROM dead_letter WHERE recipient = ?",
    "DELETE FROM dead_letter WHERE " WAYMARK_KEY_OF("?1"),
    "SELECT id, message_key, recipient, body, tenant, platform FROM outbox",
    "UPDATE outbox SET changes_key = ?, body = ? WHERE id = ?",
    "SELECT id, body FROM inbox",
    "SELECT id, body FROM quarantine WHERE length(body) > 0",
    "UPDATE quarantine SET body = x'' WHERE id = ?",
    "DELETE FROM accepted WHERE instr('/' || dedupe_key || '/', '/' || ? || '/') > 0",
    "SELECT id, tenant, about, event, detail, at_us FROM pair_log WHERE instr(about, ?1) > 0 OR instr(detail, ?1) > 0",
    "UPDATE pair_log SET about = ?, detail = ? WHERE id = ?",
    "DELETE FROM fact WHERE instr('/' || name || '/', '/' || ? || '/') > 0",
    "SELECT tenant, platform, user_id, name, body FROM note",
    "SELECT mark, at_us FROM forgotten ORDER BY at_us, mark",
    "INSERT INTO forgotten(mark, at_us) VALUES(?,?) ON CONFLICT DO NOTHING",
};
#undef WAYMARK_OUTBOX_ROW
#undef WAYMARK_BEFORE_IT
#undef WAYMARK_NEXT_PENDING
#undef WAYMARK_KEY_OF

static_assert(static_cast<int>(message_class::nudge) == 1);
static_assert(static_cast<int>(message_class::update) == 2);

/// Whether it changes rows.
[[nodiscard]] constexpr bool writes(statement which) {
    const std::string_view text = texts.at(which);
    return text.starts_with("INSERT") || text.starts_with("UPDATE") || text.starts_with("DELETE");
}

}  // namespace waymark::sql
