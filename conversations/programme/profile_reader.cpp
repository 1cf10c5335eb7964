// Reads what a person wants to learn and what they offer.
#include <algorithm>

#include "conversations/programme/programme_parts.hpp"

namespace waymark {
namespace {

constexpr std::size_t longest_topic = 60;
constexpr std::size_t most_of_a_kind = 20;
constexpr std::size_t most_topics = 500;  // of a programme
constexpr int most_mentees = 20;

const std::vector<std::string> parts{"mentor", "mentee", "both"};

/// The items of a list. One value alone stands for several with ";" between them, as in a cell of a table.
std::vector<yaml_node> several(reading& in, const map_reader& from, const std::string& key, std::size_t most) {
    const auto* node = from.find(key);
    if (node == nullptr) return {};
    std::vector<yaml_node> out;
    if (node->is == yaml_node::kind::list) out = node->items;
    if (node->is == yaml_node::kind::scalar) {
        const auto text = read_text(in, *node, "\"" + key + "\"");
        for (std::size_t begin = 0; begin < text.size();) {
            const auto end = std::min(text.find(';', begin), text.size());
            yaml_node one;
            one.at = node->at;
            one.text = text.substr(begin, end - begin);
            one.text.erase(0, one.text.find_first_not_of(' '));
            one.text.erase(one.text.find_last_not_of(' ') + 1);
            if (!one.text.empty()) out.push_back(std::move(one));
            begin = end + 1;
        }
    }
    if (node->is == yaml_node::kind::map) in.error(node->at, "P013", "this must be a list such as [first, second]");
    if (out.size() > most) {
        in.error(node->at, "P019", "\"" + key + "\" has more than " + std::to_string(most) + " items");
        out.resize(most);
    }
    return out;
}

/// One of the topics of the programme in its own writing, or any when it has none.
std::string known_topic(reading& in, mark at, std::string said, const std::vector<topic>& known) {
    if (said.empty() || known.empty()) return said;
    const auto read = read_topic(said);
    const auto same = std::ranges::find(known, read.words, &topic::words);
    if (same != known.end()) return same->said;
    std::vector<std::string> names;
    for (const auto& one : known) names.push_back(one.said);
    in.unknown(at, "P029", "\"" + said + "\" is not one of the topics of this programme", said, names);
    return {};
}

std::string read_one_topic(reading& in, const yaml_node& node) {
    auto said = read_short(in, node, "a topic", longest_topic);
    std::ranges::replace(said, '\n', ' ');
    if (said.empty() || !read_topic(said).words.empty()) return said;
    in.error(node.at, "P014", "\"" + said + "\" has no word in it", "write a short topic, such as public speaking");
    return {};
}

std::vector<std::string> read_wishes(reading& in, const map_reader& from, const std::string& key,
                                     const std::vector<topic>& known) {
    std::vector<std::string> out;
    for (const auto& node : several(in, from, key, most_of_a_kind)) {
        auto said = known_topic(in, node.at, read_one_topic(in, node), known);
        if (!said.empty() && std::ranges::count(out, said) == 0) out.push_back(std::move(said));
    }
    return out;
}

std::optional<day_hours> read_hours(reading& in, const yaml_node& node) {
    const auto text = read_text(in, node, "\"hours\"");
    if (text.empty()) return {};
    const auto dash = text.find('-');
    const auto from = read_minute(std::string_view(text).substr(0, dash));
    const auto to = dash == std::string::npos ? std::nullopt : read_minute(std::string_view(text).substr(dash + 1));
    if (from && to) return day_hours{*from, *to};
    in.error(node.at, "P014", "\"" + text.substr(0, 60) + "\" is not a stretch of the day",
             "write the hours somebody works as \"09:00-17:30\", on their own clock");
    return {};
}

}  // namespace

std::vector<topic> read_closed_topics(reading& in, const map_reader& from) {
    std::vector<topic> out;
    for (const auto& node : several(in, from, "topics", most_topics)) {
        auto one = read_topic(read_one_topic(in, node));
        if (one.words.empty()) continue;
        const auto same = std::ranges::find(out, one.words, &topic::words);
        if (same != out.end())
            in.error(node.at, "P020", "\"" + one.said + "\" is the same topic as \"" + same->said + "\"");
        else
            out.push_back(std::move(one));
    }
    return out;
}

learning_profile read_profile(reading& in, const map_reader& from, const std::vector<topic>& topics,
                              std::vector<name_ref>& mentioned) {
    learning_profile into;
    into.wants = read_wishes(in, from, "wants", topics);
    into.offers = read_wishes(in, from, "offers", topics);
    if (const auto* capacity = from.find("capacity")) into.capacity = read_whole(in, *capacity, 0, most_mentees);
    for (const auto& node : several(in, from, "languages", most_of_a_kind))
        if (auto one = read_language(in, node); !one.empty()) into.languages.push_back(std::move(one));
    if (const auto* hours = from.find("hours")) into.hours = read_hours(in, *hours);
    if (const auto* as = from.find("takes_part_as")) {
        const auto found = std::ranges::find(parts, read_word(in, *as, "part", parts));
        if (found != parts.end()) into.takes_part_as = static_cast<part_taken>(found - parts.begin() + 1);
    }
    for (const auto& node : several(in, from, "not_with", most_of_a_kind)) {
        auto name = read_name(in, node, "the short name of a person");
        if (name.empty()) continue;
        into.not_with.push_back({name.name});
        mentioned.push_back(std::move(name));
    }
    return into;
}

}  // namespace waymark
