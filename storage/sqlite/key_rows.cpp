#include "storage/sqlite/key_rows.hpp"

namespace waymark::sqlite {
namespace {

// "/" and "0" stand next to each other; the same condition as of the index of the few that a master key wraps
constexpr std::array texts{
    "SELECT id, owner, parent, wrapped FROM data_key WHERE id = ?",
    "SELECT id, owner, parent, wrapped FROM data_key WHERE owner = ?",
    "SELECT id, owner, parent, wrapped FROM data_key WHERE parent >= 'master/' AND parent < 'master0' ORDER BY id",
    "INSERT INTO data_key(owner, parent, wrapped) VALUES(?,?,?)",
    "UPDATE data_key SET parent = ?, wrapped = ? WHERE id = ?",
    "DELETE FROM data_key WHERE owner = ?",
};

/// Ends the use of a statement, so that no read of it stays open.
struct freed {
    SQLite::Statement& of;
    ~freed() { (void)of.tryReset(); }
};

sealing::key_row row_at(SQLite::Statement& at) {
    const auto wrapped = at.getColumn(3);
    return {at.getColumn(0).getInt64(),
            at.getColumn(1).getString(),
            at.getColumn(2).getString(),
            {static_cast<const char*>(wrapped.getBlob()), static_cast<std::size_t>(wrapped.getBytes())}};
}

void bind_bytes(SQLite::Statement& at, int place, const std::string& bytes) {
    at.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

SQLite::Statement& key_rows::prepared(statement which) {
    auto& slot = statements_.at(which);
    if (!slot) slot = std::make_unique<SQLite::Statement>(at_, texts.at(which));
    return *slot;
}

std::optional<sealing::key_row> key_rows::numbered(std::int64_t number) {
    auto& row = prepared(by_number);
    const freed after{row};
    row.bind(1, number);
    return row.executeStep() ? std::optional(row_at(row)) : std::nullopt;
}

std::optional<sealing::key_row> key_rows::of(const std::string& owner) {
    auto& row = prepared(by_owner);
    const freed after{row};
    row.bind(1, owner);
    return row.executeStep() ? std::optional(row_at(row)) : std::nullopt;
}

std::vector<sealing::key_row> key_rows::roots() {
    std::vector<sealing::key_row> out;
    auto& rows = prepared(all_roots);
    const freed after{rows};
    while (rows.executeStep()) out.push_back(row_at(rows));
    return out;
}

std::int64_t key_rows::add(const sealing::key_row& row) {
    auto& into = prepared(insertion);
    const freed after{into};
    into.bind(1, row.owner);
    into.bind(2, row.parent);
    bind_bytes(into, 3, row.wrapped);
    into.exec();
    return at_.getLastInsertRowid();
}

void key_rows::wrap_anew(const sealing::key_row& row) {
    auto& into = prepared(rewrapping);
    const freed after{into};
    into.bind(1, row.parent);
    bind_bytes(into, 2, row.wrapped);
    into.bind(3, row.number);
    into.exec();
}

void key_rows::remove(const std::string& owner) {
    auto& from = prepared(removal);
    const freed after{from};
    from.bind(1, owner);
    from.exec();
}

}  // namespace waymark::sqlite
