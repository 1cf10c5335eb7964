// Files as one zip archive. The same files give the same bytes: no time, no owner, and nothing is compressed, so that
// no version of a library has a say.
#pragma once

#include <string>
#include <vector>

namespace waymark {

struct archived_file {
    std::string name, bytes;
};

/// Throws std::runtime_error when there is no memory for it.
[[nodiscard]] std::string zip_archive_of(const std::vector<archived_file>& files);

}  // namespace waymark
