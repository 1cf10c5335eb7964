#include "adapters/teams/encode.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/plain_text.hpp"
#include "adapters/teams/card.hpp"
#include "adapters/text_lines.hpp"

namespace waymark::teams {
namespace {

using nlohmann::json;

// Bytes. Teams documents about 100 KB for a message, older pages 28 KB: all of them are satisfied.
constexpr std::size_t plain_bytes = 12'000;    // quotes and line ends weigh twice as JSON
constexpr std::size_t card_bytes = 5'000;      // its words stand there three times: to see, to hear, for old clients
constexpr std::size_t message_bytes = 25'000;  // as JSON, in which quotes and short lines weigh more than they read
constexpr std::size_t summary_bytes = 300;

std::string_view beginning(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (text[bytes] & 0xC0) == 0x80) --bytes;  // not inside a character
    return text.substr(0, bytes);
}

json plain_activity(const parties& between, std::string text) {
    auto out = activity_between(between);
    out["textFormat"] = "plain";
    out["text"] = std::move(text);
    return out;
}

json card_activity(const parties& between, json content, const std::string& spoken) {
    auto out = activity_between(between);
    out["summary"] = harmless(beginning(spoken, summary_bytes));
    json attachment;
    attachment["contentType"] = "application/vnd.microsoft.card.adaptive";
    attachment["content"] = std::move(content);
    out["attachments"] = json::array({std::move(attachment)});
    return out;
}

std::string text_of(const text_line& words) {
    std::string out;
    for (const auto& run : words) out.append(run.text);
    return out;
}

/// Whole lines as long as there is room; a line that is longer than a message goes on in the next.
std::vector<std::string> plain_pieces(const std::vector<text_line>& lines) {
    std::vector<std::string> out(1);
    for (const auto& line : lines) {
        const auto words = text_of(line);
        std::string_view rest = words;
        if (!out.back().empty() && out.back().size() + rest.size() + 1 > plain_bytes) out.emplace_back();
        if (!out.back().empty()) out.back().append("\n");
        while (rest.size() > plain_bytes) {
            const auto part = beginning(rest, plain_bytes);
            out.back() = part;
            out.emplace_back();
            rest.remove_prefix(part.size());
        }
        out.back().append(rest);
    }
    std::erase_if(out, [](const std::string& one) { return one.find_first_not_of(" \n\t") == std::string::npos; });
    return out;
}

/// How many lines at the end a card has room for; the question stands there.
std::size_t lines_ahead(const std::vector<text_line>& lines) {
    std::size_t room = card_bytes;
    auto ahead = lines.size();
    while (ahead > 0 && text_of(lines[ahead - 1]).size() < room) room -= text_of(lines[--ahead]).size() + 1;
    return ahead;
}

std::vector<text_run> joined(const std::vector<text_line>& lines, std::size_t from) {
    std::vector<text_run> out;
    for (auto i = from; i < lines.size(); ++i) {
        if (i > from) out.push_back({"\n", false});
        out.insert(out.end(), lines[i].begin(), lines[i].end());
    }
    return out;
}

/// The part of a message that its card shows: from this line on.
outgoing for_card(const outgoing& message, const std::vector<text_line>& lines, std::size_t ahead) {
    outgoing out;
    out.text = joined(lines, ahead);
    out.ask = message.ask;
    out.ways_out = message.ways_out;
    out.language = message.language;
    return out;
}

std::size_t size_of(const json& activity) {
    return activity.dump(-1, ' ', false, json::error_handler_t::replace).size();
}

/// What `made` makes of the lines from `ahead` on, which are as many as there is room for.
template <class Made>
json fitted(const std::vector<text_line>& lines, std::size_t& ahead, const Made& made) {
    ahead = lines_ahead(lines);
    for (;;) {
        auto out = made(ahead);
        if (ahead == lines.size() || size_of(out) <= message_bytes) return out;
        ahead += (lines.size() - ahead + 3) / 4;
    }
}

}  // namespace

json activity_between(const parties& between) {
    json out;
    out["type"] = "message";
    out["from"]["id"] = between.bot;
    out["from"]["name"] = between.bot_name;
    out["conversation"]["id"] = between.conversation;
    out["recipient"]["id"] = between.person;
    return out;
}

std::vector<json> messages_for(const outgoing& message, const parties& between, const std::string& press) {
    const auto lines = lines_of(message.text);
    const bool has_card = message.ask || message.ways_out;
    auto ahead = lines.size();
    json last;
    if (has_card)
        last = fitted(lines, ahead, [&](std::size_t from) {
            const auto shown = for_card(message, lines, from);
            return card_activity(between, card(shown, press), spoken_words(shown));
        });
    std::vector<json> out;
    for (auto& piece : plain_pieces({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(ahead)}))
        out.push_back(plain_activity(between, std::move(piece)));
    if (has_card) out.push_back(std::move(last));
    if (out.empty()) out.push_back(plain_activity(between, "…"));
    return out;
}

json settled_message(const outgoing& message, const settled& choice, const parties& between) {
    const auto lines = lines_of(message.text);
    std::size_t ahead = 0;
    return fitted(lines, ahead, [&](std::size_t from) {
        const auto shown = for_card(message, lines, from);
        return card_activity(between, settled_card(shown, choice), spoken_words(shown));
    });
}

}  // namespace waymark::teams
