#include "conversations/language/syntax_words.hpp"

#include <algorithm>

namespace waymark {

namespace {

struct wording {
    std::string_view yaml;
    const char* ours;
    const char* help;
    bool at_context;
};

// libyaml's words and ours. "at_context": where the thing began says more than where it went wrong.
const wording wordings[] = {
    {"unexpected end of stream", "this quote is never closed", "close it with the same quote", true},
    {"unexpected document indicator", "this quote is never closed", "close it with the same quote", true},
    {"mapping values are not allowed", "a \": \" is not possible here", "put the whole text in quotes", false},
    {"did not find expected ',' or '}'", "this \"{\" is not closed, or a comma is missing", "end it with \"}\"", true},
    {"did not find expected ',' or ']'", "this \"[\" is not closed, or a comma is missing", "end it with \"]\"", true},
    {"did not find expected key", "this line does not fit in here", "check how far it is indented", false},
    {"a tab character", "a tab cannot be used to indent", "use spaces", false},
    {"did not find expected '-'", "this line does not fit into the list", "check how far it is indented", false},
    {"could not find expected ':'", "this is neither \"key: value\" nor part of a text",
     "is a \":\" missing, or the indentation?", true},
    {"unknown escape character", "a backslash is special between double quotes", "write \\\\ for a plain one", false},
    {"cannot start any token", "a text cannot begin with this character", "put the text in quotes", false},
    {"did not find expected <document start>", "this line does not fit in here", "check how far it is indented", false},
};

std::string_view line_at(std::string_view source, int line) {
    for (; line > 1 && !source.empty(); --line)
        source.remove_prefix(std::min(source.find('\n'), source.size() - 1) + 1);
    return source.substr(0, source.find('\n'));
}

/// Where a tab stands before the first word of this line, counted from 1; 0 when none does.
int tab_before(std::string_view line) {
    const auto tab = line.substr(0, line.find_first_not_of(" \t")).find('\t');
    return tab == std::string_view::npos ? 0 : static_cast<int>(tab) + 1;
}

/// Whether what stands before this column is one key and nothing else: "    say".
bool begins_with_a_key(std::string_view line, int column) {
    auto before = line.substr(0, static_cast<std::size_t>(column) - 1);
    before.remove_prefix(std::min(before.find_first_not_of(" -"), before.size()));
    return !before.empty() &&
           before.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.") == std::string_view::npos;
}

}  // namespace

int bare_placeholder(std::string_view source, int number) {
    const auto line = line_at(source, number);
    for (std::size_t open = line.find('{'); open != std::string_view::npos; open = line.find('{', open + 1)) {
        const auto before = line.substr(0, open).find_last_not_of(' ');
        if (before == std::string_view::npos || before + 1 == open || (line[before] != ':' && line[before] != '-'))
            continue;
        auto name = line.substr(open + 1);
        if (name.starts_with('{')) name.remove_prefix(1);
        const auto end = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_.");
        if (end != std::string_view::npos && end > 0 && name[end] == '}') return static_cast<int>(open) + 1;
    }
    return 0;
}

syntax_words plain_words(const yaml_trouble& found, std::string_view source) {
    if (found.bad_byte) {
        const auto good = source.substr(0, std::min(*found.bad_byte, source.size()));
        return {{static_cast<int>(std::ranges::count(good, '\n')) + 1, 1},
                "this line holds a character that is not valid text",
                "save the file as UTF-8, without control characters"};
    }
    for (const int number : {found.at.line, found.at.line - 1, found.began.line})
        if (const int column = number > 0 ? bare_placeholder(source, number) : 0; column != 0)
            return {{number, column}, "a text that begins with \"{\" needs quotes", "put it in quotes: \"{...} ...\""};
    const auto line = line_at(source, found.at.line);
    if (const int column = tab_before(line); column != 0)
        return {{found.at.line, column}, "a tab cannot be used to indent", "use spaces"};
    const auto says = [&](std::string_view words) { return found.words.find(words) != std::string_view::npos; };
    if (says("mapping values are not allowed") && begins_with_a_key(line, found.at.column))
        return {{found.at.line, static_cast<int>(line.find_first_not_of(' ')) + 1},
                "this line is indented further than the key before it",
                "begin it where that key begins"};
    for (const auto& one : wordings)
        if (says(one.yaml))
            return {one.at_context && found.began.line > 0 ? found.began : found.at, one.ours, one.help};
    return {found.at, "this cannot be read (" + std::string(found.words) + ")", {}};
}

}  // namespace waymark
