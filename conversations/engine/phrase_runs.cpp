#include "conversations/engine/phrase_runs.hpp"

namespace waymark {
namespace {

// A phrase comes back as one text. What filled its places stands between these two, which are never part of a text:
// they are taken out of everything that is filled in.
constexpr char begins = '\x02';
constexpr char ends = '\x03';

std::string fenced(const text_run& run) {
    std::string inside = run.text;
    std::erase_if(inside, [](char c) { return c == begins || c == ends; });
    if (inside.empty() || !run.from_person) return inside;
    return begins + inside + ends;
}

std::vector<text_run> without_fences(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    std::vector<text_run> out;
    bool inside = false;
    while (!text.empty()) {
        const auto end = text.find(inside ? ends : begins);
        if (const auto part = text.substr(0, end); !part.empty()) out.push_back({std::string(part), inside});
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
        inside = !inside;
    }
    return out;
}

}  // namespace

std::vector<text_run> phrase_runs(const bot_texts& texts, std::string_view language, std::string_view key,
                                  const std::map<std::string, text_run>& with) {
    std::map<std::string, std::string> values;
    for (const auto& [name, run] : with) values.emplace(name, fenced(run));
    return without_fences(texts.say(language, key, values));
}

}  // namespace waymark
