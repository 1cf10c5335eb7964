// Loads and checks everything authored: the shipped files, an installation's own folders on top of them, the versions
// that running talks are pinned to. What is wrong is listed in one pass.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conversations/language/diagnostic.hpp"
#include "conversations/turn.hpp"
#include "storage/store.hpp"

namespace waymark {

/// One authored file. A folder's file of the same name takes the place of a shipped one.
struct script_source {
    std::string name;   ///< "flows/closing.yaml"
    std::string shown;  ///< the path as the author knows it, for diagnostics
    std::string text;
};

struct read_flow_file : flow_body {
    std::string file;  ///< as in its diagnostics
};

struct loaded_scripts {
    script_book book;
    std::vector<read_flow_file> flows;  ///< what was read, to be published
    std::vector<diagnostic> problems;
    std::map<std::string, std::string> sources;        ///< by diagnostic::file
    std::map<programme_id, script_source> programmes;  ///< what the programmes of the book were read from

    /// Every problem with its line and caret.
    [[nodiscard]] std::string report() const;
};

/// The shipped files with those of `folders` (each with flows/, texts/<language>/, programmes/) on top. A folder that
/// cannot be read is a problem (C014).
[[nodiscard]] std::vector<script_source> gather_scripts(const std::vector<std::string>& folders,
                                                        std::vector<diagnostic>& problems);

/// Reads and checks flows, translations and the bot's own words.
[[nodiscard]] loaded_scripts load_scripts(const std::vector<script_source>& files);

/// Reads and checks programme files against the loaded flows and each other; what is wrong joins `into.problems`.
void load_programmes(const std::vector<script_source>& files, loaded_scripts& into);

/// Holds the loaded flows against the published ones: a changed structure under a published version is F050; what is
/// new is published; published versions that no file holds any more are added to the book, for talks that still run.
[[nodiscard]] result<void> publish(store& at, loaded_scripts& scripts, instant now);

}  // namespace waymark
