#include "adapters/text_lines.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "adapters/plain_text.hpp"

namespace waymark {

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
