// The store on an SQLite file: WAL, a full sync with every commit, one process at a time. FORMAT.md says what is in it.
#pragma once

#include <memory>
#include <string>

#include "storage/key_place.hpp"
#include "storage/store.hpp"

namespace waymark {

struct open_problem {
    store_errc code = store_errc::unavailable;
    std::string words;  ///< for the person who started the program: what is in the way, and what to do
};

struct opened_store {
    std::unique_ptr<store> at;  ///< null when it could not be opened
    open_problem problem;
    std::vector<std::string> said{};  ///< what has happened on opening and somebody should know, such as a new key
};

/// Opens or creates the database at `path`, and brings an older one up to date. `keys`: where its master keys stand; a
/// database that has none yet gets one there.
[[nodiscard]] opened_store open_sqlite(const std::string& path, const key_place& keys = {});
/// The same store without a file: nothing is locked, nothing reaches a disk, and all of it ends with the store. For
/// rehearsals, where a crash loses nothing that anybody wanted.
[[nodiscard]] opened_store open_sqlite_in_memory();
/// A copy in memory of the database at `path`, to try out on it what would happen. Only reads there, also while Waymark
/// runs; nothing that is done to the copy is seen anywhere else.
[[nodiscard]] opened_store open_sqlite_copy(const std::string& path, const key_place& keys = {});

}  // namespace waymark
