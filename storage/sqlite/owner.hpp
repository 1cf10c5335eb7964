// A database that root makes for a service (an import before its first start, a restore) is to be the service's own.
#pragma once

#include <string>

namespace waymark {

/// For root, in a folder of somebody else: makes this file, empty and the folder's owner's, when there is none. Else it
/// does nothing, and whoever opens the file makes it. What SQLite puts beside a database belongs to whom that belongs.
void create_for_owner_of_folder(const std::string& path);

/// The folder that holds this file.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace waymark
