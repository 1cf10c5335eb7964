#include "storage/sqlite/schema.hpp"

#include <sqlite3.h>

#include <array>

#include "storage/sqlite/sealing_step.hpp"

namespace waymark {
namespace {

constexpr std::array steps{
    R"sql(
CREATE TABLE accepted(tenant TEXT NOT NULL, platform TEXT NOT NULL, dedupe_key TEXT NOT NULL, at_us INTEGER NOT NULL,
  PRIMARY KEY(tenant, platform, dedupe_key)) STRICT, WITHOUT ROWID;
CREATE INDEX accepted_age ON accepted(at_us);
CREATE TABLE inbox(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, received_us INTEGER NOT NULL,
  tries INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE quarantine(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, at_us INTEGER NOT NULL, tries INTEGER NOT NULL,
  reason TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE person(id TEXT PRIMARY KEY NOT NULL, tenant TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL)
  STRICT;
CREATE TABLE person_address(tenant TEXT NOT NULL, platform TEXT NOT NULL, user_id TEXT NOT NULL, person TEXT NOT NULL,
  PRIMARY KEY(tenant, platform, user_id)) STRICT, WITHOUT ROWID;
CREATE TABLE pair(id TEXT PRIMARY KEY NOT NULL, tenant TEXT NOT NULL, mentor TEXT NOT NULL, mentee TEXT NOT NULL,
  revision INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE answer(pair TEXT NOT NULL REFERENCES pair(id), conversation TEXT NOT NULL, step TEXT NOT NULL,
  author TEXT NOT NULL, seen_by INTEGER NOT NULL, opened INTEGER NOT NULL, at_us INTEGER NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY(pair, conversation, step, author)) STRICT, WITHOUT ROWID;
CREATE TABLE pair_log(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, about TEXT NOT NULL, event TEXT NOT NULL,
  detail TEXT NOT NULL, at_us INTEGER NOT NULL) STRICT;
CREATE INDEX pair_log_about ON pair_log(about, id);
CREATE TABLE timer(due_us INTEGER NOT NULL, key TEXT NOT NULL, owner_kind TEXT NOT NULL, owner TEXT NOT NULL,
  PRIMARY KEY(due_us, key)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, message_key TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
  platform TEXT NOT NULL, user_id TEXT NOT NULL, recipient TEXT NOT NULL, class INTEGER NOT NULL,
  rank INTEGER NOT NULL, state INTEGER NOT NULL, attempt INTEGER NOT NULL, not_before_us INTEGER NOT NULL,
  started_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, changes_key TEXT NOT NULL,
  resent INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX outbox_recipient ON outbox(recipient, id);
CREATE INDEX outbox_work ON outbox(state, rank, not_before_us, id);
CREATE TABLE delivery(message_key TEXT PRIMARY KEY, tenant TEXT NOT NULL, recipient TEXT NOT NULL,
  platform_ref TEXT NOT NULL, sent_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_age ON delivery(sent_us);
CREATE TABLE dead_letter(message_key TEXT PRIMARY KEY, tenant TEXT NOT NULL, recipient TEXT NOT NULL,
  reason TEXT NOT NULL, at_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE flow_version(name TEXT NOT NULL, version INTEGER NOT NULL, structure_hash TEXT NOT NULL,
  body TEXT NOT NULL, texts TEXT NOT NULL, published_us INTEGER NOT NULL, PRIMARY KEY(name, version)) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten(mark TEXT PRIMARY KEY, at_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql",
    R"sql(
ALTER TABLE delivery ADD COLUMN platform TEXT NOT NULL DEFAULT 'slack';
ALTER TABLE delivery ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
UPDATE delivery SET user_id = coalesce((SELECT a.user_id FROM person_address a
  WHERE a.person = delivery.recipient AND a.tenant = delivery.tenant AND a.platform = 'slack'), '');
CREATE TABLE note(tenant TEXT NOT NULL, platform TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL,
  expires_us INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(tenant, platform, user_id, name)) STRICT, WITHOUT ROWID;
CREATE INDEX note_age ON note(expires_us);
)sql",
    R"sql(
CREATE TABLE data_key(id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL UNIQUE, parent TEXT NOT NULL,
  wrapped BLOB NOT NULL) STRICT;
CREATE INDEX data_key_roots ON data_key(parent) WHERE parent >= 'master/' AND parent < 'master0';
DROP INDEX outbox_recipient;
DROP INDEX outbox_work;
DROP INDEX note_age;
ALTER TABLE inbox RENAME TO plain_inbox;
ALTER TABLE quarantine RENAME TO plain_quarantine;
ALTER TABLE answer RENAME TO plain_answer;
ALTER TABLE person RENAME TO plain_person;
ALTER TABLE pair RENAME TO plain_pair;
ALTER TABLE outbox RENAME TO plain_outbox;
ALTER TABLE note RENAME TO plain_note;
CREATE TABLE plain_sealed_fact(name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO plain_sealed_fact SELECT name, value FROM fact WHERE substr(name, 1, 10) = 'programme/';
DELETE FROM fact WHERE substr(name, 1, 10) = 'programme/';
CREATE TABLE inbox(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, received_us INTEGER NOT NULL,
  tries INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE quarantine(id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, at_us INTEGER NOT NULL, tries INTEGER NOT NULL,
  reason TEXT NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE person(id TEXT PRIMARY KEY NOT NULL, tenant TEXT NOT NULL, revision INTEGER NOT NULL, body BLOB NOT NULL)
  STRICT;
CREATE TABLE pair(id TEXT PRIMARY KEY NOT NULL, tenant TEXT NOT NULL, mentor TEXT NOT NULL, mentee TEXT NOT NULL,
  revision INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE answer(pair TEXT NOT NULL REFERENCES pair(id), conversation TEXT NOT NULL, step TEXT NOT NULL,
  author TEXT NOT NULL, seen_by INTEGER NOT NULL, opened INTEGER NOT NULL, at_us INTEGER NOT NULL,
  body BLOB NOT NULL, PRIMARY KEY(pair, conversation, step, author)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, message_key TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
  platform TEXT NOT NULL, user_id TEXT NOT NULL, recipient TEXT NOT NULL, class INTEGER NOT NULL,
  rank INTEGER NOT NULL, state INTEGER NOT NULL, attempt INTEGER NOT NULL, not_before_us INTEGER NOT NULL,
  started_us INTEGER NOT NULL, expires_us INTEGER NOT NULL, changes_key TEXT NOT NULL,
  resent INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX outbox_recipient ON outbox(recipient, id);
CREATE INDEX outbox_work ON outbox(state, rank, not_before_us, id);
CREATE TABLE note(tenant TEXT NOT NULL, platform TEXT NOT NULL, user_id TEXT NOT NULL, name TEXT NOT NULL,
  expires_us INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY(tenant, platform, user_id, name)) STRICT, WITHOUT ROWID;
CREATE INDEX note_age ON note(expires_us);
CREATE TABLE sealed_fact(name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
)sql"};

/// The step after which words are sealed, and what is left to do once they are.
constexpr int sealing_schema = 3;
constexpr auto after_sealing = R"sql(
DROP TABLE plain_answer;
DROP TABLE plain_pair;
DROP TABLE plain_person;
DROP TABLE plain_inbox;
DROP TABLE plain_quarantine;
DROP TABLE plain_outbox;
DROP TABLE plain_note;
DROP TABLE plain_sealed_fact;
)sql";

/// A fact that stands until no plain byte is left.
constexpr auto to_be_swept = "to_be_swept";

std::int64_t seal_all(SQLite::Database& at, sealing::data_keys& keys) {
    const auto sealed = sqlite::seal_plain_tables(at, keys);
    at.exec(after_sealing);
    if (sealed == 0) return 0;
    SQLite::Statement mark(at, "INSERT INTO fact(name, value) VALUES(?, '')");
    mark.bind(1, to_be_swept);
    mark.exec();
    return sealed;
}

}  // namespace

int newest_schema() {
    return static_cast<int>(steps.size());
}

int schema_of(SQLite::Database& at) {
    if (!at.tableExists("schema_version")) return 0;
    return at.execAndGet("SELECT coalesce(max(version), 0) FROM schema_version").getInt();
}

std::int64_t migrate(SQLite::Database& at, sealing::data_keys& keys, int last) {
    std::int64_t sealed = 0;
    at.exec("CREATE TABLE IF NOT EXISTS schema_version(version INTEGER PRIMARY KEY) STRICT");
    for (int version = schema_of(at) + 1; version <= last; ++version) {
        SQLite::Transaction whole(at, SQLite::TransactionBehavior::IMMEDIATE);
        at.exec(steps.at(static_cast<std::size_t>(version - 1)));
        if (version == sealing_schema) sealed = seal_all(at, keys);
        SQLite::Statement done(at, "INSERT INTO schema_version(version) VALUES(?)");
        done.bind(1, version);
        done.exec();
        whole.commit();
    }
    return sealed;
}

bool is_to_be_swept(SQLite::Database& at) {
    SQLite::Statement row(at, "SELECT 1 FROM fact WHERE name = ?");
    row.bind(1, to_be_swept);
    return row.executeStep();
}

void sweep(SQLite::Database& at) {
    const auto cut_log = [&] {
        SQLite::Statement done(at, "PRAGMA wal_checkpoint(TRUNCATE)");
        if (done.executeStep() && done.getColumn(0).getInt() != 0)
            throw SQLite::Exception("another program reads it", SQLITE_BUSY);
    };
    at.exec("PRAGMA temp_store = FILE");  // what is written there is sealed, and may be more than memory holds
    at.exec("VACUUM");
    at.exec("PRAGMA temp_store = MEMORY");
    cut_log();
    SQLite::Statement mark(at, "DELETE FROM fact WHERE name = ?");
    mark.bind(1, to_be_swept);
    mark.exec();
}

}  // namespace waymark
