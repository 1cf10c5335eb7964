// Who was forgotten, without saying who: a file beside the database that outlives it. When an older backup is brought
// back, it says who must be taken out of it again. One line each, appended and synced before the rows are deleted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/ids.hpp"
#include "conversations/time.hpp"

namespace waymark {

/// A keyed hash of an id. Each has a key of its own, so that two of them, or those of two installations, cannot be
/// compared; whoever has it can find out whether it belongs to an id they know, and nothing else.
struct forgotten_mark {
    std::string text;  ///< "<key>.<hash>", in hexadecimal digits
    instant at;
    friend bool operator==(const forgotten_mark&, const forgotten_mark&) = default;
};

[[nodiscard]] forgotten_mark mark_of(const person_id& who, instant at);
[[nodiscard]] bool is_mark_of(const forgotten_mark& mark, const person_id& who);
[[nodiscard]] bool any_mark_of(const std::vector<forgotten_mark>& marks, const person_id& who);
/// An id made of this text and the mark's key: the same each time, and nothing that says what it was made of.
[[nodiscard]] std::string pseudonym(const forgotten_mark& mark, std::string_view of);

/// Without open(), it ends with the process.
class ledger {
  public:
    /// "<database>.forgotten"
    [[nodiscard]] static std::string path_for(const std::string& database);

    /// Reads the file, if there is one. A last line that was not written to its end does not count. Empty when fine.
    [[nodiscard]] std::string open(const std::string& path);
    /// On the disk when this returns true.
    [[nodiscard]] bool add(const forgotten_mark& mark);
    [[nodiscard]] const std::vector<forgotten_mark>& all() const { return marks_; }

  private:
    std::string path_;
    std::vector<forgotten_mark> marks_;
    std::int64_t sound_ = 0;  ///< bytes of the file that are whole lines
};

}  // namespace waymark
