// Reads a flow or a translation file into plain structs. Everything wrong is reported in one pass.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/engine/flow.hpp"
#include "conversations/language/diagnostic.hpp"
#include "conversations/texts.hpp"

namespace waymark {

/// Reads and checks one flow by itself (everything but translations and published versions). Empty on syntax errors
/// that leave nothing to check; otherwise the flow as far as it could be read. Use it only when !any_error(problems).
[[nodiscard]] std::optional<flow> read_flow(std::string_view file, std::string_view source,
                                            std::vector<diagnostic>& problems);

struct translation {
    struct entry {
        std::string of;  ///< the base-language text it translates
        std::string text;
        mark at;       ///< of its key
        mark text_at;  ///< of the text
    };
    std::string language, flow;
    std::map<std::string, entry> entries;
};

/// Reads texts/<language>/<flow>.yaml.
[[nodiscard]] std::optional<translation> read_translation(std::string_view file, std::string_view source,
                                                          std::vector<diagnostic>& problems);

/// Holds a translation against its flow: F040 missing, F041 placeholders differ, F042 stale; and how it reads: F033,
/// F034.
void check_translation(std::string_view file, std::string_view source, const translation& texts, const flow& of,
                       std::vector<diagnostic>& problems);

/// Reads texts/<language>/bot.yaml: phrases by key, for bot_texts::add.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_phrases(std::string_view file,
                                                                             std::string_view source,
                                                                             std::vector<diagnostic>& problems);

/// What a flow says of others: F026 it starts conversations that there are, F027 its words are not taken by `texts`,
/// F028 nor by another flow.
void check_others(std::string_view file, std::string_view source, const flow& one, const flow_library& flows,
                  const bot_texts& texts, std::vector<diagnostic>& problems);

/// F050 when this version was published with another structure. An empty hash means it never was.
void check_published(std::string_view file, const flow& one, std::string_view published_hash,
                     std::vector<diagnostic>& problems);

/// Every translatable text of a flow, in file order.
[[nodiscard]] std::vector<const script_text*> texts_of(const flow& one);

/// Hash over everything but wording, marks and comments: lower-case hex. Equal hashes mean a running talk can go on.
[[nodiscard]] std::string structure_hash(const flow& one);

}  // namespace waymark
