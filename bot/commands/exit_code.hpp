// What every command answers the shell with.
#pragma once

namespace waymark {

enum exit_code : int {
    exit_clean = 0,
    exit_errors = 1,        ///< it looked, and something is wrong
    exit_could_not_run = 2  ///< it could not look, or was used wrongly
};

}  // namespace waymark
