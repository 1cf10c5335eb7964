#include "conversations/person/topic_list.hpp"

#include <algorithm>

#include "conversations/person/topic.hpp"

namespace waymark {
namespace {

constexpr std::size_t longest_topic = 60;  // as in a programme file
constexpr std::size_t most_topics = 20;

}  // namespace

std::string_view without_bullet(std::string_view text) {
    constexpr std::string_view around = " \t\r\n-*\u2022";
    const auto begin = text.find_first_not_of(around);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

topic_list read_topic_list(std::string_view text, const std::vector<std::string>& known) {
    topic_list out;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;\n"), text.size());
        const auto part = without_bullet(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        auto one = read_topic(part);
        if (one.words.empty()) continue;
        if (part.size() > longest_topic) out.why_not = "profile.topic_too_long";
        const auto same =
            std::ranges::find_if(known, [&](const auto& each) { return read_topic(each).words == one.words; });
        if (!known.empty() && same == known.end()) out.why_not = "profile.not_a_topic";
        if (same != known.end()) one.said = *same;
        if (std::ranges::count(out.topics, one.said) == 0) out.topics.push_back(std::move(one.said));
    }
    if (out.topics.empty() && out.why_not.empty()) out.why_not = "profile.no_topic";
    if (out.topics.size() > most_topics && out.why_not.empty()) out.why_not = "profile.too_many";
    return out;
}

}  // namespace waymark
