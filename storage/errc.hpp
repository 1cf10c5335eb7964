// Everything a store can answer besides success.
#pragma once

#include <boost/system/error_code.hpp>
#include <string>

namespace waymark {

enum class store_errc {
    unavailable = 1,   ///< could not commit now; the same call may work later
    disk_full,         ///< no space; works again when there is space
    locked_elsewhere,  ///< another process holds this database
    newer_schema,      ///< written by a newer Waymark
    damaged,           ///< the file is not a healthy database
    moved_on,          ///< the rows changed between reading and writing, more often than we retry
    missing,           ///< no such row
    misuse,            ///< a call that cannot be right: a bug
    no_ledger,         ///< the file that says who was forgotten cannot be written, so nobody is forgotten
    no_key,            ///< a master key that opens what is stored is not where it should be
    unreadable         ///< a stored value does not open with its key: it was changed, or its key is gone
};

[[nodiscard]] const boost::system::error_category& store_category();
[[nodiscard]] inline boost::system::error_code make_error_code(store_errc e) {
    return {static_cast<int>(e), store_category()};
}
/// The database could not do its part just now; nothing was wrong with what it was asked.
[[nodiscard]] bool is_trouble(const boost::system::error_code& ec);

}  // namespace waymark

template <>
struct boost::system::is_error_code_enum<waymark::store_errc> : std::true_type {};
