// What an admin has put on hold: everything, programmes, pairs, people. A small file beside the database says so; the
// running service looks at it, and so does the next one. A plain file works whatever else does not.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>

#include "conversations/ids.hpp"
#include "storage/store.hpp"

namespace waymark {

struct holds {
    std::optional<instant> everything;  ///< since when
    std::map<std::string, instant> programmes, pairs, people;
    friend bool operator==(const holds&, const holds&) = default;

    [[nodiscard]] bool nothing() const { return *this == holds{}; }
};

/// "<database>.holds"
[[nodiscard]] std::string holds_file(const std::string& database);
/// What the file says; nothing is on hold when there is none. Words about what is wrong when it cannot be understood:
/// then nobody knows what is on hold.
[[nodiscard]] std::variant<holds, std::string> read_holds(const std::string& file);
/// As the file has it.
[[nodiscard]] std::string holds_text(const holds& all);
[[nodiscard]] std::optional<holds> holds_from_text(const std::string& text);
/// In one step, on the disk when this returns. Words when it cannot be written.
[[nodiscard]] std::string write_holds(const std::string& file, const holds& all);

/// The pair whose talk a message belongs to; empty for the bot's own replies and lines to contacts.
[[nodiscard]] pair_id pair_of(const message_key& message);

/// A reply that was held for so long would be out of place.
constexpr auto replies_keep = std::chrono::hours(4);
/// Why the message must not go at `now`, if so: it waits, or is too old to be said afterwards. `of_programmes`: the
/// pairs of programmes on hold, with the programmes.
[[nodiscard]] std::optional<send_result> held_back_by(const holds& all,
                                                      const std::map<pair_id, std::string>& of_programmes,
                                                      const outbox_row& row, instant now);

}  // namespace waymark
