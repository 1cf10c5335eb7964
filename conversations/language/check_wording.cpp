// How it reads: one question at a time, no blame, and a closing that is one.
#include <algorithm>
#include <array>
#include <set>

#include "conversations/language/flow_parts.hpp"

namespace waymark {

namespace {

struct unkind_words {
    std::string_view language;
    std::vector<std::string_view> harsh;    ///< in an ending or a title, these make somebody feel they failed
    std::vector<std::string_view> blaming;  ///< said to a person anywhere, these put the blame on them
};

const std::vector<unkind_words>& unkind() {
    static const std::vector<unkind_words> all{
        {"en",
         {"failed", "failure", "fail", "fault", "blame", "terminated", "dropped out", "gave up", "unsuccessful"},
         {"you failed", "your fault", "you should have", "you did not answer", "you didn't answer", "you forgot",
          "you still have not", "you still haven't", "blame"}},
        {"es",
         {"fracaso", "fracasó", "fracasado", "fallido", "fallida", "culpa", "abandonó", "sin éxito"},
         {"has fallado", "fallaste", "tu culpa", "culpa tuya", "deberías haber", "tendrías que haber",
          "no has contestado", "no contestaste", "no has respondido", "no respondiste", "has olvidado", "olvidaste",
          "todavía no has", "aún no has"}},
        {"de",
         {"gescheitert", "scheitern", "scheiterte", "misserfolg", "fehlschlag", "fehlgeschlagen", "versagt", "versagen",
          "schuld", "vorwurf", "vorwürfe", "erfolglos", "ohne erfolg", "abgebrochen", "hingeschmissen", "aufgegeben"},
         {"du hast versagt",
          "deine schuld",
          "selbst schuld",
          "bist schuld",
          "dein fehler",
          "vorwurf",
          "vorwürfe",
          "du hättest besser",
          "hättest du doch",
          "hättest du nur",
          "du hast nicht geantwortet",
          "nicht geantwortet hast",
          "du hast vergessen",
          "hast du vergessen",
          "vergessen hast",
          "du hast noch nicht",
          "hast du noch nicht",
          "immer noch nicht",
          "noch immer nicht",
          "warum hast du nicht"}},
        {"fr",
         {"échec", "échecs", "échoué", "échouer", "raté", "ratée", "la faute", "abandonné", "abandonnée",
          "sans succès"},
         {"tu as échoué", "vous avez échoué", "ta faute", "votre faute", "tu aurais dû", "vous auriez dû",
          "tu n'as pas répondu", "tu n’as pas répondu", "vous n'avez pas répondu", "vous n’avez pas répondu",
          "tu as oublié", "vous avez oublié", "tu n'as toujours pas", "tu n’as toujours pas",
          "tu n'as pas encore répondu", "vous n'avez toujours pas", "vous n’avez toujours pas"}}};
    return all;
}

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

/// The words of a flow in one language: its own, or those of a translation.
class wording_check {
  public:
    wording_check(reading& in, const flow& one, const translation* other)
        : in_(in), flow_(one), other_(other), words_(words_of(other == nullptr ? one.language : other->language)) {}

    void run() {
        harsh(flow_.title, true);
        for (const auto& step : flow_.steps) {
            one_question(step);
            harsh(step.say, step.end && !step.ask);
            if (!step.ask) continue;
            for (const auto* text : {&step.ask->text, &step.ask->hint, &step.ask->remind.say}) harsh(*text, false);
        }
        for (const auto& rule : flow_.rules) {
            harsh(rule.say, false);
            harsh(rule.otherwise.say, true);
        }
    }

  private:
    static const unkind_words* words_of(std::string_view language) {
        const auto found = std::ranges::find(unkind(), language.substr(0, language.find('-')), &unkind_words::language);
        return found == unkind().end() ? nullptr : &*found;
    }

    /// As people read it; empty when it is not translated.
    [[nodiscard]] script_text shown(const script_text& text) const {
        if (other_ == nullptr) return text;
        const auto found = other_->entries.find(text.key);
        if (found == other_->entries.end()) return {};
        return {text.key, found->second.text, found->second.text_at};
    }

    void harsh(const script_text& of, bool is_ending) {
        if (words_ == nullptr) return;
        const auto text = shown(of);
        const auto low = lower(text.text);
        const auto& phrases = is_ending ? words_->harsh : words_->blaming;
        const auto found = std::ranges::find_if(phrases, [&](auto one) { return has_phrase(low, one); });
        if (found == phrases.end()) return;
        const auto as_written = text.text.substr(low.find(*found), found->size());
        in_.warning(
            place_in(in_.source, text.at, as_written), "F034",
            "\"" + as_written + "\" " + (is_ending ? "makes an ending sound like a failure" : "sounds like blame"),
            is_ending ? "say what was, and what stays" : "say what would help instead");
    }

    void one_question(const flow_step& step) {
        const auto say = shown(step.say);
        const auto ask = step.ask ? shown(step.ask->text) : script_text{};
        const int count = questions_in(say.text) + (ask.empty() ? 0 : std::max(questions_in(ask.text), 1));
        if (count < 2) return;
        in_.warning(ask.empty() ? say.at : ask.at, "F033", "this message asks " + std::to_string(count) + " questions",
                    "ask one, and make the other a step of its own");
    }

    reading& in_;
    const flow& flow_;
    const translation* other_;
    const unkind_words* words_;
};

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
    wording_check(in, one, nullptr).run();
    check_closing(in, one);
}

void check_wording(reading& in, const flow& one, const translation& other) {
    wording_check(in, one, &other).run();
}

}  // namespace waymark
