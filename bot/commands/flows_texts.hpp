// `waymark flows texts export` and `import`: a conversation's words to a translator and back.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace waymark {

/// A file to fill in goes to `out`; what is translated already is in it.
[[nodiscard]] int flows_texts_export(const std::string& flow, const std::string& language,
                                     const std::vector<std::string>& folders, std::ostream& out,
                                     std::ostream& complaints);

/// Checks a filled-in file and puts it into the last of `folders`, which is made if need be, as
/// texts/<language>/<flow>.yaml; without a folder it goes to `out`.
[[nodiscard]] int flows_texts_import(const std::string& file, const std::vector<std::string>& folders,
                                     std::ostream& out, std::ostream& complaints);

}  // namespace waymark
