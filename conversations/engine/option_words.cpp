#include "conversations/engine/option_words.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

/// "Every few months" for "Meet every few months": long enough to mean one, and not the opposite of it.
bool is_part_of(const reading_aids& aids, const std::string& word, const std::string& label) {
    constexpr std::size_t least_letters = 6;
    const auto at = find_words(label, word);
    if (word.size() < least_letters || at == std::string::npos) return false;
    auto rest = label;
    rest.replace(at, word.size(), " ");
    return !aids.texts.mentions(aids.language, "word.not", rest);
}

/// The only option these words are a part of.
const shown_option* option_with(const reading_aids& aids, const std::string& word) {
    const shown_option* found = nullptr;
    for (const auto& one : aids.options) {
        const auto fits = [&](const auto& label) { return is_part_of(aids, word, plain_word(label)); };
        if (std::ranges::none_of(one.labels, fits)) continue;
        if (found != nullptr) return nullptr;
        found = &one;
    }
    return found;
}

/// Nothing, or words that take nothing back: "yeah sure", "ok yes please".
bool only_agreement(const reading_aids& aids, std::string_view text) {
    const auto is_one = [&](std::string_view part) {
        return std::ranges::any_of(std::array<std::string_view, 3>{"word.yes", "word.agree", "word.please"},
                                   [&](auto key) { return aids.texts.is_word(aids.language, key, part); });
    };
    text = trimmed(text, " ,.!\t\r\n");
    if (text.empty() || is_one(text)) return true;
    for (auto end = text.find_first_of(" ,"); end != std::string_view::npos; end = text.find_first_of(" ,", end + 1))
        if (is_one(text.substr(0, end)) && only_agreement(aids, text.substr(end))) return true;
    return false;
}

/// "Yes, we met" and "We met, on Monday" for "We met": beside the whole label there is only a yes, or a comma and
/// something more that takes nothing back.
bool holds_label(const reading_aids& aids, std::string_view text, const std::string& label) {
    const auto words = plain_word(text);
    const auto at = find_words(words, label);
    if (label.empty() || at == std::string::npos || trimmed(text).ends_with('?')) return false;
    const auto before = std::string_view(words).substr(0, at);
    const auto after = std::string_view(words).substr(at + label.size());
    if (!only_agreement(aids, before)) return false;
    return only_agreement(aids, after) ||
           (after.starts_with(',') && !aids.texts.mentions(aids.language, "word.not", after) &&
            !aids.texts.mentions(aids.language, "word.but", after));
}

/// "Another" for "One more, please".
bool means_another(const reading_aids& aids, std::string_view text, const std::string& label) {
    const auto is = [&](std::string_view part) { return aids.texts.is_word(aids.language, "word.another", part); };
    return is(text) && is(label.substr(0, label.find(',')));
}

bool mentions_label(const shown_option& one, std::string_view text) {
    const auto words = plain_word(text);
    return std::ranges::any_of(one.labels, [&](const std::string& label) {
        return find_words(words, plain_word(label)) != std::string_view::npos;
    });
}

/// The only option that these words are near enough to; null when they name another one as well.
const shown_option* option_near(const reading_aids& aids, std::string_view text) {
    if (std::ranges::count_if(aids.options, [&](const auto& one) { return mentions_label(one, text); }) > 1)
        return nullptr;
    const auto near = [&](const shown_option& one) {
        return std::ranges::any_of(one.labels, [&](const std::string& label) {
            return holds_label(aids, text, plain_word(label)) || means_another(aids, text, label);
        });
    };
    const auto found = std::ranges::find_if(aids.options, near);
    const bool alone = std::ranges::count_if(aids.options, near) == 1;
    return alone ? &*found : nullptr;
}

/// The only option that begins with one of these words: "Yes, let us begin". Null when none or several do.
const shown_option* option_begun_by(const reading_aids& aids, std::string_view key, bool and_goes_on) {
    const shown_option* found = nullptr;
    for (const auto& one : aids.options) {
        const auto& label = one.labels.front();
        const auto end = label.find(' ');
        if (!aids.texts.is_word(aids.language, key, label.substr(0, end))) continue;
        if (found != nullptr || (and_goes_on && end == std::string::npos)) return nullptr;
        found = &one;
    }
    return found;
}

}  // namespace

const shown_option* option_named(const reading_aids& aids, std::string_view text) {
    const auto word = plain_word(text);
    for (const auto& one : aids.options)
        for (const auto& label : one.labels)
            if (plain_word(label) == word) return &one;
    if (const auto* one = option_with(aids, word)) return one;
    return option_near(aids, text);
}

bool agrees(const reading_aids& aids, std::string_view key, std::string_view text) {
    return only_agreement(aids, text) && aids.texts.mentions(aids.language, key, text);
}

const shown_option* option_agreed_to(const reading_aids& aids, std::string_view text) {
    if (aids.texts.is_word(aids.language, "word.no", text)) return option_begun_by(aids, "word.no", false);
    if (agrees(aids, "word.yes", text)) return option_begun_by(aids, "word.yes", false);
    if (agrees(aids, "word.agree", text)) return option_begun_by(aids, "word.yes", true);
    const bool perhaps = aids.texts.is_word(aids.language, "word.perhaps", text.substr(0, text.find(',')));
    return perhaps && !trimmed(text).ends_with('?') ? option_begun_by(aids, "word.perhaps", false) : nullptr;
}

}  // namespace waymark
