#include "conversations/person/topic.hpp"

#include <algorithm>
#include <array>

namespace waymark {
namespace {

/// U+00C0 to U+017F without their accents, two bytes each; a blank in second place is none.
constexpr std::string_view plain_letters =
    "a a a a a a aec e e e e i i i i d n o o o o o x o u u u u y thss"
    "a a a a a a aec e e e e i i i i d n o o o o o / o u u u u y thy "
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g "
    "g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l "
    "l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s "
    "s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s ";
constexpr unsigned first_accented = 0xC0;
constexpr unsigned last_accented = 0x17F;
static_assert(plain_letters.size() == 2 * (last_accented - first_accented + 1));

/// Words that say nothing of a topic. Short, as a word that is missing here does little harm.
constexpr std::array<std::string_view, 26> fillers{"a",    "al",  "an", "and", "con", "de",   "del", "el", "en",
                                                   "for",  "how", "in", "la",  "las", "los",  "my",  "of", "on",
                                                   "para", "the", "to", "un",  "una", "with", "y",   "e"};

/// Capitals of Greek and Cyrillic, whose small letters follow at a fixed distance.
unsigned small_letter(unsigned code) {
    if ((code >= 0x391 && code <= 0x3A9) || (code >= 0x410 && code <= 0x42F)) return code + 0x20;
    if (code >= 0x400 && code <= 0x40F) return code + 0x50;
    return code;
}

void put_two_bytes(unsigned code, std::string& out) {
    if (code >= 0x300 && code <= 0x36F) return;  // an accent by itself, after its letter
    if (code < first_accented) {                 // a sign such as a wide space
        out += ' ';
    } else if (code <= last_accented) {
        const auto plain = plain_letters.substr(2 * (code - first_accented), 2);
        out.append(plain.substr(0, plain[1] == ' ' ? 1 : 2));
    } else {
        code = small_letter(code);
        out += static_cast<char>(0xC0U | (code >> 6U));
        out += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

/// In small letters without accents. Letters of other scripts stay as they are.
std::string plain(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0xC2 && byte < 0xE0 && i + 1 < text.size())
            put_two_bytes((byte & 0x1FU) << 6U | (static_cast<unsigned char>(text[++i]) & 0x3FU), out);
        else
            out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : text[i];
    }
    return out;
}

/// Signs that are a part of words: C++, C#, and whatever is not ASCII.
bool of_a_word(char sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '+' || sign == '#' ||
           (static_cast<unsigned char>(sign) & 0x80U) != 0;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> out;
    for (auto from = text.begin(); from != text.end();) {
        from = std::find_if(from, text.end(), of_a_word);
        const auto to = std::find_if_not(from, text.end(), of_a_word);
        if (from != to) out.emplace_back(from, to);
        from = to;
    }
    return out;
}

}  // namespace

topic read_topic(std::string_view said) {
    topic out{std::string(said), words_of(plain(said))};
    const auto says_nothing = [](const std::string& word) { return std::ranges::count(fillers, word) > 0; };
    if (!std::ranges::all_of(out.words, says_nothing)) std::erase_if(out.words, says_nothing);
    std::ranges::sort(out.words);
    const auto twice = std::ranges::unique(out.words);
    out.words.erase(twice.begin(), twice.end());
    return out;
}

std::vector<topic> read_topics(const std::vector<std::string>& said) {
    std::vector<topic> out;
    for (const auto& one : said) out.push_back(read_topic(one));
    return out;
}

int likeness(const topic& one, const topic& other) {
    std::size_t shared = 0;
    auto left = one.words.begin();
    auto right = other.words.begin();
    while (left != one.words.end() && right != other.words.end()) {
        const auto order = left->compare(*right);
        if (order == 0) ++shared;
        if (order <= 0) ++left;
        if (order >= 0) ++right;
    }
    const auto all = one.words.size() + other.words.size() - shared;
    return all == 0 ? 0 : static_cast<int>(100 * shared / all);
}

}  // namespace waymark
