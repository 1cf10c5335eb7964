// How it reads: one question at a time, no blame, and a closing that is one.
#include <algorithm>
#include <array>
#include <set>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

// Words for an ending or a title that make somebody feel they failed. English only.
constexpr std::array harsh{"failed",     "failure",     "fail",    "fault",       "blame",
                           "terminated", "dropped out", "gave up", "unsuccessful"};
// Said to a person anywhere, these put the blame on them.
constexpr std::array blaming{"you failed",         "your fault",        "you should have",
                             "you did not answer", "you didn't answer", "you forgot",
                             "you still have not", "you still haven't", "blame"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool has_phrase(const std::string& text, std::string_view phrase) {
    for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

/// How many sentences ask something. What stands in quotes is somebody else's question.
int questions_in(std::string_view text) {
    int count = 0;
    bool inside_quotes = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') inside_quotes = !inside_quotes;
        if (text[i] == '?' && !inside_quotes && (i == 0 || text[i - 1] != '?')) ++count;
    }
    return count;
}

template <std::size_t n>
void lint(reading& in, const script_text& text, const std::array<const char*, n>& phrases, const std::string& what,
          const std::string& help) {
    const auto low = lower(text.text);
    for (const std::string_view phrase : phrases)
        if (has_phrase(low, phrase)) {
            const auto as_written = text.text.substr(low.find(phrase), phrase.size());
            in.warning(place_in(in.source, text.at, as_written), "F034", "\"" + as_written + "\" " + what, help);
            return;
        }
}

void check_harsh(reading& in, const script_text& text, bool is_ending) {
    if (is_ending)
        lint(in, text, harsh, "makes an ending sound like a failure", "say what was, and what stays");
    else
        lint(in, text, blaming, "sounds like blame", "say what would help instead");
}

void check_one_question(reading& in, const flow_step& step) {
    const int count = questions_in(step.say.text) + (step.ask ? std::max(questions_in(step.ask->text.text), 1) : 0);
    if (count < 2) return;
    const auto& at = step.ask ? step.ask->text.at : step.say.at;
    in.warning(at, "F033", "this message asks " + std::to_string(count) + " questions",
               "ask one, and make the other a step of its own");
}

void check_closing(reading& in, const flow& one) {
    if (one.ref.name != "closing" && one.nudge_kind != "closing") return;
    std::set<std::string> kept;
    for (const auto& step : one.steps)
        if (step.ask) kept.insert(step.ask->keep_as);
    const std::array<std::pair<const char*, const char*>, 3> wanted{
        {{"victory", "what the two achieved"}, {"lesson", "what they learned"}, {"next_step", "what comes next"}}};
    for (const auto& [word, meaning] : wanted)
        if (!kept.contains(word))
            in.error(place_in(in.source, {1, 1}, "flow:"), "F070", "this closing does not ask " + std::string(meaning),
                     "add a question with \"keep_as: " + std::string(word) + "\"");
}

}  // namespace

void check_wording(reading& in, const flow& one) {
    check_harsh(in, one.title, true);
    for (const auto& step : one.steps) {
        check_one_question(in, step);
        check_harsh(in, step.say, step.end && !step.ask);
        if (step.ask) {
            check_harsh(in, step.ask->text, false);
            check_harsh(in, step.ask->hint, false);
            check_harsh(in, step.ask->remind.say, false);
        }
    }
    for (const auto& rule : one.rules) {
        check_harsh(in, rule.say, false);
        check_harsh(in, rule.otherwise.say, true);
    }
    check_closing(in, one);
}

}  // namespace waymark
