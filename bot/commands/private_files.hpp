// Files that hold what people wrote are for the user alone who runs Waymark, however the machine is set up.
#pragma once

#include <sys/stat.h>

namespace waymark {

/// From here on whatever this process creates can be read and written by its own user only.
inline void create_private_files() {
    (void)::umask(S_IRWXG | S_IRWXO);
}

}  // namespace waymark
