// The bot's own words outside of flows: help, snooze, "please use one of the buttons". One file per language in texts/.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "conversations/message.hpp"

namespace waymark {

/// Without what stands around it: blanks and line breaks, or the characters of `away`.
[[nodiscard]] std::string_view trimmed(std::string_view text, std::string_view away = " \t\r\n");

/// A word as people type it, in small letters and without the punctuation around it: "Help!" is "help".
[[nodiscard]] std::string plain_word(std::string_view text);

/// Where `part` stands in `text` as whole words, both as plain_word() has them; npos when it does not.
[[nodiscard]] std::size_t find_words(std::string_view text, std::string_view part);

/// The words that people can write at any time, as keys of phrases. In the order of `wish` in turn/words.hpp.
constexpr std::array<std::string_view, 18> always_words{
    "word.help",   "word.back",      "word.skip",   "word.cancel",     "word.example",    "word.snooze",
    "word.pause",  "word.stop",      "word.start",  "word.less",       "word.why",        "word.my_data",
    "word.forget", "word.who_reads", "word.export", "word.my_profile", "word.leave_list", "word.settings"};

/// One text of an authored file, by language.
using translated = std::map<std::string, std::string>;

/// In this language, its base, or `otherwise`; empty when it is in none of them.
[[nodiscard]] std::string in_language(const translated& text, std::string_view language, std::string_view otherwise);

/// Phrases by key and language, and the words people may type for each command. Immutable once built.
class bot_texts {
  public:
    void add(const std::string& language, std::map<std::string, std::string> phrases);
    /// Texts of a conversation that a programme says in words of its own; keys are those of its translations.
    void add_own(const std::string& language, const std::string& flow, std::map<std::string, std::string> texts);

    /// The phrase in this language, its base, or English, with `{name}` placeholders filled. A line whose placeholder
    /// is empty is left out. Throws std::out_of_range for a key no language has.
    [[nodiscard]] std::string say(std::string_view language, std::string_view key,
                                  const std::map<std::string, std::string>& values = {}) const;
    /// Whether say() finds the key in this language, its base, or English.
    [[nodiscard]] bool has(std::string_view language, std::string_view key) const;
    /// True when `text`, whatever its case and outer punctuation, is one of the words under `key` ("help|hilfe|ayuda").
    [[nodiscard]] bool is_word(std::string_view language, std::string_view key, std::string_view text) const;
    /// True when one of the words under `key` stands anywhere in `text`, as whole words.
    [[nodiscard]] bool mentions(std::string_view language, std::string_view key, std::string_view text) const;
    /// True when, in some language, this is one of the words that people can always write: "help", "parar".
    [[nodiscard]] bool is_always_word(std::string_view text) const;
    [[nodiscard]] std::vector<std::string> languages() const;
    /// All keys that some language has.
    [[nodiscard]] std::vector<std::string> keys() const;
    /// The phrase as it is written, in this language, its base, or English; null when none of the three has it.
    [[nodiscard]] const std::string* find(std::string_view language, std::string_view key) const;
    /// What was added by add_own in exactly this language; null when nothing was.
    [[nodiscard]] const std::string* own(std::string_view language, std::string_view flow, std::string_view key) const;
    friend bool operator==(const bot_texts&, const bot_texts&) = default;

  private:
    using word_set = std::set<std::string, std::less<>>;
    std::map<std::string, std::map<std::string, std::string>> phrases_;
    std::map<std::string, std::string> own_;  ///< by "<language>/<flow>/<key>"
    std::map<std::string, std::map<std::string, word_set, std::less<>>, std::less<>> words_;  ///< as is_word compares
};

}  // namespace waymark
