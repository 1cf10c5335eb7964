// Any bytes as a flow, a translation or the bot's own words: read or refused, every problem can be shown, and what was
// read can be shown, drawn, hashed and translated.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "conversations/language/flow_reader.hpp"
#include "conversations/language/flow_show.hpp"

namespace {

using namespace waymark;

void show_all(const std::vector<diagnostic>& problems, std::string_view source) {
    for (const auto& one : problems)
        if (one.code.size() != 4 || show(one, source).empty()) std::abort();
    if (show_json(problems).empty() || show_sarif(problems).empty()) std::abort();
}

/// A sound flow's texts go to a translator and come back.
void keep_texts(const flow& one) {
    std::vector<diagnostic> problems;
    const auto back = read_translation("back.yaml", export_texts(one, "xx", nullptr), problems);
    if (!back || any_error(problems)) std::abort();
    check_translation("back.yaml", {}, *back, one, problems);
    if (any_error(problems)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    std::vector<diagnostic> problems;
    const auto one = read_flow("a.yaml", source, problems);
    show_all(problems, source);
    if (one && !any_error(problems)) {
        if (show_flow(*one).empty() || graph_flow(*one).empty() || one->structure_hash.empty()) std::abort();
        keep_texts(*one);
    }
    problems.clear();
    const auto texts = read_translation("b.yaml", source, problems);
    if (one && texts) check_translation("b.yaml", source, *texts, *one, problems);
    show_all(problems, source);
    problems.clear();
    (void)read_phrases("c.yaml", source, problems);
    show_all(problems, source);
    return 0;
}
