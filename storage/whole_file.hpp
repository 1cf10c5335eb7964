// A small file beside the database that is written as a whole: there is the old one or the new one, never half of it.
#pragma once

#include <string>
#include <string_view>

namespace waymark {

/// On the disk when this returns true. For root in somebody else's folder it is that owner's, as the service must read
/// it.
[[nodiscard]] bool write_whole_file(const std::string& path, std::string_view text);

/// A file that is new is found again after a power cut only when its folder is synced as well.
void sync_folder_of(const std::string& path);

}  // namespace waymark
