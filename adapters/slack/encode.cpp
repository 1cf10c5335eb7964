#include "adapters/slack/encode.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/slack/control_blocks.hpp"
#include "adapters/slack/limits.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/slack/text_blocks.hpp"
#include "adapters/text_lines.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;

constexpr std::size_t longest_id_part = 200;
constexpr auto updated = "-u";  // before a block's number, once the message has been changed

/// Escaped text of at most `limit` characters: shortened before it is escaped, so that no entity is torn.
std::string fitted(std::string_view text, std::size_t limit) {
    auto kept = std::string(text);
    auto out = escaped(kept);
    for (auto target = limit; length(out) > limit && target > 1; target = target * 3 / 4) {
        kept = shortened(text, target);
        out = escaped(kept);
    }
    return out;
}

/// The beginning of text that is escaped already: no half of an entity stays.
std::string whole_entities(std::string text, std::size_t limit) {
    if (length(text) > limit) text = std::string(beginning(text, limit));
    if (const auto open = text.rfind('&'); open != std::string::npos && text.find(';', open) == std::string::npos)
        text.resize(open);
    return text;
}

constexpr std::size_t shortest_quote = 40;

/// Where there is no room for all of it, what people wrote is cut and what the bot says stays: a question that comes
/// after a long quotation must be heard, too.
std::string words_of(const outgoing& message, std::size_t limit) {
    const auto lines = lines_of(message.text);
    std::size_t own = lines.size(), quotes = 0, quoted = 0;
    for (const auto& line : lines)
        for (const auto& run : line) {
            (run.from_person ? quoted : own) += length(escaped(run.text));
            quotes += run.from_person ? 1 : 0;
        }
    auto most = limit;  // of one quotation
    if (own + quoted > limit && quotes > 0) most = std::max((limit - std::min(own, limit)) / quotes, shortest_quote);
    std::string out;
    for (const auto& line : lines) {
        for (const auto& run : line) out += run.from_person ? fitted(run.text, most) : escaped(run.text);
        out += '\n';
    }
    out.pop_back();
    return out;
}

/// The question and the possible answers: all that a screen reader, a notification or an old client shows.
std::string fallback(const outgoing& message) {
    std::string answers;
    if (message.ask) answers = numbered(*message.ask);
    if (message.ways_out) {
        for (const auto& way : message.ways_out->options)
            answers.append(answers.empty() || answers.back() == '\n' ? "" : "\n").append("– ").append(way.label);
    }
    answers = fitted(harmless(answers), limits::fallback_text / 2);
    const auto room = limits::fallback_text - length(answers) - 1;
    auto text = whole_entities(words_of(message, room), room);
    if (!answers.empty()) text.append("\n").append(answers);
    return text.find_first_not_of(" \n\t") == std::string::npos ? "…" : text;
}

void name_blocks(json& blocks, const std::string& id, const char* version) {
    std::size_t number = 0;
    for (auto& block : blocks) block["block_id"] = id.substr(0, longest_id_part) + version + std::to_string(number++);
}

json body_for(const std::string& channel, const std::string& text) {
    json body;
    body["channel"] = channel;
    body["text"] = text;
    body["mrkdwn"] = false;
    body["parse"] = "none";  // an address that somebody has written becomes no link
    return body;
}

void add_post_fields(json& body, const std::string& id) {
    body["unfurl_links"] = false;
    body["unfurl_media"] = false;
    body["metadata"]["event_type"] = "waymark";
    body["metadata"]["event_payload"]["id"] = id;
}

/// Ends a used message: nothing to press stays.
bool to_press(const json& block) {
    return block.value("type", "") == "actions" || block.contains("accessory");
}

}  // namespace

json post_message(const std::string& channel, const outgoing& message, const std::string& id) {
    constexpr auto room = limits::blocks - 2 * control_blocks_limit;
    json blocks = json::array();
    for (auto& block : text_blocks(message.text, room)) blocks.push_back(std::move(block));
    if (message.ask)
        for (auto& block : control_blocks(*message.ask, message.language)) blocks.push_back(std::move(block));
    if (message.ways_out)
        for (auto& block : ways_out_blocks(*message.ways_out)) blocks.push_back(std::move(block));
    name_blocks(blocks, id, "-");
    auto body = body_for(channel, fallback(message));
    body["blocks"] = std::move(blocks);
    add_post_fields(body, id);
    return body;
}

json post_plain(const std::string& channel, const outgoing& message, const std::string& id) {
    auto body = body_for(channel, fallback(message));
    add_post_fields(body, id);
    return body;
}

bool never_had_controls(const json& as_it_stands) {
    const auto blocks = as_it_stands.find("blocks");
    if (blocks == as_it_stands.end() || !blocks->is_array() || blocks->empty()) return false;
    return std::ranges::none_of(*blocks, [](const json& block) {
        if (!block.is_object()) return false;
        const auto name = block.value("block_id", "");
        return to_press(block) || name.find(updated, name.rfind('-')) != std::string::npos;
    });
}

json settle_message(const std::string& channel, const std::string& ts, const json& as_it_stands, const settled& choice,
                    const std::string& id) {
    const auto chosen = (choice.is_choice ? "✓ " : "") + shortened(harmless(choice.chosen), limits::block_text - 2);
    json blocks = json::array();
    const auto before = as_it_stands.find("blocks");
    if (before != as_it_stands.end() && before->is_array())
        for (const auto& block : *before)
            if (block.is_object() && !to_press(block) && blocks.size() + 1 < limits::blocks) blocks.push_back(block);
    blocks.push_back(literal_block(chosen));
    name_blocks(blocks, id, updated);
    const auto shown = escaped(shortened(chosen, limits::button_text));
    const auto text = whole_entities(as_it_stands.value("text", ""), limits::fallback_text - length(shown) - 1);
    auto body = body_for(channel, text.empty() ? shown : text + "\n" + shown);
    body["ts"] = ts;
    body["blocks"] = std::move(blocks);
    return body;
}

std::string wire(const json& body) {
    return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace waymark::slack
