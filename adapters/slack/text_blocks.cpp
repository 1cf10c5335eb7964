#include "adapters/slack/text_blocks.hpp"

#include <algorithm>

#include "adapters/slack/limits.hpp"
#include "adapters/slack/text.hpp"
#include "adapters/text_lines.hpp"

namespace waymark::slack {
namespace {

using nlohmann::json;
bool a_person_speaks(const text_line& words) {
    return std::ranges::any_of(words, &text_run::from_person);
}

json section(const std::string& mrkdwn) {
    json text;
    text["type"] = "mrkdwn";
    text["text"] = mrkdwn;
    text["verbatim"] = true;
    json block;
    block["type"] = "section";
    block["text"] = std::move(text);
    return block;
}

/// Gathers text until a block is full. The bot's lines and lines with a person's words never share a block.
class block_writer {
  public:
    void add(const text_line& words) {
        if (words.empty()) return add_break();
        const bool literal = a_person_speaks(words);
        if (literal != literal_) finish();
        literal_ = literal;
        if (used_ > 0) add_break();
        for (const auto& run : words) {
            if (literal)
                add_leaf(run.text);
            else
                add_marked(run.text);
        }
    }

    std::vector<json> blocks() {
        finish();
        return std::move(blocks_);
    }

  private:
    void add_break() {
        if (used_ == 0) return;  // a block does not begin with empty lines
        if (used_ + 1 >= limits::block_text) return finish();
        pending_breaks_ += 1;
    }
    void put_breaks() {
        const std::string breaks(std::min<std::size_t>(pending_breaks_, 2), '\n');
        pending_breaks_ = 0;
        if (used_ == 0 || breaks.empty()) return;
        append(breaks, breaks.size());
    }
    void add_leaf(std::string_view text) {
        put_breaks();
        while (!text.empty()) {
            const auto part = piece(text, room(), [](std::string_view t) { return length(t); });
            if (part.empty()) {
                finish();
                continue;
            }
            append(std::string(part), length(part));
            text.remove_prefix(part.size());
        }
    }
    void add_marked(std::string_view text) {
        put_breaks();
        while (!text.empty()) {
            const auto part = piece(text, room(), [](std::string_view t) { return length(marked(t)); });
            if (part.empty()) {
                finish();
                continue;
            }
            const auto shown = marked(part);
            append(shown, length(shown));
            text.remove_prefix(part.size());
        }
    }
    [[nodiscard]] std::size_t room() const { return limits::block_text - std::min(used_, limits::block_text); }

    /// The longest beginning that measures at most `room`, ending at a space when the text goes on.
    template <class Measure>
    [[nodiscard]] std::string_view piece(std::string_view text, std::size_t space, Measure measure) const {
        if (text.size() <= space && measure(text) <= space) return text;
        auto part = beginning(text, space);
        while (!part.empty() && measure(part) > space) part = beginning(part, length(part) * 3 / 4);
        const auto blank = part.rfind(' ');
        if (part.size() < text.size() && blank != std::string_view::npos && blank > 0) part = part.substr(0, blank + 1);
        // Better a new block than a word torn apart, unless the word alone is longer than a block.
        if (blank == std::string_view::npos && used_ > 0 && part.size() < text.size()) return {};
        return part;
    }
    void append(const std::string& shown, std::size_t measure) {
        text_.append(shown);
        used_ += measure;
    }
    void finish() {
        pending_breaks_ = 0;
        if (text_.find_first_not_of(" \n\t") != std::string::npos)
            blocks_.push_back(literal_ ? literal_block(text_) : section(text_));
        text_.clear();
        used_ = 0;
    }

    std::vector<json> blocks_;
    std::string text_;
    bool literal_ = false;
    std::size_t used_ = 0;
    std::size_t pending_breaks_ = 0;
};

}  // namespace

json literal_block(std::string_view text) {
    json leaf;
    leaf["type"] = "text";
    leaf["text"] = std::string(text);
    json inside;
    inside["type"] = "rich_text_section";
    inside["elements"] = json::array();
    inside["elements"].push_back(std::move(leaf));
    json block;
    block["type"] = "rich_text";
    block["elements"] = json::array();
    block["elements"].push_back(std::move(inside));
    return block;
}

json plain_object(std::string_view text, std::size_t limit) {
    auto shown = harmless(text);
    std::ranges::replace(shown, '\n', ' ');
    if (shown.find_first_not_of(" \t") == std::string::npos) shown = "…";
    json out;
    out["type"] = "plain_text";
    out["text"] = shortened(shown, limit);
    out["emoji"] = false;
    return out;
}

std::string marked(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto start = text.find("https://");
        out.append(escaped(text.substr(0, start)));
        if (start == std::string_view::npos) break;
        text.remove_prefix(start);
        auto address = text.substr(0, text.find_first_of(" \t\n<>|\"'*_~`"));
        while (!address.empty() && std::string_view(".,;:!?)").find(address.back()) != std::string_view::npos)
            address.remove_suffix(1);
        if (address.size() > std::string_view("https://").size())
            out.append("<").append(escaped(address)).append(">");
        else
            out.append(escaped(address));
        text.remove_prefix(address.size());
    }
    return out;
}

std::vector<json> text_blocks(const std::vector<text_run>& text, std::size_t most) {
    block_writer writer;
    for (const auto& words : lines_of(text)) writer.add(words);
    auto blocks = writer.blocks();
    if (blocks.empty()) blocks.push_back(section("…"));
    if (blocks.size() > most) {
        blocks.resize(most - 1);
        blocks.push_back(section("…"));
    }
    return blocks;
}

}  // namespace waymark::slack
