#include "storage/ledger.hpp"
#include "storage/sqlite/sqlite_parts.hpp"
#include "storage/sqlite/sqlite_store.hpp"

namespace waymark {
namespace {

opened_store opened(std::unique_ptr<sqlite_db> db, std::optional<sqlite_db::problem> problem, ledger forgotten = {}) {
    opened_store out;
    if (problem) {
        out.problem = {problem->code, std::move(problem->words)};
        return out;
    }
    out.said = db->said();
    out.at = sqlite::create_store(std::move(db), std::move(forgotten));
    return out;
}

}  // namespace

opened_store open_sqlite(const std::string& path, const key_place& keys) {
    auto db = std::make_unique<sqlite_db>();
    auto problem = db->open(path, keys);
    ledger forgotten;
    if (auto words = problem ? "" : forgotten.open(ledger::path_for(path)); !words.empty())
        problem = {store_errc::damaged, std::move(words)};
    return opened(std::move(db), std::move(problem), std::move(forgotten));
}

opened_store open_sqlite_in_memory() {
    auto db = std::make_unique<sqlite_db>();
    auto problem = db->open_in_memory();
    return opened(std::move(db), std::move(problem));
}

opened_store open_sqlite_copy(const std::string& path, const key_place& keys) {
    auto db = std::make_unique<sqlite_db>();
    auto problem = db->open_copy_of(path, keys);
    ledger beside, forgotten;  // the copy's own one has no file
    if (auto words = problem ? "" : beside.open(ledger::path_for(path)); !words.empty())
        problem = {store_errc::damaged, std::move(words)};
    for (const auto& mark : beside.all()) (void)forgotten.add(mark);  // cannot fail without a file
    return opened(std::move(db), std::move(problem), std::move(forgotten));
}

}  // namespace waymark
