#include "adapters/text_lines.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "adapters/plain_text.hpp"
#include "adapters/text_direction.hpp"

namespace waymark {

namespace {

constexpr auto isolate = "\u2068";
constexpr auto end_of_isolate = "\u2069";
constexpr std::size_t longest_isolated = 1'000;  // bytes; what is longer fills lines of its own, and may be split

/// Whichever way the bot's words are read in this line; where they are none ("Ann: We are there"), what is said last.
text_direction direction_of(const text_line& line) {
    auto last = text_direction::neither;
    for (const auto& run : line) {
        const auto one = waymark::direction_of(run.text);
        if (one == text_direction::neither) continue;
        if (!run.from_person) return one;
        last = one;
    }
    return line.size() > 1 ? last : text_direction::neither;
}

/// A name that is read the other way would carry the marks and numbers beside it along; at the beginning it would turn
/// the whole line around. Isolated it does neither, and platforms show nothing of that.
void isolate_words(text_line& line) {
    const auto own = direction_of(line);
    text_line out;
    for (auto& run : line) {
        const bool isolated = !out.empty() && out.back().text == isolate;  // lines that were made before
        const bool against =
            run.from_person && !isolated && run.text.size() <= longest_isolated && has_letters_against(run.text, own);
        if (against) out.push_back({isolate});
        out.push_back(std::move(run));
        if (against) out.push_back({end_of_isolate});
    }
    line = std::move(out);
}

}  // namespace

std::vector<text_line> lines_of(const std::vector<text_run>& text) {
    std::vector<text_line> lines(1);
    for (const auto& run : text) {
        std::string_view rest = run.text;
        for (;;) {
            const auto end = rest.find('\n');
            const auto part = rest.substr(0, end);
            auto shown = run.from_person ? harmless(part) : std::string(part);
            if (!shown.empty()) lines.back().push_back({std::move(shown), run.from_person});
            if (end == std::string_view::npos) break;
            lines.emplace_back();
            rest.remove_prefix(end + 1);
        }
    }
    for (auto& line : lines) isolate_words(line);
    return lines;
}

std::string numbered(const control& ask) {
    std::string out;
    for (std::size_t i = 0; i < ask.options.size(); ++i) {
        if (i > 0) out.append("\n");
        out.append(std::to_string(i + 1)).append(". ").append(ask.options[i].label);
    }
    return out;
}

}  // namespace waymark
