#include "conversations/engine/unasked_offers.hpp"

#include <algorithm>
#include <set>

#include "conversations/person/topic.hpp"

namespace waymark {
namespace {

constexpr std::string_view own_strength = "strength";

bool is_in_words(answer_kind kind) {
    return kind == answer_kind::text || kind == answer_kind::long_text || kind == answer_kind::list;
}

/// All words of what this person has written or read. What is private to the other one must not show through a gap.
std::set<std::string> words_known_to(const person_id& who, const pair_state& pair) {
    std::set<std::string> all;
    for (const auto& one : pair.answers) {
        if (!is_in_words(one.kind) || one.keep_as == own_strength || (one.author != who && !one.opened)) continue;
        for (const auto& item : one.value.items)
            for (auto& word : read_topic(item).words) all.insert(std::move(word));
    }
    return all;
}

}  // namespace

std::vector<std::string> unasked_offers(const talk& in, const person_id& who) {
    const auto facts = in.room.facts.people.find(who);
    if (facts == in.room.facts.people.end() || facts->second.offers.empty()) return {};
    const auto known = words_known_to(who, in.room.pair);
    std::vector<std::string> out;
    for (const auto& offer : read_topics(facts->second.offers)) {
        const auto spoken = std::ranges::count_if(offer.words, [&](const auto& word) { return known.contains(word); });
        if (2 * static_cast<std::size_t>(spoken) < offer.words.size()) out.push_back(offer.said);
    }
    return out;
}

}  // namespace waymark
