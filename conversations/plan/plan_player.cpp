#include "conversations/plan/plan_player.hpp"

#include <algorithm>
#include <deque>

#include "conversations/language/diagnostic.hpp"
#include "conversations/plan/matcher.hpp"
#include "conversations/plan/plan_talk.hpp"
#include "conversations/plan/plan_writer.hpp"

namespace waymark {

namespace {

std::string indented(std::string_view text) {
    std::string out;
    while (text.ends_with('\n')) text.remove_suffix(1);
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        out += (line.empty() ? "" : "    ") + std::string(line) + "\n";
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return out;
}

class player {
  public:
    player(const script_book& book, const plan& one, std::string_view source)
        : plan_(one), source_(source), talk_(book, one.head), written_(one.head) {}

    std::optional<std::string> run() {
        if (auto bad = done(plan_.head.flow_at, talk_.begin())) return bad;
        for (const auto& line : plan_.lines) {
            const auto* expected = std::get_if<plan_act::bot_says>(&line.what);
            auto bad = expected != nullptr ? expect(line, *expected) : act(line);
            if (bad) return bad;
        }
        return nothing_left(plan_.lines.empty() ? plan_.head.flow_at : plan_.lines.back().at);
    }

  private:
    std::optional<std::string> expect(const plan_line& line, const plan_act::bot_says& one);
    std::optional<std::string> act(const plan_line& line) {
        if (auto bad = nothing_left(line.at)) return bad;
        written_.add(line.what);
        return done(line.text_at, talk_.act(line.what));
    }
    /// After the bot had its turn: what it said now waits to be expected.
    std::optional<std::string> done(mark at, const plan_talk::outcome& trouble) {
        if (trouble) return failure(at, trouble->code, trouble->text, trouble->suggestion, "");
        for (auto& said : talk_.take_said()) said_.push_back(std::move(said));
        return {};
    }
    std::optional<std::string> nothing_left(mark at);
    [[nodiscard]] std::string failure(mark at, const std::string& code, const std::string& text,
                                      const std::string& help, const std::string& said) const;

    const plan& plan_;
    std::string_view source_;
    plan_talk talk_;
    plan_writer written_;
    std::deque<bot_line> said_;  ///< and not expected by any line so far
};

std::string player::failure(mark at, const std::string& code, const std::string& text, const std::string& help,
                            const std::string& said) const {
    auto out = show({plan_.file, at, severity::error, code, text, help}, source_);
    if (!said.empty()) out += "The bot said:\n" + indented(said);
    return out + "The talk until here:\n" + indented(written_.text());
}

std::optional<std::string> player::nothing_left(mark at) {
    if (said_.empty()) return {};
    plan_writer more(plan_.head);
    const auto head = more.text().size();
    for (const auto& one : said_) more.add(one);
    return failure(at, "T103", "before this line, the bot says more than is written down",
                   "write it down if it is right", more.text().substr(head));
}

/// Where in the file the letter stands that is `offset` into the pattern; a longer text goes on at the line's start.
mark place_in_pattern(const plan_line& line, const plan_act::bot_says& one, std::size_t offset) {
    const auto before = std::string_view(one.pattern).substr(0, offset);
    const auto inside = [](char letter) { return (static_cast<unsigned char>(letter) & 0xc0U) == 0x80U; };
    const auto lines = static_cast<int>(std::ranges::count(before, '\n'));
    if (lines > 0) return {line.text_at.line + lines, 1};
    return {line.text_at.line,
            line.text_at.column +
                static_cast<int>(before.size() - static_cast<std::size_t>(std::ranges::count_if(before, inside)))};
}

std::optional<std::string> player::expect(const plan_line& line, const plan_act::bot_says& one) {
    const auto next = std::ranges::find(said_, one.to, &bot_line::to);
    if (next == said_.end()) {
        std::string others;
        if (!said_.empty()) others = "it said something to " + said_.front().to;
        return failure(line.at, "T102", "the bot says nothing to " + one.to + " here", others, "");
    }
    if (const auto differs = first_difference(one.pattern, next->text))
        return failure(place_in_pattern(line, one, *differs), "T101", "the bot says something else to " + one.to,
                       "from here on it is different", next->text);
    written_.add(*next);
    said_.erase(next);
    return {};
}

}  // namespace

std::optional<std::string> run_plan(const script_book& book, const plan& one, std::string_view source) {
    return player(book, one, source).run();
}

}  // namespace waymark
